import type { Me } from '@finders-fee/shared';
import { formatMoney } from './money.ts';

/**
 * Shows the balances as soon as they are there, before React is: the same elements at the same place as Balance has them, only without words,
 * which are translated by a script that is still loading.
 */
export function paintFirstFigures(element: HTMLElement, { balances }: Me): void {
  const section = make('section', 'ff-section');
  section.append(make('h2', 'ff-title', '\u00a0'));
  for (const { balance, currency } of balances) {
    const amount = make('p', 'ff-amount', formatMoney(balance, currency));
    amount.dataset['findersFeeFigure'] = 'balance';
    const line = make('div', 'ff-balance');
    line.append(amount, make('p', '', '\u00a0'));
    section.append(line);
  }
  const page = make('div', 'ff-page');
  page.append(section);
  element.replaceChildren(page);
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
