/** The outline of what comes, so that nothing jumps when it does. */
export function Shape({ rows = 4 }: { rows?: number }) {
  return (
    <div className="finders-fee-shape" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}
