import { __ } from '@wordpress/i18n';

/** The outline of what comes, in its own sizes, so that nothing jumps when the figures arrive. */
export function Shape() {
  return (
    <div className="ff-page" aria-busy="true">
      <p className="ff-hidden" role="status">
        {__('Loading your figures', 'finders-fee')}
      </p>
      <div aria-hidden="true">
        <div className="ff-section">
          <Bar width="9em" />
          <Bar width="5em" tall />
          <Bar width="18em" />
        </div>
        <div className="ff-section">
          <Bar width="7em" />
          <Bar width="8em" tall />
        </div>
        <Rows count={4} />
      </div>
    </div>
  );
}

export function Rows({ count }: { count: number }) {
  return (
    <div className="ff-section" aria-hidden="true">
      {Array.from({ length: count }, (_, row) => (
        <Bar key={row} width="100%" />
      ))}
    </div>
  );
}

function Bar({ width, tall = false }: { width: string; tall?: boolean }) {
  return <div className={tall ? 'ff-bar ff-bar-tall' : 'ff-bar'} style={{ width }} />;
}
