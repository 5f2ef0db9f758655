import { __, sprintf } from '@wordpress/i18n';
import type { Affiliate } from '@finders-fee/shared';
import { announce } from '../../components/announce.ts';
import { Panel } from '../../components/panel.tsx';
import { AffiliateForm } from './affiliate-form.tsx';

/** A form beside what it changes: a new affiliate beside the list, one that is there beside their page. */
export function AffiliateFormPanel(props: {
  affiliate: Affiliate | undefined;
  onClose: () => void;
  onSaved: (affiliate: Affiliate) => void;
}) {
  const { affiliate, onClose, onSaved } = props;
  return (
    <Panel
      title={
        affiliate
          ? /* translators: %s: affiliate's name */ sprintf(__('Edit %s', 'finders-fee'), affiliate.name)
          : __('New affiliate', 'finders-fee')
      }
      subject={affiliate?.id ?? 'new'}
      onClose={onClose}
    >
      <AffiliateForm
        id={affiliate?.id ?? 'new'}
        affiliate={affiliate}
        onSaved={(after) => {
          /* translators: %s: affiliate's name */
          announce(sprintf(__('%s is saved.', 'finders-fee'), after.name));
          onSaved(after);
        }}
      />
    </Panel>
  );
}
