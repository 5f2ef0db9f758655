import type { MouseEvent, ReactNode } from 'react';
import { go, linkTo, type Address } from '../address.ts';

/** A link within the page: a real address for a new window, no reload for a plain click. */
export function Link({
  to,
  children,
  className,
}: {
  to: Partial<Address>;
  children: ReactNode;
  className?: string;
}) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    event.preventDefault();
    go({ id: undefined, parameters: {}, ...to });
  };
  return (
    <a href={linkTo(to)} onClick={follow} className={className}>
      {children}
    </a>
  );
}
