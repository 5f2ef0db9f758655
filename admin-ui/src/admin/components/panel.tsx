import { Button } from '@wordpress/components';
import { useEffect, useId, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

/**
 * One thing opened beside its list. The list stays and can be used; Escape closes, and the focus returns to where it came from.
 * A new `subject` moves the focus to the heading, so that a screen reader says what has opened.
 */
export function Panel(props: { title: string; subject: string; onClose: () => void; children: ReactNode }) {
  const { title, subject, onClose, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  const titleId = useId();
  useEffect(() => {
    opener.current ??= document.activeElement;
    heading.current?.focus();
  }, [subject]);
  useEffect(() => {
    const back = opener;
    return () => {
      if (back.current instanceof HTMLElement && back.current.isConnected) back.current.focus();
    };
  }, []);
  return (
    <aside
      className="finders-fee-panel"
      role="dialog"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header>
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button variant="tertiary" size="compact" onClick={onClose}>
          {__('Close', 'finders-fee')}
        </Button>
      </header>
      <div className="finders-fee-panel-body">{children}</div>
    </aside>
  );
}
