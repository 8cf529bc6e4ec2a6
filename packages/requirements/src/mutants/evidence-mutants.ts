import type { Evidence, RequirementResult } from '../results.ts';
import type { Mutant } from './mutant.ts';

/**
 * A mutant for every kind of fact that a result rests on: the resource gone, or the argument gone. Facts of one type that
 * were expected in the same words are one kind, of which the first stands for all.
 */
export function evidenceMutants(result: RequirementResult, environment: string): readonly Mutant[] {
  const kinds = new Map<string, Evidence>();
  for (const evidence of result.evidence) {
    const kind = `${typeOf(evidence)} ${evidence.expected}`;
    if (!kinds.has(kind)) kinds.set(kind, evidence);
  }
  return [...kinds.values()].flatMap((evidence): Mutant[] => {
    const mutant = { requirement: result.id, environment };
    const { address, path, needs, expected } = evidence;
    if (path !== undefined) {
      const weakens = `${path} of ${address}`;
      return [{ ...mutant, weakens, apply: (estate) => estate.unset(typeOf(evidence), isAt(evidence), path) }];
    }
    if (needs === 'this') {
      return [{ ...mutant, weakens: address, apply: (estate) => estate.remove(typeOf(evidence), isAt(evidence)) }];
    }
    if (needs !== 'any') return [];
    const all = result.evidence.filter((one) => one.needs === 'any' && one.expected === expected);
    return [
      {
        ...mutant,
        weakens: `every ${expected}`,
        apply: (estate) => {
          for (const one of all) estate.remove(typeOf(one), isAt(one));
        },
      },
    ];
  });
}

function typeOf({ address }: Evidence): string {
  return address.slice(0, address.indexOf('.'));
}

function isAt({ stack, address }: Evidence) {
  const name = address.slice(address.indexOf('.') + 1);
  return (resource: { readonly stack: string; readonly name: string }) =>
    resource.stack === stack && resource.name === name;
}
