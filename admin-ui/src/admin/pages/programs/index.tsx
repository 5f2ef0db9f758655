import { Button } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Place } from '../../address.ts';
import { List } from '../../list/list.tsx';
import { useView } from '../../list/use-view.ts';
import { programActions } from './actions.ts';
import { programFields } from './fields.tsx';
import { ProgramPanel } from './program-panel.tsx';
import { usePrograms } from './use-programs.ts';
import { ownView, rules } from './view.ts';

/** The terms under which affiliates earn. */
export function ProgramsPage({ place }: { place: Place }) {
  const { view, setView } = useView(place, ownView, rules);
  const page = usePrograms(view);
  const fields = useMemo(programFields, []);
  const actions = useMemo(programActions, []);
  return (
    <>
      <List
        view={view}
        setView={setView}
        fields={fields}
        actions={actions}
        page={page}
        getItemId={(row) => row.id}
        openId={place.id}
        onOpen={(row) => place.go({ id: row.id })}
        searchLabel={__('Search programs', 'finders-fee')}
        header={
          <Button variant="primary" size="compact" onClick={() => place.go({ id: 'new' })}>
            {__('New program', 'finders-fee')}
          </Button>
        }
        nothing={
          <>
            <h2>{__('No program yet', 'finders-fee')}</h2>
            <p>
              {__(
                'A program says what share of an order its affiliates earn. One is enough to begin; make a second when some shall earn more.',
                'finders-fee',
              )}
            </p>
          </>
        }
      />
      {place.id && (
        <ProgramPanel
          key="panel"
          id={place.id}
          onClose={() => place.go({ id: undefined })}
          onSaved={page.reload}
        />
      )}
    </>
  );
}
