import { useResource } from '../../api/use-resource.ts';
import { announce } from './announce.ts';
import { Confirm } from './confirm.tsx';
import { Problem } from './problem.tsx';
import { Shape } from './shape.tsx';

/** What a change is called before it is done, and what is said once it was. */
export interface ChangeWords {
  title: string;
  action: string;
  done: string;
}

/**
 * Asks before something is changed whose consequences the sidecar can count. `path` is asked for them, `say` makes a sentence of each.
 * `onConfirm` does it; what it throws is shown and leaves everything as it was.
 */
export function ConfirmChange<Consequences>(props: {
  words: ChangeWords;
  isDestructive: boolean;
  path: string;
  say: (consequences: Consequences) => string[];
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { words, isDestructive, path, say, onConfirm, onClose, onDone } = props;
  const consequences = useResource<Consequences>(path);
  return (
    <Confirm
      title={words.title}
      action={words.action}
      isDestructive={isDestructive}
      onClose={onClose}
      onConfirm={async () => {
        await onConfirm();
        announce(words.done);
        onDone();
      }}
    >
      {consequences.problem && <Problem error={consequences.problem} onRetry={consequences.reload} />}
      {!consequences.data && !consequences.problem && <Shape rows={2} />}
      {consequences.data && (
        <ul className="finders-fee-consequences">
          {say(consequences.data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}
