import { Link } from './link.tsx';
import type { TabName } from '../tabs.ts';

export interface Kind {
  name: string;
  parameters: Record<string, string>;
  isCurrent: boolean;
}

/** The few lists that an owner comes to a tab for, each with an address of its own. */
export function Kinds({ label, tab, kinds }: { label: string; tab: TabName; kinds: readonly Kind[] }) {
  return (
    <nav className="finders-fee-kinds" aria-label={label}>
      <ul>
        {kinds.map(({ name, parameters, isCurrent }, place) => (
          // By its place, since the count in a name comes late: a link that is made anew loses the click on it.
          <li key={place}>
            {isCurrent ? (
              <strong aria-current="page">{name}</strong>
            ) : (
              <Link to={{ tab, parameters }}>{name}</Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
