import { useState } from '@wordpress/element';
import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Program } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { announce } from '../../components/announce.ts';
import { Panel } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { Recalculate } from '../../recalculation/recalculate.tsx';
import { ProgramChange, type ProgramChangeName } from './program-change.tsx';
import { hasBegun } from './program-draft.ts';
import { ProgramForm } from './program-form.tsx';
import { ProgramTerms } from './program-terms.tsx';
import { useKeptCommissions, useProgram } from './use-programs.ts';

/** One program: the terms in force, and everything that can be done with it. */
export function ProgramPanel(props: { id: string; onClose: () => void; onSaved: () => void }) {
  const { id, onClose, onSaved } = props;
  const { data, problem, reload } = useProgram(id);
  const [isEditing, setEditing] = useState(false);
  const program = id === 'new' ? undefined : data?.id === id ? data : undefined;
  const saved = (after: Program) => {
    /* translators: %s: program's name */
    announce(sprintf(__('Program %s is saved.', 'finders-fee'), after.name));
    onSaved();
    if (id === 'new') return onClose();
    setEditing(false);
    reload();
  };
  return (
    <Panel title={program?.name ?? __('New program', 'finders-fee')} subject={id} onClose={onClose}>
      {problem && !program && <Problem error={problem} onRetry={reload} />}
      {id !== 'new' && !program && !problem && <Shape rows={5} />}
      {id === 'new' && <ProgramForm key={id} id={id} program={undefined} onSaved={saved} />}
      {program && isEditing && (
        <>
          <EditNote id={id} />
          <ProgramForm
            key={id}
            id={id}
            program={program}
            onSaved={saved}
            onCancel={() => setEditing(false)}
          />
        </>
      )}
      {program && !isEditing && (
        <>
          <ProgramTerms program={program} />
          <Actions
            program={program}
            onEdit={() => setEditing(true)}
            onChanged={(isDeleted) => {
              onSaved();
              if (isDeleted) onClose();
              else reload();
            }}
          />
        </>
      )}
    </Panel>
  );
}

/** An edit never reaches back. */
function EditNote({ id }: { id: string }) {
  const kept = useKeptCommissions(id);
  return (
    <p className="finders-fee-facts">
      {__('What you change counts for orders placed from now on.', 'finders-fee')}{' '}
      {kept !== undefined &&
        sprintf(
          /* translators: %s: number of commissions */
          _n('%s commission keeps its terms.', '%s commissions keep their terms.', kept, 'finders-fee'),
          new Intl.NumberFormat(pageConfig().locale).format(kept),
        )}
    </p>
  );
}

function Actions(props: { program: Program; onEdit: () => void; onChanged: (isDeleted: boolean) => void }) {
  const { program, onEdit, onChanged } = props;
  const [change, setChange] = useState<ProgramChangeName>();
  const [isRecalculating, setRecalculating] = useState(false);
  const hasEnded = program.ends_at !== null && Date.parse(program.ends_at) <= Date.now();
  const isPaused = program.status === 'paused';
  return (
    <>
      <div className="finders-fee-actions">
        <Button variant="primary" onClick={onEdit}>
          {__('Edit the terms', 'finders-fee')}
        </Button>
        <Button variant="secondary" onClick={() => setChange(isPaused ? 'activate' : 'pause')}>
          {isPaused ? __('Activate', 'finders-fee') : __('Pause', 'finders-fee')}
        </Button>
        {hasBegun(program) && (
          <Button variant="secondary" onClick={() => setChange(hasEnded ? 'reopen' : 'end')}>
            {hasEnded ? __('Open again', 'finders-fee') : __('End now', 'finders-fee')}
          </Button>
        )}
      </div>
      <section>
        <h3>{__('Past orders', 'finders-fee')}</h3>
        <p>
          {__(
            'They keep the terms of their time. Where those were wrong, you can decide again about them: first you see every difference, then you choose.',
            'finders-fee',
          )}
        </p>
        <Button variant="secondary" onClick={() => setRecalculating(true)}>
          {__('Recalculate past orders…', 'finders-fee')}
        </Button>
      </section>
      <p>
        <Button variant="link" isDestructive onClick={() => setChange('delete')}>
          {__('Delete this program', 'finders-fee')}
        </Button>
      </p>
      {change && (
        <ProgramChange
          change={change}
          program={program}
          onClose={() => setChange(undefined)}
          onDone={(isDeleted) => {
            setChange(undefined);
            onChanged(isDeleted);
          }}
        />
      )}
      {isRecalculating && (
        <Recalculate
          scope={{ program_id: program.id }}
          /* translators: %s: program's name */
          scopeName={sprintf(__('orders of program %s', 'finders-fee'), program.name)}
          onClose={() => setRecalculating(false)}
        />
      )}
    </>
  );
}
