import { defineConfig } from 'vitest/config';

// One program and one browser for all files: they run one after the other.
export default defineConfig({
    test: {
        environment: 'node',
        include: ['tests/browser/**/*.test.ts'],
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 300_000,
    },
});
