import { allEnvironments } from '@smile/apps';
import type { Environment } from '@smile/core';

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
