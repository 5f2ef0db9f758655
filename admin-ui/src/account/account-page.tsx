import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Me } from '@finders-fee/shared';
import { Balance } from './balance.tsx';
import { Chart } from './chart.tsx';
import { Codes } from './codes.tsx';
import type { Started } from './early.ts';
import { Notice, Refusal } from './notice.tsx';
import { OwnLink } from './own-link.tsx';
import { Sales } from './sales.tsx';
import { Shape } from './shape.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  started: Started;
  loginUrl: string;
}

/** The affiliate's whole page: what is mine, which code and link do I share, what did they sell. */
export function AccountPage({ started, loginUrl }: Props) {
  const { client, first } = started;
  const [view, setView] = useState(first);
  const me = useAnswer(view.me) ?? (view === first ? started.me : null);
  if (!me) return <Shape />;
  if (!me.ok) return <Refusal answer={me} loginUrl={loginUrl} retry={() => setView(client.firstView())} />;
  return (
    <div className="ff-page">
      <Standing me={me.data} />
      <Balance me={me.data} />
      <div className="ff-share">
        <Codes coupons={view.coupons} me={me.data} />
        {me.data.link !== null && <OwnLink link={me.data.link} me={me.data} />}
      </div>
      <Chart summary={view.summary} me={me.data} />
      <Sales first={view.sales} client={client} me={me.data} />
    </div>
  );
}

/** Said only when something about the affiliate's standing keeps new sales from counting. */
function Standing({ me }: { me: Me }) {
  if (me.status === 'active') return null;
  const sentences: Record<Exclude<Me['status'], 'active'>, string> = {
    pending: __('The shop has not confirmed you yet. Sales count from the day it does.', 'finders-fee'),
    rejected: __(
      'The shop did not accept you as an affiliate. Ask the shop if you think this is a mistake.',
      'finders-fee',
    ),
    suspended: __(
      'The shop has paused your account: new sales earn nothing for now. What you earned before stays yours.',
      'finders-fee',
    ),
  };
  return (
    <Notice>
      {/* translators: %s: the affiliate's name */}
      <strong>{sprintf(__('%s, please note:', 'finders-fee'), me.name)}</strong> {sentences[me.status]}
    </Notice>
  );
}
