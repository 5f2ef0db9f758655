import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program, ProgramConsequences } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { changeProgram, deleteProgram, useConsequences } from './use-programs.ts';

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
  const consequences = useConsequences(program.id);
  const words = changeWords(change, program.name);
  return (
    <Confirm
      title={words.title}
      action={words.action}
      isDestructive={change === 'delete' || change === 'end'}
      onClose={onClose}
      onConfirm={async () => {
        await doChange(change, program.id);
        announce(words.done);
        onDone(change === 'delete');
      }}
    >
      {consequences.problem && <Problem error={consequences.problem} onRetry={consequences.reload} />}
      {!consequences.data && !consequences.problem && <Shape rows={2} />}
      {consequences.data && (
        <ul className="finders-fee-consequences">
          {consequencesOf(change, consequences.data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

async function doChange(change: ProgramChangeName, id: string): Promise<void> {
  switch (change) {
    case 'pause':
      return void (await changeProgram(id, { status: 'paused' }));
    case 'activate':
      return void (await changeProgram(id, { status: 'active' }));
    case 'end':
      return void (await changeProgram(id, { ends_at: new Date().toISOString() }));
    case 'reopen':
      return void (await changeProgram(id, { ends_at: null }));
    case 'delete':
      return deleteProgram(id);
  }
}

/** "12 coupons keep working and earn nothing": what happens to coupons, affiliates and what is already earned. */
function consequencesOf(change: ProgramChangeName, consequences: ProgramConsequences): string[] {
  const { affiliates, coupons, commissions_waiting: waiting } = consequences;
  if (change === 'activate' || change === 'reopen')
    return [
      sprintf(
        /* translators: %d: number of coupons */
        _n(
          '%d coupon earns again from now on.',
          '%d coupons earn again from now on.',
          coupons,
          'finders-fee',
        ),
        coupons,
      ),
      __('Orders placed in between earn nothing, also later.', 'finders-fee'),
    ];
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
  return [sayIdleCoupons(coupons), ...(change === 'delete' ? [sayLeftAffiliates(affiliates)] : []), kept];
}

function sayIdleCoupons(coupons: number): string {
  if (coupons === 0) return __('No coupon is concerned.', 'finders-fee');
  return sprintf(
    /* translators: %d: number of coupons */
    _n(
      '%d coupon keeps working for buyers and earns nothing.',
      '%d coupons keep working for buyers and earn nothing.',
      coupons,
      'finders-fee',
    ),
    coupons,
  );
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

function changeWords(
  change: ProgramChangeName,
  name: string,
): { title: string; action: string; done: string } {
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
