import { allEnvironments } from '@smile/apps';
import type { Environment } from '@smile/core';
import { selectEnvironments } from './select-environments.ts';

/** Every environment with its values, checked. */
export function loadEnvironments(): Promise<Environment[]> {
  return allEnvironments();
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
