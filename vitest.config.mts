import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

const packages = readdirSync('packages').map((name) => `packages/${name}`);
const apps = readdirSync('apps', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((country) => readdirSync(`apps/${country.name}`, { withFileTypes: true }).map((app) => ({ country, app })))
  .filter(({ app }) => app.isDirectory())
  .map(({ country, app }) => `apps/${country.name}/${app.name}`);

/** Tests that start real programs: `smile`, Terraform. Slower, so `pnpm check` leaves them to `npm test`. */
const PROCESS_TESTS = '**/*.process.test.ts';

/** Tests in a browser, whose path is in `SMILE_BROWSER`; `npm test` finds or installs one. */
const BROWSER_TESTS = '**/*.browser.test.ts';

/**
 * One project per package, so `pnpm vitest --project network` runs one, and a failure names its package. The project
 * `processes` holds the tests of all packages that start programs, `processes-browser` those in a browser; vitest takes only one
 * pattern that leaves projects out, so one has to fit both.
 */
export default defineConfig({
  test: {
    projects: [
      ...[...packages, ...apps].map((root) => project(root.replace(/^packages\//, ''), root, 'src/**/*.test.ts')),
      project('apps', 'apps', '*.test.ts'),
      project('processes', '.', PROCESS_TESTS, [...configDefaults.exclude]),
      project('processes-browser', '.', BROWSER_TESTS, [...configDefaults.exclude]),
    ],
  },
});

function project(
  name: string,
  root: string,
  include: string,
  exclude = [...configDefaults.exclude, PROCESS_TESTS, BROWSER_TESTS],
) {
  return {
    test: {
      name,
      root,
      include: [include],
      exclude,
      environment: 'node' as const,
      // One module graph per worker: loading cdktf and its bindings anew for every file would double the time.
      isolate: false,
      // A busy machine must not fail a test; the limit only ends what hangs.
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}
