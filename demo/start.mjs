import { build } from './build.mjs';
import { install } from './install.mjs';

/** The demo's first step needs nothing but Node: what everything else needs is installed here. */
const words = process.argv.slice(2);
const say = words.includes('--json') ? console.error : console.log;

try {
  const tools = words.includes('--store=sample') ? ['database'] : ['php', 'database'];
  for (const sentence of install({ tools, say })) say(sentence);
  const { register } = await import('tsx/esm/api');
  register();
  const { runDemo } = await import('./run.ts');
  // What was interrupted halfway is not waited for.
  process.exit(await runDemo(words, build));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
