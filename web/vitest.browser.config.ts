import { defineConfig } from 'vitest/config';

// One program and one browser at a time: the files run one after the other.
export default defineConfig({
    test: {
        environment: 'node',
        include: ['tests/browser/**/*.test.ts'],
        globalSetup: ['tests/browser/program.ts'],
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 300_000,
    },
});
