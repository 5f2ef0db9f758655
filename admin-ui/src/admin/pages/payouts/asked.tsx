import type { Payout } from '@finders-fee/shared';
import type { ManyOutcome } from '../../components/outcome.tsx';
import { PayDialog } from '../../payout/pay-dialog.tsx';
import { TakeBack } from '../../payout/take-back.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { SettleDialog, type ToSettle } from './settle-dialog.tsx';

/** What the page asks about just now. */
export type Asking =
  | ({ what: 'settle' } & ToSettle)
  | { what: 'decide'; payout: Payout }
  | { what: 'take-back'; payout: Payout }
  | { what: 'propose' };

/** The dialog of what is asked. `onTried` hears of what failed, since some of it may have been done. */
export function Asked(props: {
  asking: Asking;
  onClose: () => void;
  onTried: () => void;
  onDone: (outcome?: ManyOutcome) => void;
  onProposed: (made: Payout[]) => void;
}) {
  const { asking, onClose, onTried, onDone, onProposed } = props;
  switch (asking.what) {
    case 'settle':
      return <SettleDialog {...asking} onClose={onClose} onTried={onTried} onDone={onDone} />;
    case 'take-back':
      return <TakeBack payout={asking.payout} onClose={onClose} onDone={() => onDone()} />;
    case 'propose':
      return <ProposeDialog onClose={onClose} onTried={onTried} onProposed={onProposed} />;
    case 'decide': {
      const { affiliate_id: id, affiliate_name: name, account, currency } = asking.payout;
      // Closing it may have taken the proposal back.
      const close = () => onDone();
      return (
        <PayDialog
          affiliate={{ id, name, payout: account }}
          currency={currency}
          onClose={close}
          onDone={close}
        />
      );
    }
  }
}
