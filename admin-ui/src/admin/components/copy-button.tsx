import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { writeClipboard } from '../../clipboard.ts';
import { announce } from './announce.ts';

/** Puts a text on the clipboard and says so; `label` says what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const copy = () =>
    writeClipboard(text).then(
      () => announce(__('Copied.', 'finders-fee')),
      () => announce(__('The browser did not let us copy. Select it and copy it yourself.', 'finders-fee')),
    );
  return (
    <Button variant="secondary" size="compact" aria-label={label} onClick={() => void copy()}>
      {__('Copy', 'finders-fee')}
    </Button>
  );
}
