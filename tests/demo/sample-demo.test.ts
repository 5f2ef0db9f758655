import { afterEach, describe, expect, test } from '@jest/globals';
import { earnedInTheYear, freePorts, readyMs, startDemo, stopDemos } from './start-demo.ts';

afterEach(stopDemos);

describe('the demo on the sample store', () => {
  test(
    'ends in the same books as on WooCommerce, channel by channel',
    async () => {
      const demo = startDemo('--store=sample', '--once', ...freePorts);
      expect([await demo.exitCode, demo.progress()]).toEqual([0, expect.stringContaining(earnedInTheYear)]);
    },
    readyMs,
  );
});
