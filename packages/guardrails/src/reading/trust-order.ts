import { oncePer } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { stageOf } from './environments.ts';

/** Stages that stand above each one: production may act on all, and nothing acts on production (ENV-PRD). */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  dev: ['staging', 'production'],
  staging: ['production'],
  shared: ['production'],
  production: [],
};

/** Another environment, seen from one: whether it may be let in. */
export interface Neighbour {
  readonly account: string;
  /** As in `indonesia/staging`. */
  readonly environment: string;
}

/** Accounts by environment, as the providers of the stacks are held to them. */
export const accountsOf = oncePer(
  ({ resources }: RuleContext): ReadonlyMap<string, string> =>
    new Map(
      resources('**').flatMap(({ environment, account }): [string, string][] =>
        environment === undefined || account === undefined ? [] : [[environment, account]],
      ),
    ),
);

/** Environments whose principals must never reach one: all but itself and those above it. */
export function strangersTo(environment: string, accounts: ReadonlyMap<string, string>): readonly Neighbour[] {
  const own = accounts.get(environment);
  const [country] = environment.split('/');
  const above = ABOVE[stageOf(environment) ?? ''] ?? [];
  return [...accounts]
    .filter(([other, account]) => other !== environment && account !== own && !isAbove(other, country, above))
    .map(([other, account]) => ({ environment: other, account }));
}

function isAbove(other: string, country: string | undefined, above: readonly string[]): boolean {
  return other.split('/')[0] === country && above.includes(stageOf(other) ?? '');
}

/** Environments of the country that stand above one, as ids. */
export function environmentsAbove(environment: string): readonly string[] {
  const [country] = environment.split('/');
  return (ABOVE[stageOf(environment) ?? ''] ?? []).map((stage) => `${country}/${stage}`);
}
