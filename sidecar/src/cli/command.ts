import type { Config } from '../config.ts';

/** 0 fine · 1 failed · 2 called wrongly · 3 `verify` found drift or `doctor` a broken link. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  /** One line for the help. */
  summary: string;
  /** Options it takes beside `--json`, each with the values it accepts; null for an option without a value. */
  options: Record<string, string[] | null>;
  run: (context: CommandContext) => Promise<ExitCode>;
}

export interface CommandContext {
  config: Config;
  options: Record<string, string | true>;
  /** True when a program reads the answer: one line of JSON on standard output, and nothing else there. */
  json: boolean;
  /** Writes the command's answer: the object as JSON, or the lines for a person. */
  answer: (value: unknown, lines: string[]) => void;
}
