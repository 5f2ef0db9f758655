import { availableParallelism } from 'node:os';

/** Tests run TypeScript as ES modules, transformed by swc: no build step between an edit and a result. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // A busy machine is no fault.
  testTimeout: 60_000,
  // Half of the time a test waits for a browser or a store.
  maxWorkers: availableParallelism() + 1,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false } },
        module: { type: 'es6' },
      },
    ],
  },
};
