import { kindOf, type Mutant } from './mutant.ts';

/** A line of the list of survivors: kinds of faults that nobody notices, and why that is so. */
export interface Entry {
  /** A kind as {@link kindOf} writes it, in which `*` stands for anything. */
  readonly kind: string;
  readonly reason: string;
}

/** What a run says of the list. */
export interface Comparison {
  /** Unnoticed mutants of kinds that no entry covers. */
  readonly unlisted: readonly Mutant[];
  /** Entries that no survivor of a full run needs: somebody notices now, so they go. */
  readonly unneeded: readonly Entry[];
}

/**
 * Reads a list of survivors: a kind and its reason per line, a tab between them; `#` begins a comment.
 *
 * @throws Error that names each line without a reason.
 */
export function parseSurvivors(text: string): readonly Entry[] {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const entries = lines.filter(({ line }) => line.trim() !== '' && !line.startsWith('#'));
  const broken = entries.filter(({ line }) => !/^[^\t]+\t\S/.test(line));
  if (broken.length > 0) {
    const numbers = broken.map(({ number }) => number).join(', ');
    throw new Error(`survivors: lines ${numbers} have no reason; write the kind, a tab, and why nobody has to notice`);
  }
  return entries.map(({ line }) => {
    const [kind = '', reason = ''] = line.split('\t');
    return { kind: kind.trim(), reason: reason.trim() };
  });
}

/** Compares those that went unnoticed with the list. */
export function compareWithList(survivors: readonly Mutant[], entries: readonly Entry[]): Comparison {
  const patterns = entries.map((entry) => ({ entry, pattern: patternOf(entry.kind) }));
  const needed = new Set<Entry>();
  const unlisted = survivors.filter((mutant) => {
    const covering = patterns.filter(({ pattern }) => pattern.test(kindOf(mutant)));
    for (const { entry } of covering) needed.add(entry);
    return covering.length === 0;
  });
  return { unlisted, unneeded: entries.filter((entry) => !needed.has(entry)) };
}

function patternOf(kind: string): RegExp {
  const source = kind.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`);
}
