import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that start real programs: `smile`, Terraform. Slower, so `pnpm check` leaves them to `npm test`. */
const PROCESS_TESTS = '**/*.process.test.ts';

/** Tests in a browser, whose path is in `SMILE_BROWSER`; `npm test` finds or installs one. */
const BROWSER_TESTS = '**/*.browser.test.ts';

/** Tests of alert rules by promtool, whose path is in `SMILE_PROMTOOL`; `npm test` finds or installs it. */
const ALERT_TESTS = '**/*.promtool.test.ts';

/** Tests of pipelines by the Groovy of Jenkins, whose path is in `SMILE_GROOVY`; `npm test` finds or installs it. */
const PIPELINE_TESTS = '**/*.groovy.test.ts';

/** Tests that run pipelines by the Groovy of Jenkins, with Terraform: from a commit to what it changes. */
const WALK_TESTS = '**/*.walk.test.ts';

/** The same over the whole of an environment, and along runbooks, which takes minutes: `npm run walk`, at night. */
const NIGHT_TESTS = '**/*.night.test.ts';

/**
 * Seven projects, by what a test needs. The unit tests of all packages are one: a project of each package would load
 * cdktf, its bindings and our own packages anew for each, which took twice the time.
 */
export default defineConfig({
  test: {
    // Workers keep one module graph for all files, and with it what tests share: more than Node.js' 4 GB.
    execArgv: ['--max-old-space-size=6144'],
    // What is transformed is kept in node_modules, for the other projects and for the next run.
    experimental: { fsModuleCache: true, fsModuleCachePath: 'node_modules/.cache/vitest' },
    projects: [
      project('unit', '**/*.test.ts', [
        PROCESS_TESTS,
        BROWSER_TESTS,
        ALERT_TESTS,
        PIPELINE_TESTS,
        WALK_TESTS,
        NIGHT_TESTS,
      ]),
      project('processes', PROCESS_TESTS),
      project('browser', BROWSER_TESTS),
      project('alerts', ALERT_TESTS),
      project('pipelines', PIPELINE_TESTS),
      project('walks', WALK_TESTS),
      project('night', NIGHT_TESTS),
    ],
  },
});

function project(name: string, tests: string, exclude: readonly string[] = []) {
  return {
    test: {
      name,
      // What takes long, such as a synthesis of the whole estate, is done once for all workers.
      globalSetup: './packages/cli/src/fixtures/shared-folder.ts',
      include: [`packages/${tests}`, `apps/${tests}`],
      exclude: [...configDefaults.exclude, ...exclude],
      environment: 'node' as const,
      // One module graph per worker, for the same reason.
      isolate: false,
      // A busy machine must not fail a test; the limit only ends what hangs.
      testTimeout: 600_000,
      hookTimeout: 600_000,
    },
  };
}
