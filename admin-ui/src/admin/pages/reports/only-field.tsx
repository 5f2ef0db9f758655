import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Channel, Coupon, Program } from '@finders-fee/shared';
import { useResource, useResourcePage } from '../../../api/use-resource.ts';
import { channels, channelWord } from '../../../words/channel.ts';
import { useSettled } from '../../components/affiliate-field.tsx';
import { Suggest, type Suggestion } from '../../components/suggest.tsx';
import type { Narrowing } from './report-query.ts';

/** What the report is narrowed to: one affiliate, coupon, program or channel, found by typing. */
export function OnlyField(props: {
  only: Narrowing | undefined;
  onChange: (only: Narrowing | undefined) => void;
}) {
  const { only, onChange } = props;
  return only ? <Chosen only={only} onTakeAway={() => onChange(undefined)} /> : <Search onPick={onChange} />;
}

function Search({ onPick }: { onPick: (only: Narrowing) => void }) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const query = new URLSearchParams({ per_page: '5', ...searched(useSettled(text.trim())) }).toString();
  const affiliates = useResourcePage<Affiliate>(isOpen ? `affiliates?${query}` : undefined);
  const coupons = useResourcePage<Coupon>(
    isOpen ? `coupons?${query}&orderby=usage_count&order=desc` : undefined,
  );
  const programs = useResourcePage<Program>(isOpen ? `programs?${query}` : undefined);
  return (
    <Suggest<Narrowing>
      label={__('Only', 'finders-fee')}
      help={__('An affiliate, coupon, program or channel.', 'finders-fee')}
      text={text}
      onOpen={() => setOpen(true)}
      onType={setText}
      onPick={({ value }) => onPick(value)}
      suggestions={[
        ...(affiliates.data?.rows ?? []).map(({ id, name }) =>
          suggestion('affiliate_id', id, name, __('Affiliate', 'finders-fee')),
        ),
        ...(coupons.data?.rows ?? []).map(({ code }) =>
          suggestion('coupon_code', code, code, __('Coupon', 'finders-fee')),
        ),
        ...(programs.data?.rows ?? []).map(({ id, name }) =>
          suggestion('program_id', id, name, __('Program', 'finders-fee')),
        ),
        ...channels
          .map((channel) =>
            suggestion('channel', channel, channelWord(channel), __('Channel', 'finders-fee')),
          )
          .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase())),
      ]}
    />
  );
}

function searched(text: string): { search?: string } {
  return text ? { search: text } : {};
}

function suggestion(
  subject: Narrowing['subject'],
  value: string,
  label: string,
  hint: string,
): Suggestion<Narrowing> {
  return { key: `${subject} ${value}`, label, hint, value: { subject, value } };
}

function Chosen({ only, onTakeAway }: { only: Narrowing; onTakeAway: () => void }) {
  const name = useName(only);
  return (
    <div className="finders-fee-field">
      <span className="finders-fee-label">{__('Only', 'finders-fee')}</span>
      <ul className="finders-fee-chips">
        <li>
          <span>{name}</span>
          {/* translators: %s: what the report was narrowed to, such as a name */}
          <Button
            size="small"
            aria-label={sprintf(__('No longer only %s', 'finders-fee'), name)}
            onClick={onTakeAway}
          >
            ×
          </Button>
        </li>
      </ul>
    </div>
  );
}

/** An address holds ids only; their names are asked for. */
function useName({ subject, value }: Narrowing): string {
  const noun = subject === 'affiliate_id' ? 'affiliates' : subject === 'program_id' ? 'programs' : undefined;
  const { data } = useResource<{ name: string }>(noun && `${noun}/${encodeURIComponent(value)}`);
  if (subject === 'channel') return channelWord(value as Channel);
  return noun ? (data?.name ?? '…') : value;
}
