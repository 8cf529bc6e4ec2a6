import { type Environment, type Placeholder, placeholdersIn } from '@smile/core';
import type { CheckResult } from './check.ts';

/** What each environment still holds of the example estate. They rehearse well, but must not be deployed. */
export function checkPlaceholders(environments: readonly Environment[]): CheckResult[] {
  return environments.map((environment) => {
    const name = `values of ${environment.id}`;
    const left = placeholdersIn(environment);
    if (left.length === 0) return { name, status: 'ok', found: 'no placeholders' };
    const list = left.map((placeholder) => `\n  ${describe(placeholder)}`).join('');
    return {
      name,
      status: 'warn',
      found: `${left.length} placeholders`,
      remedy: `before a real deployment, replace in apps/${environment.id}/src/environment.ts or its country.ts${list}`,
    };
  });
}

function describe({ path, value, replaceWith }: Placeholder): string {
  return `${path} = ${value}: ${replaceWith}`;
}
