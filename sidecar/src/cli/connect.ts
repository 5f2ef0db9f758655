import { makeConnectionCode, type ConnectionCode } from '../use-cases/make-connection-code.ts';
import type { Command } from './command.ts';
import { withServices } from './with-services.ts';

export const connect: Command = {
  summary: 'prints a code that connects a store, good for 15 minutes',
  options: {},
  async run({ config, answer }) {
    const made = await withServices(config, makeConnectionCode);
    answer({ connection_code: made.code, expires_at: made.expiresAt.toISOString() }, describeCode(made));
    return 0;
  },
};

/** The code in a box, with what to do with it. */
export function describeCode({ code, expiresAt }: ConnectionCode): string[] {
  const lines = [
    'Connect your store: in wp-admin, open Marketing > Finder’s Fee and paste',
    '',
    code,
    '',
    `or run: wp finders-fee connect ${code}`,
    `Good for one connection, until ${expiresAt.toISOString()}.`,
  ];
  const edge = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  return [edge, ...lines, edge];
}
