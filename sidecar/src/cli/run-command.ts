import { ConfigError, readConfig } from '../config.ts';
import { describeFault } from '../describe-fault.ts';
import { version } from '../version.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { connect } from './connect.ts';
import { doctor } from './doctor.ts';
import { migrate } from './migrate.ts';
import { reconcile } from './reconcile.ts';
import { serve } from './serve.ts';
import { verify } from './verify.ts';

const commands: Record<string, Command> = { serve, migrate, connect, reconcile, verify, doctor };

/** Runs the command that the words name and gives its exit code. Faults go to standard error as one sentence each. */
export async function runCommand(words: string[], environment = process.env): Promise<ExitCode> {
  const [name = 'help', ...rest] = words;
  if (name === 'help' || name === '--help') return print(help());
  if (name === 'version' || name === '--version') return print([version]);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    return complain(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`, 2);
  const options = readOptions(name, command, rest);
  if (typeof options === 'string') return complain(options, 2);
  try {
    const json = options['json'] === true;
    return await command.run({ config: readConfig(environment), options, json, answer: answerer(json) });
  } catch (error) {
    if (error instanceof ConfigError) return complain(error.message, 2);
    return complain(describeFault(error), 1);
  }
}

/** The options by name, or a sentence about the first one that is not accepted. */
function readOptions(
  name: string,
  command: Command,
  words: string[],
): Record<string, string | true> | string {
  const accepted: Command['options'] = { json: null, ...command.options };
  const options: Record<string, string | true> = {};
  for (const word of words) {
    const [, option = '', value] = /^--([a-z-]+)(?:=(.*))?$/.exec(word) ?? [];
    const values = Object.hasOwn(accepted, option) ? accepted[option] : undefined;
    if (values === undefined) {
      const known = Object.keys(accepted).map((known) => `--${known}`);
      return `"${word}" is not an option of ${name}. It takes: ${known.join(', ')}.`;
    }
    if (values === null ? value !== undefined : value === undefined || !values.includes(value)) {
      return values === null
        ? `--${option} takes no value.`
        : `--${option} must be one of ${values.join(', ')}.`;
    }
    options[option] = value ?? true;
  }
  return options;
}

function answerer(json: boolean): CommandContext['answer'] {
  return (value, lines) => print(json ? [JSON.stringify(value)] : lines);
}

function help(): string[] {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    `finders-fee ${version}`,
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Every command takes --json. The configuration is environment variables; the README lists them.',
  ];
}

function print(lines: string[]): 0 {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function complain<Code extends ExitCode>(message: string, code: Code): Code {
  process.stderr.write(`finders-fee: ${message}\n`);
  return code;
}
