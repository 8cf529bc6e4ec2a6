import { defineConfig } from 'vitest/config';

/** Tests in a browser, whose path is in `SMILE_BROWSER`; `npm test` finds or installs one. */
export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.browser.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
