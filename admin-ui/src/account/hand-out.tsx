import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { writeClipboard } from '../clipboard.ts';

interface Props {
  text: string;
  /** What the button copies, for those who do not see beside what it stands: "Copy the code JOHN10". */
  label: string;
  /** What the phone's share sheet gets. */
  share: ShareData;
}

/** Copies a text, or hands it to whom one wants to have it; what came of it is seen and read out. */
export function HandOut({ text, label, share }: Props) {
  const [said, setSaid] = useState('');
  const copy = async () => setSaid(await copied(text));
  return (
    <p className="ff-actions">
      <button type="button" className="ff-button wp-element-button button" onClick={() => void copy()}>
        <span className="ff-hidden">{label}</span>
        <span aria-hidden="true">{said || __('Copy', 'finders-fee')}</span>
      </button>
      {'share' in navigator && (
        <button
          type="button"
          className="ff-button wp-element-button button"
          // Somebody who closes the share sheet has not failed at anything.
          onClick={() => void navigator.share(share).catch(() => undefined)}
        >
          {__('Share', 'finders-fee')}
        </button>
      )}
      <span role="status" className="ff-hidden">
        {said}
      </span>
    </p>
  );
}

async function copied(text: string): Promise<string> {
  try {
    await writeClipboard(text);
    return __('Copied', 'finders-fee');
  } catch {
    return __('Select it and copy', 'finders-fee');
  }
}
