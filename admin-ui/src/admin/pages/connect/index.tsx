import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { write } from '../../../api/client.ts';
import { announce } from '../../components/announce.ts';
import { Field } from '../../components/field.tsx';
import { problemSentence } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';

const looksLikeCode = /^ff1\.[A-Za-z0-9_-]+\.[A-Za-z2-7]{20}$/;

/** The way to a connection: one code, one button. */
export function ConnectPage({ onConnected }: { onConnected: () => void }) {
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string>();
  const { onSubmit, isBusy, problem } = useForm(async () => {
    const typed = code.replace(/\s/g, '');
    if (!looksLikeCode.test(typed)) {
      setFault(codeFault(typed));
      return;
    }
    setFault(undefined);
    await write('POST', 'connection', { connection_code: typed });
    announce(__('Connected. Your past orders are being read in the background.', 'finders-fee'));
    onConnected();
  });
  return (
    <form className="finders-fee-card finders-fee-connect" onSubmit={onSubmit} noValidate>
      <h2>{__('Connect this shop to its sidecar', 'finders-fee')}</h2>
      <p>
        {__(
          'The sidecar is the small service that keeps the books. It prints a connection code when it starts; paste that here. Nothing else is asked: currency, tax and time zone come from your shop.',
          'finders-fee',
        )}
      </p>
      <Field
        label={__('Connection code', 'finders-fee')}
        value={code}
        onChange={setCode}
        error={fault ?? (problem && connectFault(problem.code, problemSentence(problem)))}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder="ff1.…"
        help={
          <>
            {__('Find it with', 'finders-fee')} <code>docker compose logs sidecar</code>{' '}
            {__('or make a new one with', 'finders-fee')} <code>finders-fee connect</code>.{' '}
            {__('It works once, for 15 minutes.', 'finders-fee')}
          </>
        }
      />
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {__('Connect', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function codeFault(typed: string): string {
  if (typed === '')
    return __('Paste the code that the sidecar printed. It starts with “ff1.”.', 'finders-fee');
  if (!typed.startsWith('ff1.'))
    return __('That is not a connection code: one starts with “ff1.”.', 'finders-fee');
  return __('The code is not complete. Copy the whole line, from “ff1.” to its end.', 'finders-fee');
}

function connectFault(code: string, sentence: string): string {
  if (code === 'pairing_code_invalid')
    return __(
      'The sidecar does not know this code: it was used already or is older than 15 minutes. Make a new one with “finders-fee connect”.',
      'finders-fee',
    );
  return sentence;
}
