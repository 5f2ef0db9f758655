import { Button } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Note } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Problem } from '../../components/problem.tsx';
import { useForm } from '../../components/use-form.ts';
import { When } from '../../components/when.tsx';
import { addNote, deleteNote, useNotes } from './use-affiliates.ts';

/** What the owner wrote down about an affiliate; the affiliate never sees it. */
export function Notes({ affiliateId }: { affiliateId: string }) {
  const { data, problem, reload } = useNotes(affiliateId);
  const [text, setText] = useState('');
  const [deleting, setDeleting] = useState<Note>();
  const id = useId();
  const adding = useForm(async (keyFor) => {
    if (!text.trim()) return;
    // Two notes may say the same, so the key holds what is already there.
    await addNote(affiliateId, text.trim(), keyFor([affiliateId, text, data?.length]));
    setText('');
    announce(__('The note is added.', 'finders-fee'));
    reload();
  });
  return (
    <section>
      <h3>{__('Notes', 'finders-fee')}</h3>
      {problem && <Problem error={problem} onRetry={reload} />}
      <ul className="finders-fee-notes">
        {(data ?? []).map((note) => (
          <li key={note.id}>
            <p>{note.text}</p>
            <When instant={note.written_at} time />{' '}
            <Button variant="link" isDestructive onClick={() => setDeleting(note)}>
              {__('Delete', 'finders-fee')}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={adding.onSubmit} className="finders-fee-field">
        <label htmlFor={id}>{__('New note', 'finders-fee')}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={2000}
          value={text}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={`${id}-help`} className="finders-fee-note">
          {__('Only for you; the affiliate never sees it.', 'finders-fee')}
        </p>
        {adding.problem && <Problem error={adding.problem} />}
        <Button
          variant="secondary"
          size="compact"
          type="submit"
          isBusy={adding.isBusy}
          disabled={adding.isBusy || !text.trim()}
          accessibleWhenDisabled
        >
          {__('Add note', 'finders-fee')}
        </Button>
      </form>
      {deleting && (
        <Confirm
          title={__('Delete this note?', 'finders-fee')}
          action={__('Delete', 'finders-fee')}
          isDestructive
          onClose={() => setDeleting(undefined)}
          onConfirm={async () => {
            await deleteNote(affiliateId, deleting.id);
            setDeleting(undefined);
            announce(__('The note is deleted.', 'finders-fee'));
            reload();
          }}
        >
          <p>{deleting.text}</p>
        </Confirm>
      )}
    </section>
  );
}
