import { readdirSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

const packages = readdirSync('packages').map((name) => `packages/${name}`);
const apps = readdirSync('apps', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((country) => readdirSync(`apps/${country.name}`, { withFileTypes: true }).map((app) => ({ country, app })))
  .filter(({ app }) => app.isDirectory())
  .map(({ country, app }) => `apps/${country.name}/${app.name}`);

/** One project per package, so `pnpm vitest --project network` runs one, and a failure names its package. */
export default defineConfig({
  test: {
    projects: [
      ...[...packages, ...apps].map((root) => project(root.replace(/^packages\//, ''), root, 'src/**/*.test.ts')),
      project('apps', 'apps', '*.test.ts'),
    ],
  },
});

/** They need a browser, which `npm test` finds or installs; `vitest.browser.config.mts` runs them. */
const BROWSER_TESTS = '**/*.browser.test.ts';

function project(name: string, root: string, include: string) {
  return {
    // One module graph per worker: loading cdktf and its bindings anew for every file would double the time.
    test: {
      name,
      root,
      include: [include],
      exclude: [...configDefaults.exclude, BROWSER_TESTS],
      environment: 'node' as const,
      isolate: false,
    },
  };
}
