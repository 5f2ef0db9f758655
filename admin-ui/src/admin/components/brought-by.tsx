import { channelWord, type Bringer } from '../../words/channel.ts';

/** What brought a sale, or tried to: a code set as a code, a link in words. */
export function BroughtBy({ channel, coupon_code: code }: Bringer) {
  if (code === null) return <>{channelWord(channel)}</>;
  return (
    <>
      {channel === 'referral_code' && `${channelWord(channel)} `}
      <code>{code}</code>
    </>
  );
}
