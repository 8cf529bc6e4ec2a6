import { createHash } from 'node:crypto';
import { describeMutant, kindOf, type Mutant } from './mutant.ts';

export interface SampleOptions {
  /** Most mutants of a kind: the same fault in the twentieth bucket tells nothing new. @default 2 */
  readonly perKind?: number;
  /** Most mutants in all. @default - all that are left */
  readonly size?: number;
  /** Another word draws another sample; the same word always the same. @default '' */
  readonly seed?: string;
}

/** Some of the mutants, drawn by a hash of what they are: no clock and no chance. */
export function sample(
  mutants: Iterable<Mutant>,
  { perKind = 2, size, seed = '' }: SampleOptions = {},
): readonly Mutant[] {
  const drawn = [...mutants]
    .map((mutant) => ({ mutant, rank: rankOf(mutant, seed) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const taken = new Map<string, number>();
  const kept = drawn.filter(({ mutant }) => {
    const kind = kindOf(mutant);
    const count = taken.get(kind) ?? 0;
    taken.set(kind, count + 1);
    return count < perKind;
  });
  return kept.slice(0, size).map(({ mutant }) => mutant);
}

function rankOf(mutant: Mutant, seed: string): string {
  return createHash('sha256')
    .update(`${seed} ${describeMutant(mutant)}`)
    .digest('hex');
}
