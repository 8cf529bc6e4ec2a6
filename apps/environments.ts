import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { closest, type Environment, estateProblems, throwIfAny } from '@smile/core';

/** Ids of all environments, as in `indonesia/production`: the folders that have a `src/environment.ts`. */
export function environmentIds(): string[] {
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  return folders(__dirname)
    .flatMap((country) => folders(join(__dirname, country)).map((stage) => `${country}/${stage}`))
    .filter((id) => existsSync(join(__dirname, id, 'src', 'environment.ts')))
    .sort();
}

/** Every environment of the estate, checked alone and together. */
export async function allEnvironments(): Promise<Environment[]> {
  const modules = await Promise.all(environmentIds().map((id) => load(join(__dirname, id, 'src', 'environment.ts'))));
  const environments = modules.map(({ environment }) => environment);
  throwIfAny('estate', estateProblems(environments));
  return environments;
}

/** Where tsx has taught `require` TypeScript, that saves the worker that `import()` takes: a fifth of the start of a command. */
async function load(path: string): Promise<{ environment: Environment }> {
  return '.ts' in require.extensions ? require(path) : import(path);
}

/**
 * The environments that a selection names, in order of their ids.
 *
 * @param selection comma-separated ids, as in `indonesia/production,indonesia/dev`; all when absent or empty.
 * @throws ValidationError that lists every unknown id.
 */
export function selectEnvironments(all: readonly Environment[], selection: string | undefined): Environment[] {
  const wanted = (selection ?? '').split(',').flatMap((id) => id.trim() || []);
  const known = all.map(({ id }) => id);
  const unknown = wanted.filter((id) => !known.includes(id));
  throwIfAny(
    'SMILE_ENV',
    unknown.map((id) => {
      const guess = closest(id, known);
      const remedy = guess === undefined ? 'separate several by commas' : `did you mean ${guess}?`;
      return `no environment ${JSON.stringify(id)}, expected some of ${known.join(', ')}; ${remedy}`;
    }),
  );
  return wanted.length === 0 ? [...all] : all.filter(({ id }) => wanted.includes(id));
}
