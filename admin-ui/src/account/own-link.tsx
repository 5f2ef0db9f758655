import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Me } from '@finders-fee/shared';
import { HandOut } from './hand-out.tsx';
import { pageLink } from './page-link.ts';
import { sayPlainRate } from './plain-rate.ts';

/** The link to share, and the same to any page of the shop. */
export function OwnLink({ link, me }: { link: string; me: Me }) {
  return (
    <section className="ff-section" aria-labelledby="ff-link-title">
      <h2 id="ff-link-title" className="ff-title">
        {__('Your link', 'finders-fee')}
      </h2>
      <div className="ff-own-link">
        <Link url={link} name="link" label={__('Copy your link', 'finders-fee')} />
        <p className="ff-quiet">
          {[
            __('counts when somebody follows it and buys', 'finders-fee'),
            /* translators: %s: a commission rate such as "10 %" */
            sprintf(__('you earn %s', 'finders-fee'), sayPlainRate(me.program.rate)),
          ].join(' · ')}
        </p>
        <PageLink link={link} />
      </div>
    </section>
  );
}

/** Takes the address of any page of the shop and gives it back as the affiliate's. */
function PageLink({ link }: { link: string }) {
  const id = useId();
  const [address, setAddress] = useState('');
  // What is still being typed is not wrong yet.
  const [isDone, setDone] = useState(false);
  const made = address.trim() === '' ? null : pageLink(link, address);
  const isWrong = isDone && made === null && address.trim() !== '';
  return (
    <details className="ff-page-link">
      <summary>{__('Link to a page', 'finders-fee')}</summary>
      <div className="ff-section">
        <label htmlFor={id}>{__('Address of a page of this shop', 'finders-fee')}</label>
        <input
          id={id}
          className="ff-input"
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={address}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target: { value } }) => {
            setAddress(value);
            if (value === '') setDone(false);
          }}
          onPaste={() => setDone(true)}
          onBlur={() => setDone(address !== '')}
        />
        <p id={`${id}-note`} role="status" className={isWrong ? 'ff-wrong' : 'ff-quiet'}>
          {isWrong
            ? sprintf(
                /* translators: %s: name of the shop's site, "shop.example" */
                __('That is no page of %s; your link works in this shop only.', 'finders-fee'),
                shopOf(link),
              )
            : made === null
              ? __('Paste it here, and get it back as your link.', 'finders-fee')
              : __('Your link to this page:', 'finders-fee')}
        </p>
        {made !== null && (
          <Link
            key={made}
            url={made}
            name="page-link"
            label={__('Copy the link to this page', 'finders-fee')}
          />
        )}
      </div>
    </details>
  );
}

function Link({ url, name, label }: { url: string; name: string; label: string }) {
  return (
    <div className="ff-link">
      <p data-finders-fee-figure={name}>{url}</p>
      <HandOut text={url} label={label} share={{ url }} />
    </div>
  );
}

function shopOf(link: string): string {
  const { host, pathname } = new URL(link);
  return host + pathname.replace(/\/$/, '');
}
