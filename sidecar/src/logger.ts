import { pino, destination, type Logger } from 'pino';
import type { Config } from './config.ts';
import { describeFault } from './describe-fault.ts';

export type { Logger };

/**
 * Structured log lines, one JSON object each. Nobody logs secrets, e-mail addresses, names or whole bodies;
 * the redaction is the second line of defence. `toStandardError` keeps standard output free for a command's answer.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  options: { toStandardError?: boolean } = {},
): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          '*.consumerKey',
          '*.consumerSecret',
          '*.secret',
          '*.token',
          '*.email',
          '*.authorization',
          'err.config',
        ],
        censor: '[hidden]',
      },
      serializers: { err: describeError },
    },
    destination({ dest: options.toStandardError ? 2 : 1, sync: false }),
  );
}

/** What helps to find a fault and names nobody: type, message, code, stack, and the same of its cause. */
function describeError(error: unknown): unknown {
  const message = describeFault(error);
  if (!(error instanceof Error)) return { message };
  const { name, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    name,
    message,
    code,
    stack: framesOf(stack),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** The places alone: a stack begins with the message, which may carry what describeFault leaves out. */
function framesOf(stack: string | undefined): string | undefined {
  return stack?.match(/^ {4}at .*$/gm)?.join('\n');
}
