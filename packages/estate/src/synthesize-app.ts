import { join } from 'node:path';
import { type Environment, ValidationError } from '@smile/core';
import { type EstateAppOptions, estateApp } from './estate-app.ts';
import { linkCharts } from './link-charts.ts';

/** What `smile charts pull` fills, at the root of the repository. */
const CHART_CACHE = join(__dirname, '..', '..', '..', '.charts');

/**
 * The whole of an app's `main.ts`: loads its environments, synthesizes them, and ends with one readable error where a
 * value is wrong.
 *
 * Environments are loaded here because they are checked as they load: an import at the top of `main.ts` would end in a stack trace.
 */
export async function synthesizeApp(
  load: () => Promise<readonly Environment[]>,
  options: EstateAppOptions = {},
): Promise<void> {
  try {
    const app = estateApp(await load(), options);
    app.synth();
    linkCharts(app.outdir, CHART_CACHE);
  } catch (error) {
    console.error(error instanceof ValidationError ? error.message : error);
    process.exitCode = 1;
  }
}
