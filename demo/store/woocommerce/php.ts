import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where our PHP scripts lie, with a slash at the end. */
export const scripts = fileURLToPath(new URL('./php/', import.meta.url));

const settings = [
  'memory_limit=512M',
  'max_execution_time=120',
  // A little more than the longest file that may be imported.
  'post_max_size=66M',
  'opcache.enable=1',
  'opcache.max_accelerated_files=20000',
  'display_errors=stderr',
  'log_errors=0',
];

/**
 * For a process that answers many requests. Shared memory only: with a file cache beside it,
 * PHP 8.2 crashes at the second request of a worker.
 */
export function serverSettings(): string[] {
  return flags([...settings, 'opcache.memory_consumption=192', 'opcache.revalidate_freq=0']);
}

/** For a process that does one thing and ends. What it compiles it leaves in files: 0.3 s instead of 1 s for loading the shop. */
export function commandSettings(opcacheDirectory: string): string[] {
  return flags([
    ...settings,
    'opcache.enable_cli=1',
    'opcache.file_cache_only=1',
    `opcache.file_cache=${opcacheDirectory}`,
  ]);
}

/** What this machine lacks to run a store, as a sentence; undefined when nothing. */
export async function missingFromPhp(): Promise<string | undefined> {
  try {
    const modules = await runPhpProcess({ arguments: ['-m'] });
    const missing = ['mysqli', 'curl', 'mbstring', 'xml'].filter(
      (name) => !modules.split('\n').includes(name),
    );
    return missing.length === 0 ? undefined : `PHP lacks ${missing.join(', ')}`;
  } catch {
    return 'PHP is not installed';
  }
}

/**
 * Runs PHP to its end and returns what it printed. `code`, when given, is read from standard input.
 * Throws with what PHP said on standard error when it fails.
 */
export function runPhpProcess(options: {
  arguments: string[];
  code?: string;
  environment?: Record<string, string>;
  /** Ends it before its time. */
  signal?: AbortSignal;
}): Promise<string> {
  return new Promise((resolve, reject) => {
    const php = spawn('php', options.arguments, {
      env: { ...process.env, ...options.environment },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const end = () => php.kill();
    process.once('exit', end);
    let printed = '';
    let complaints = '';
    php.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    php.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    php.once('error', reject);
    php.once('close', (code) => {
      process.off('exit', end);
      if (code === 0) resolve(printed);
      else reject(new Error(`PHP ended with exit code ${code}: ${(complaints || printed).slice(-4000)}`));
    });
    // PHP may end before it has read everything; its exit code tells why.
    php.stdin.on('error', () => undefined);
    php.stdin.end(options.code ?? '');
  });
}

function flags(lines: string[]): string[] {
  return lines.flatMap((line) => ['-d', line]);
}
