import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate, Program } from '@finders-fee/shared';
import { useResourcePage } from '../../../api/use-resource.ts';
import { formatRate } from '../../../format/money.ts';
import { Choice, Field } from '../../components/field.tsx';
import { Link } from '../../components/link.tsx';
import { Problem } from '../../components/problem.tsx';
import { Shape } from '../../components/shape.tsx';
import { useForm } from '../../components/use-form.ts';
import { saveAffiliate } from './use-affiliates.ts';
import { UserField } from './user-field.tsx';

/** Who they are and under which terms they earn. */
export function AffiliateForm(props: {
  id: string;
  affiliate: Affiliate | undefined;
  onSaved: (affiliate: Affiliate) => void;
}) {
  const { id, affiliate, onSaved } = props;
  const programs = useResourcePage<Program>('programs?per_page=100&orderby=created_at&order=asc');
  const [name, setName] = useState(affiliate?.name ?? '');
  const [email, setEmail] = useState(affiliate?.email ?? '');
  const [userId, setUserId] = useState(affiliate?.wordpress_user_id ?? null);
  const [status, setStatus] = useState(affiliate?.status ?? 'active');
  const [chosen, setChosen] = useState(affiliate?.program_id ?? '');
  const [isTried, setTried] = useState(false);
  const programId = chosen || (programs.data?.rows[0]?.id ?? '');
  const { onSubmit, isBusy, problem } = useForm(async (keyFor) => {
    setTried(true);
    if (!name.trim()) return;
    const facts = {
      name: name.trim(),
      email: email.trim() || null,
      status,
      wordpress_user_id: userId,
      program_id: programId,
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
        options={programs.data.rows.map((program) => ({
          value: program.id,
          /* translators: 1: program's name, 2: rate such as 10% */
          label: sprintf(__('%1$s (%2$s)', 'finders-fee'), program.name, formatRate(program.rate.value)),
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
      {affiliate && (
        <Choice
          label={__('Status', 'finders-fee')}
          value={status === 'suspended' ? 'suspended' : 'active'}
          onChange={(value) => setStatus(value === 'suspended' ? 'suspended' : 'active')}
          options={[
            { value: 'active', label: __('Active', 'finders-fee') },
            { value: 'suspended', label: __('Suspended', 'finders-fee') },
          ]}
          help={__(
            'Suspended: their coupons keep working for buyers, and orders placed meanwhile earn nothing, also later. What was earned before stays.',
            'finders-fee',
          )}
        />
      )}
      {problem && <Problem error={problem} />}
      <div className="finders-fee-actions">
        <Button variant="primary" type="submit" isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled>
          {affiliate ? __('Save', 'finders-fee') : __('Create affiliate', 'finders-fee')}
        </Button>
      </div>
    </form>
  );
}

function NoProgram() {
  return (
    <p>
      {__('An affiliate earns by a program’s terms, and there is none yet.', 'finders-fee')}{' '}
      <Link to={{ tab: 'programs', id: 'new' }}>{__('Create a program', 'finders-fee')}</Link>
    </p>
  );
}
