import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useResource } from '../../../api/use-resource.ts';
import { useSettled, type User } from '../../components/affiliate-field.tsx';
import { Suggest } from '../../components/suggest.tsx';

/** The WordPress user whose login shows the affiliate's own page. */
export function UserField(props: {
  userId: number | null;
  onPick: (user: User | null) => void;
  error?: string | undefined;
}) {
  const { userId, onPick, error } = props;
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<User>();
  const [isOpen, setOpen] = useState(false);
  const wanted = useSettled(text.trim());
  const users = useResource<User[]>(
    isOpen ? `users?${new URLSearchParams({ search: wanted }).toString()}` : undefined,
  );
  if (userId !== null)
    return (
      <p className="finders-fee-facts">
        {/* translators: %s: name of a WordPress user, or their number */}
        {sprintf(
          __('Login: %s. They see their own sales under “My account”.', 'finders-fee'),
          picked?.name ?? `#${userId}`,
        )}{' '}
        <Button variant="link" onClick={() => onPick(null)}>
          {__('Take the login away', 'finders-fee')}
        </Button>
      </p>
    );
  return (
    <Suggest<User>
      label={__('WordPress user (optional)', 'finders-fee')}
      text={text}
      error={error}
      help={__(
        'With a login they see their own sales under “My account”. Search by name, login or e-mail.',
        'finders-fee',
      )}
      suggestions={(users.data ?? []).map((user) => ({
        key: String(user.id),
        label: user.name,
        hint: user.email,
        value: user,
      }))}
      onOpen={() => setOpen(true)}
      onType={setText}
      onPick={({ value }) => {
        setPicked(value);
        onPick(value);
      }}
    />
  );
}
