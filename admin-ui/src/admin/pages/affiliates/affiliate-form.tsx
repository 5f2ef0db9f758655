import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, PayoutAccount, Program } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { sayRate } from '../../../words/rate.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Link } from '../../components/link.tsx';
import { Problem } from '../../components/problem.tsx';
import { draftOf, rateFault, rateOf } from '../../components/rate-draft.ts';
import { RateField } from '../../components/rate-field.tsx';
import { Shape } from '../../components/shape.tsx';
import { useForm } from '../../components/use-form.ts';
import { PayoutAccountFields } from './payout-account-fields.tsx';
import { saveAffiliate } from './use-affiliates.ts';
import { UserField } from './user-field.tsx';

/** Who they are and under which terms they earn; how they are reached and paid is folded behind. */
export function AffiliateForm(props: {
  id: string;
  affiliate: Affiliate | undefined;
  onSaved: (affiliate: Affiliate) => void;
}) {
  const { id, affiliate, onSaved } = props;
  const programs = useResourcePage<Program>('programs?per_page=100&orderby=created_at&order=asc');
  const [name, setName] = useState(affiliate?.name ?? '');
  const [email, setEmail] = useState(affiliate?.email ?? '');
  const [phone, setPhone] = useState(affiliate?.phone ?? '');
  const [userId, setUserId] = useState(affiliate?.wordpress_user_id ?? null);
  const [chosen, setChosen] = useState(affiliate?.program_id ?? '');
  const [rate, setRate] = useState(() => draftOf(affiliate?.rate, 'none'));
  const [payout, setPayout] = useState(() => accountOf(affiliate));
  const [isTried, setTried] = useState(false);
  const programId = chosen || (programs.data?.rows[0]?.id ?? '');
  const program = programs.data?.rows.find((each) => each.id === programId);
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    const ownRate = rateOf(rate);
    if (!name.trim() || ownRate === undefined) return;
    const facts = {
      name: name.trim(),
      email: email.trim() || null,
      phone: phone.trim() || null,
      wordpress_user_id: userId,
      program_id: programId,
      rate: ownRate,
      payout: payout?.details.trim() ? { ...payout, details: payout.details.trim() } : null,
    };
    onSaved(await saveAffiliate(id, facts, keyFor({ id, ...facts })));
  });
  if (!programs.data)
    return programs.problem ? <Problem error={programs.problem} onRetry={programs.reload} /> : <Shape />;
  if (programs.data.total === 0) return <NoProgram />;
  const nameFault =
    isTried && !name.trim() ? __('Type the affiliate’s name.', 'finders-fee') : problem?.forField('name');
  return (
    <form onSubmit={onSubmit} noValidate>
      <UserField
        userId={userId}
        error={problem?.forField('wordpress_user_id')}
        onPick={(user) => {
          setUserId(user?.id ?? null);
          if (user && !name.trim()) setName(user.name);
          if (user && !email.trim()) setEmail(user.email);
        }}
      />
      <Field label={__('Name', 'finders-fee')} value={name} onChange={setName} error={nameFault} />
      <Field
        label={__('E-mail (optional)', 'finders-fee')}
        type="email"
        value={email}
        onChange={setEmail}
        error={problem?.forField('email')}
      />
      <Choice
        label={__('Program', 'finders-fee')}
        value={programId}
        onChange={setChosen}
        error={problem?.forField('program_id')}
        options={programs.data.rows.map((each) => ({
          value: each.id,
          /* translators: 1: program's name, 2: rate such as 10% */
          label: sprintf(__('%1$s (%2$s)', 'finders-fee'), each.name, sayRate(each.rate)),
        }))}
        help={
          affiliate && programId !== affiliate.program_id
            ? __(
                'Orders placed from now on earn by the new program; those before keep their terms.',
                'finders-fee',
              )
            : undefined
        }
      />
      <RateField
        label={__('Own rate', 'finders-fee')}
        draft={rate}
        onChange={setRate}
        /* translators: %s: rate such as "10%" */
        none={sprintf(__('As the program says (%s)', 'finders-fee'), program ? sayRate(program.rate) : '')}
        error={(isTried ? rateFault(rate) : undefined) ?? problem?.forField('rate')}
        help={
          rate.type !== 'none' &&
          __(
            'It goes before all rates of the program, also those for products, for orders from now on. Only a coupon’s own rate goes before it.',
            'finders-fee',
          )
        }
      />
      <details className="finders-fee-more" open={Boolean(affiliate?.phone ?? affiliate?.payout)}>
        <summary>{__('Telephone and payout account', 'finders-fee')}</summary>
        <Field
          label={__('Telephone (optional)', 'finders-fee')}
          type="tel"
          value={phone}
          onChange={setPhone}
          error={problem?.forField('phone')}
          help={__(
            'An order with this telephone number is held for review, since it may be the affiliate’s own. Nobody else sees it.',
            'finders-fee',
          )}
        />
        <PayoutAccountFields account={payout} onChange={setPayout} error={problem?.forField('payout')} />
      </details>
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {affiliate ? __('Save', 'finders-fee') : __('Create affiliate', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function accountOf(affiliate: Affiliate | undefined): PayoutAccount | null {
  const account = affiliate?.payout;
  return account ? { method: account.method, details: account.details ?? '' } : null;
}

function NoProgram() {
  return (
    <p>
      {__('An affiliate earns by a program’s terms, and there is none yet.', 'finders-fee')}{' '}
      <Link to={{ tab: 'programs', id: 'new' }}>{__('Create a program', 'finders-fee')}</Link>
    </p>
  );
}
