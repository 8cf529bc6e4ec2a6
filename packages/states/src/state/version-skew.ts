import type { Inventory } from '@smile/inventory';
import type { StateExamination } from './examine-state.ts';

/** Something that different versions wrote. */
export interface Skew {
  readonly subject: string;
  /** Stacks by version. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly because: string;
}

/**
 * Where versions differ between states, or between states and code.
 *
 * A state does not say which version of a provider wrote it, only the version of the schema of each object: two of one type mean that two
 * versions of the provider wrote them, one does not prove the opposite.
 */
export function versionSkew(states: readonly StateExamination[], code: Inventory): readonly Skew[] {
  return [
    ...differing(
      'Terraform',
      states.map(({ stack, head }) => [head.terraformVersion, stack]),
      'an older Terraform refuses a state that a newer one wrote',
    ),
    ...schemasOf(states),
    ...pinsOf(code),
    ...strangers(states, code),
  ];
}

function schemasOf(states: readonly StateExamination[]): readonly Skew[] {
  const byType = new Map<string, (readonly [string, string])[]>();
  for (const { stack, schemaVersions } of states) {
    for (const [type, versions] of schemaVersions) {
      const known = byType.get(type) ?? [];
      byType.set(type, [...known, ...[...versions].map((version) => [String(version), stack] as const)]);
    }
  }
  return [...byType].flatMap(([type, pairs]) =>
    differing(
      `schema of ${type}`,
      pairs,
      'two versions of its provider wrote the objects; a refresh brings them together',
    ),
  );
}

function pinsOf(code: Inventory): readonly Skew[] {
  const pairs = code.stacks.flatMap(({ name, requiredProviders }) =>
    Object.entries(requiredProviders).map(([provider, { version = 'any' }]) => ({ provider, version, name })),
  );
  return [...new Set(pairs.map(({ provider }) => provider))].flatMap((provider) =>
    differing(
      `provider ${provider} in the code`,
      pairs.filter((one) => one.provider === provider).map(({ version, name }) => [version, name]),
      'stacks of one estate pin one version',
    ),
  );
}

/** Providers that wrote a state, and that the code of the stack no longer requires. */
function strangers(states: readonly StateExamination[], code: Inventory): readonly Skew[] {
  return states.flatMap(({ stack, providers }) => {
    const required = Object.values(code.stacks.find(({ name }) => name === stack)?.requiredProviders ?? {});
    const sources = required.map(({ source = '' }) => (source.includes('/') ? source : `hashicorp/${source}`));
    const known = sources.map((source) => source.replace(/^registry\.terraform\.io\//, ''));
    return [...providers]
      .filter((provider) => !known.includes(provider) && provider !== 'terraform.io/builtin/terraform')
      .map((provider) => ({
        subject: `provider ${provider}`,
        versions: { 'in the state alone': [stack] },
        because: 'its objects can neither be planned nor destroyed without it',
      }));
  });
}

function differing(subject: string, pairs: readonly (readonly [string, string])[], because: string): readonly Skew[] {
  const versions: Record<string, string[]> = {};
  for (const [version, stack] of pairs) versions[version] = [...(versions[version] ?? []), stack];
  return Object.keys(versions).length < 2 ? [] : [{ subject, versions, because }];
}
