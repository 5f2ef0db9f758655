import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Me, MySale } from '@finders-fee/shared';
import { salesPerPage, type Answer, type Client } from './client.ts';
import { dayFormat } from './dates.ts';
import { formatMoney } from './money.ts';
import { Unreachable } from './notice.tsx';
import { Receipt } from './receipt.tsx';
import { sayState, sentence } from './sentence.ts';
import { Rows } from './shape.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  first: Promise<Answer<MySale[]>>;
  client: Client;
  me: Me;
}

/** The newest sales, each with a plain state; opening one shows how its amount came about. */
export function Sales({ first, client, me }: Props) {
  const [pages, setPages] = useState([first]);
  return (
    <section className="ff-section" aria-labelledby="ff-sales-title">
      <h2 id="ff-sales-title" className="ff-title">
        {__('Your last sales', 'finders-fee')}
      </h2>
      {pages.map((page, index) => (
        <Page
          key={index}
          page={page}
          number={index + 1}
          client={client}
          me={me}
          isLast={index === pages.length - 1}
          onMore={() => setPages([...pages, client.sales(pages.length + 1)])}
          onRetry={() => setPages(pages.map((old, at) => (at === index ? client.sales(index + 1) : old)))}
        />
      ))}
    </section>
  );
}

interface PageProps {
  page: Promise<Answer<MySale[]>>;
  number: number;
  client: Client;
  me: Me;
  isLast: boolean;
  onMore: () => void;
  onRetry: () => void;
}

function Page({ page, number, client, me, isLast, onMore, onRetry }: PageProps) {
  const answer = useAnswer(page);
  if (!answer) return <Rows count={3} />;
  if (!answer.ok) return <Unreachable retry={onRetry} />;
  if (answer.data.length === 0 && number === 1) {
    return (
      <p>
        {me.link === null
          ? __(
              'Each order with your code appears here within seconds, with what it earned and why.',
              'finders-fee',
            )
          : __(
              'Each order with your code or through your link appears here within seconds, with what it earned and why.',
              'finders-fee',
            )}
      </p>
    );
  }
  return (
    <>
      <ul className="ff-sales">
        {answer.data.map((sale, index) => (
          <Sale key={index} sale={sale} client={client} me={me} />
        ))}
      </ul>
      {isLast && answer.total > number * salesPerPage && (
        <button type="button" className="ff-button wp-element-button button" onClick={onMore}>
          {__('Show older sales', 'finders-fee')}
        </button>
      )}
    </>
  );
}

function Sale({ sale, client, me }: { sale: MySale; client: Client; me: Me }) {
  const [isOpen, setOpen] = useState(false);
  if (sale.id === null) {
    return (
      <li className="ff-sale">
        <Row sale={sale} me={me} />
      </li>
    );
  }
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="ff-sale">
          <Row sale={sale} me={me} />
        </summary>
        {isOpen && (
          <div className="ff-receipt">
            <Receipt commissionId={sale.id} client={client} me={me} />
          </div>
        )}
      </details>
    </li>
  );
}

function throughWhat({ channel, coupon_code: code }: MySale): string[] {
  if (channel === 'link') return [__('your link', 'finders-fee')];
  if (code === null) return [];
  if (channel !== 'referral_code') return [code.toUpperCase()];
  /* translators: %s: coupon code by which the customer came the first time */
  return [sprintf(__('returning customer, %s', 'finders-fee'), code.toUpperCase())];
}

function Row({ sale, me }: { sale: MySale; me: Me }) {
  const day = dayFormat(me.time_zone);
  return (
    <>
      <span className="ff-sale-what">{[whatSold(sale), ...throughWhat(sale)].join(' · ')}</span>
      <span className="ff-sale-amount">{formatMoney(sale.amount, sale.currency)}</span>
      <span className="ff-sale-state">
        <time dateTime={sale.placed_at} title={sale.placed_at}>
          {day(sale.placed_at)}
        </time>
        {' · '}
        {sayState(sale, day)}
        <br />
        {sentence(sale.summary)}
      </span>
    </>
  );
}

/** The owner's own reference of a sale outside the shop may be anything, or nothing. */
function whatSold({ channel, order_number: number }: MySale): string {
  if (channel !== 'offline') {
    /* translators: %s: order number */
    return sprintf(__('Order #%s', 'finders-fee'), number);
  }
  if (number === '') return __('Sale outside the shop', 'finders-fee');
  /* translators: %s: the shop's own reference of a sale */
  return sprintf(__('Sale outside the shop, %s', 'finders-fee'), number);
}
