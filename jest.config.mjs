import { availableParallelism } from 'node:os';

/** Tests run TypeScript as ES modules, transformed by swc: no build step between an edit and a result. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // Many tests wait for another process, and a busy machine is no fault.
  testTimeout: 60_000,
  maxWorkers: availableParallelism(),
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
