import type { SectionChange } from '../diff-report.ts';

/** Lines that come and go between two lists, sorted. */
export function sectionOf(before: readonly string[], after: readonly string[]): SectionChange {
  const [old, fresh] = [new Set(before), new Set(after)];
  return {
    added: [...fresh].filter((line) => !old.has(line)).sort(),
    gone: [...old].filter((line) => !fresh.has(line)).sort(),
    changed: [],
  };
}

/** Whether anything comes, goes or differs. */
export function isEmpty({ added, gone, changed }: SectionChange): boolean {
  return added.length + gone.length + changed.length === 0;
}
