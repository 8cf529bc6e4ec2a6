import { allEnvironments } from '@smile/apps';
import type { Environment } from '@smile/core';
import { selectEnvironments } from './select-environments.ts';

/**
 * Every environment with its values, checked.
 *
 * The estate imports its environments by path, which takes tsx's hooks for `import()` besides those for `require()`. They
 * are loaded here because they work only when they are imported themselves.
 */
export async function loadEnvironments(): Promise<Environment[]> {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  try {
    return await allEnvironments();
  } finally {
    await unregister();
  }
}

/**
 * The environment that a word on the command line means.
 *
 * @throws CommandError where it means none, or several.
 */
export async function loadEnvironment(word: string): Promise<Environment> {
  const [id] = selectEnvironments([word]);
  const environment = (await loadEnvironments()).find((one) => one.id === id);
  if (environment === undefined) throw new Error(`${id} was selected but is not there`);
  return environment;
}
