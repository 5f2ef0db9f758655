import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program, ProgramConsequences } from '@finders-fee/shared';
import { sayEarnAgain, sayIdle } from '../../../words/consequence.ts';
import { ConfirmChange, type ChangeWords } from '../../components/confirm-change.tsx';
import { changeProgram, deleteProgram } from './use-programs.ts';

/** What can be done with a whole program. */
export type ProgramChangeName = 'pause' | 'activate' | 'end' | 'reopen' | 'delete';

/** Asks before a program is paused, activated, ended or deleted, and says in numbers whom it concerns. */
export function ProgramChange(props: {
  change: ProgramChangeName;
  program: Program;
  onClose: () => void;
  onDone: (isDeleted: boolean) => void;
}) {
  const { change, program, onClose, onDone } = props;
  return (
    <ConfirmChange<ProgramConsequences>
      words={changeWords(change, program.name)}
      isDestructive={change === 'delete' || change === 'end'}
      path={`programs/${program.id}/consequences`}
      say={(consequences) => consequencesOf(change, consequences)}
      onConfirm={() => doChange(change, program.id)}
      onClose={onClose}
      onDone={() => onDone(change === 'delete')}
    />
  );
}

function doChange(change: ProgramChangeName, id: string): Promise<unknown> {
  switch (change) {
    case 'pause':
      return changeProgram(id, { status: 'paused' });
    case 'activate':
      return changeProgram(id, { status: 'active' });
    case 'end':
      return changeProgram(id, { ends_at: new Date().toISOString() });
    case 'reopen':
      return changeProgram(id, { ends_at: null });
    case 'delete':
      return deleteProgram(id);
  }
}

/** "12 coupons keep working and earn nothing": what happens to coupons, links, affiliates and what is already earned. */
function consequencesOf(change: ProgramChangeName, consequences: ProgramConsequences): string[] {
  const { affiliates, commissions_waiting: waiting } = consequences;
  if (change === 'activate' || change === 'reopen') return sayEarnAgain(consequences);
  const kept =
    waiting > 0
      ? sprintf(
          /* translators: %d: number of commissions */
          _n(
            '%d commission waits to be paid. It keeps its terms and its amount.',
            '%d commissions wait to be paid. They keep their terms and their amounts.',
            waiting,
            'finders-fee',
          ),
          waiting,
        )
      : __('No commission waits to be paid. What was earned stays in the books.', 'finders-fee');
  return [...sayIdle(consequences), ...(change === 'delete' ? [sayLeftAffiliates(affiliates)] : []), kept];
}

function sayLeftAffiliates(affiliates: number): string {
  if (affiliates === 0) return __('No affiliate is in it.', 'finders-fee');
  return sprintf(
    /* translators: %d: number of affiliates */
    _n(
      '%d affiliate stays in it and earns nothing new until you move them to another program.',
      '%d affiliates stay in it and earn nothing new until you move them to another program.',
      affiliates,
      'finders-fee',
    ),
    affiliates,
  );
}

function changeWords(change: ProgramChangeName, name: string): ChangeWords {
  switch (change) {
    case 'pause':
      return {
        /* translators: %s: name */
        title: sprintf(__('Pause program %s?', 'finders-fee'), name),
        action: __('Pause', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('Program %s is paused.', 'finders-fee'), name),
      };
    case 'activate':
      return {
        /* translators: %s: name */
        title: sprintf(__('Activate program %s?', 'finders-fee'), name),
        action: __('Activate', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('Program %s is active.', 'finders-fee'), name),
      };
    case 'end':
      return {
        /* translators: %s: name */
        title: sprintf(__('End program %s now?', 'finders-fee'), name),
        action: __('End now', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('Program %s has ended.', 'finders-fee'), name),
      };
    case 'reopen':
      return {
        /* translators: %s: name */
        title: sprintf(__('Open program %s again?', 'finders-fee'), name),
        action: __('Open again', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('Program %s is open again.', 'finders-fee'), name),
      };
    case 'delete':
      return {
        /* translators: %s: name */
        title: sprintf(__('Delete program %s?', 'finders-fee'), name),
        action: __('Delete', 'finders-fee'),
        /* translators: %s: name */
        done: sprintf(__('Program %s is deleted.', 'finders-fee'), name),
      };
  }
}
