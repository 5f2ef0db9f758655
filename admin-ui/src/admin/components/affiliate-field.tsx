import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { useResource, useResourcePage } from '../../api/use-resource.ts';
import { Suggest, type Suggestion } from './suggest.tsx';

/** A WordPress user as `users?search=` tells of them. */
export interface User {
  id: number;
  name: string;
  email: string;
}

/** Who shall earn: an affiliate there is, a WordPress user, or just a name. */
export interface Person {
  name: string;
  email?: string;
  wordpressUserId?: number;
  affiliate?: Affiliate;
}

/** A name to type freely, with the shop's users and the affiliates there are as suggestions. */
export function AffiliateField(props: {
  person: Person;
  onChange: (person: Person) => void;
  error?: string | undefined;
}) {
  const { person, onChange, error } = props;
  const [isOpen, setOpen] = useState(false);
  const wanted = useSettled(person.wordpressUserId || person.affiliate ? '' : person.name.trim());
  const query = new URLSearchParams({ search: wanted }).toString();
  const users = useResource<User[]>(isOpen ? `users?${query}` : undefined);
  const affiliates = useResourcePage<Affiliate>(
    isOpen ? `affiliates?per_page=5&${wanted ? query : ''}` : undefined,
  );
  return (
    <Suggest<Person>
      label={__('Affiliate', 'finders-fee')}
      help={whoSentence(person)}
      error={error}
      text={person.name}
      suggestions={suggestionsOf(affiliates.data?.rows ?? [], users.data ?? [])}
      onOpen={() => setOpen(true)}
      onType={(name) => onChange({ name })}
      onPick={(suggestion) => onChange(suggestion.value)}
    />
  );
}

function suggestionsOf(affiliates: Affiliate[], users: User[]): Suggestion<Person>[] {
  const linked = new Set(affiliates.map((affiliate) => affiliate.wordpress_user_id));
  return [
    ...affiliates.map((affiliate) => ({
      key: affiliate.id,
      label: affiliate.name,
      /* translators: %s: name of a program */
      hint: sprintf(__('Affiliate in program %s', 'finders-fee'), affiliate.program_name),
      value: { name: affiliate.name, affiliate },
    })),
    ...users
      .filter((user) => !linked.has(user.id))
      .map((user) => ({
        key: `user-${user.id}`,
        label: user.name,
        hint: user.email,
        value: { name: user.name, wordpressUserId: user.id, ...(user.email && { email: user.email }) },
      })),
  ];
}

function whoSentence(person: Person): string {
  if (person.affiliate) return __('An affiliate you have already.', 'finders-fee');
  if (person.wordpressUserId)
    return __('Sees their own sales under “My account” with the login they have.', 'finders-fee');
  if (person.name.trim())
    return __('A new affiliate without a login. You can link a WordPress user later.', 'finders-fee');
  return __('Type a name, or pick one of your shop’s users, who then see their own sales.', 'finders-fee');
}

/** What was typed once typing pauses. */
export function useSettled(text: string, afterMs = 250): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), afterMs);
    return () => window.clearTimeout(timer);
  }, [text, afterMs]);
  return settled;
}
