import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { ProgramForm } from './program-form.tsx';
import { deleteProgram, useProgram } from './use-programs.ts';

/** One program's terms, to make or to change. */
export function ProgramPanel({
  id,
  onClose,
  onSaved,
}: {
  id: string;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { data, problem, reload } = useProgram(id);
  const [isDeleting, setDeleting] = useState(false);
  const program = id === 'new' ? undefined : data?.id === id ? data : undefined;
  const saved = (after: Program) => {
    /* translators: %s: program's name */
    announce(sprintf(__('Program %s is saved.', 'finders-fee'), after.name));
    onSaved();
    onClose();
  };
  return (
    <Panel title={program?.name ?? __('New program', 'finders-fee')} subject={id} onClose={onClose}>
      {problem && !program && <Problem error={problem} onRetry={reload} />}
      {id !== 'new' && !program && !problem && <Shape rows={5} />}
      {program && <VersionNote program={program} />}
      {(id === 'new' || program) && <ProgramForm key={id} id={id} program={program} onSaved={saved} />}
      {program && program.affiliates_count === 0 && (
        <Button variant="link" isDestructive onClick={() => setDeleting(true)}>
          {__('Delete this program', 'finders-fee')}
        </Button>
      )}
      {program && isDeleting && (
        <Confirm
          /* translators: %s: program's name */
          title={sprintf(__('Delete program %s?', 'finders-fee'), program.name)}
          action={__('Delete', 'finders-fee')}
          isDestructive
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await deleteProgram(program.id);
            announce(__('The program is deleted.', 'finders-fee'));
            onSaved();
            onClose();
          }}
        >
          <p>
            {__(
              'No affiliate is in it. Commissions earned under it keep their terms and amounts.',
              'finders-fee',
            )}
          </p>
        </Confirm>
      )}
    </Panel>
  );
}

function VersionNote({ program }: { program: Program }) {
  return (
    <p className="finders-fee-facts">
      {sprintf(
        /* translators: 1: number of the version, 2: number of affiliates */
        _n(
          'Version %1$d of its terms, with %2$d affiliate.',
          'Version %1$d of its terms, with %2$d affiliates.',
          program.affiliates_count,
          'finders-fee',
        ),
        program.version,
        program.affiliates_count,
      )}{' '}
      {__(
        'A change of the terms makes a new version for orders placed from now on. Orders placed before keep theirs.',
        'finders-fee',
      )}
    </p>
  );
}
