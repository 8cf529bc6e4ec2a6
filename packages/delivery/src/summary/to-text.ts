import { ACTION_WORDS } from '../changes/planned-action.ts';
import { type BundleSummary, isUnchanged, type StackSummary } from './bundle-summary.ts';
import type { ResourceChange } from './resource-change.ts';
import { type ChangeSection, computedLine, facts, headline, reasonsOf, sectionsOf } from './sections.ts';

/** A summary for a terminal. */
export function summaryToText(summary: BundleSummary): string {
  const paragraphs = [
    headline(summary),
    ...sectionsOf(summary).map(section),
    ...guardrailLines(summary),
    stackTable(summary.stacks),
    pairs(facts(summary)),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function section({ title, changes, isBoxed }: ChangeSection): string {
  const lines = isLongList(changes) ? countsByType(changes) : changes.flatMap((change) => describe(change));
  if (!isBoxed) return [title, ...lines.map((line) => `  ${line}`)].join('\n');
  const width = Math.max(title.length, ...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 2);
  return [`┌${edge}┐`, ...[title, ...lines].map((line) => `│ ${line.padEnd(width)} │`), `└${edge}┘`].join('\n');
}

function describe(change: ResourceChange): string[] {
  const first = `${change.action} ${change.address}  (${change.stack})`;
  if (change.action === 'create') return [first];
  const attributes = change.attributes.filter(({ forcesReplacement }) => !forcesReplacement);
  return [
    first,
    ...reasonsOf(change).map((reason) => `    ${reason}`),
    ...attributes.map(({ path, before, after }) => `    ${path}: ${before} → ${after}`),
    ...computedLine(change).map((line) => `    ${line}`),
  ];
}

/** Whether a list of what is made is too long for a terminal; the bundle's summary.md has every address. */
function isLongList(changes: readonly ResourceChange[]): boolean {
  return changes.length > MOST_CREATED && changes.every(({ action }) => action === 'create');
}

function countsByType(changes: readonly ResourceChange[]): string[] {
  const counts = new Map<string, number>();
  for (const { stack, address } of changes) {
    const key = `${stack}  ${address.split('.')[0]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = [...counts].map(([key, count]) => `${String(count).padStart(5)}  ${key}`);
  return [...lines, 'smile review --json and --markdown name every address'];
}

/** Most addresses that are made and listed one by one. */
const MOST_CREATED = 40;

function guardrailLines({ guardrails: { added, gone } }: BundleSummary): string[] {
  if (added.length + gone.length === 0) return [];
  return [
    [
      'Guardrails that changed since the last apply',
      ...added.map((one) => `  + ${one}`),
      ...gone.map((one) => `  - ${one}`),
    ].join('\n'),
  ];
}

function stackTable(stacks: readonly StackSummary[]): string {
  const rows = [
    ['stack', 'plan', ...ACTION_WORDS, 'outputs', 'drift'],
    ...stacks.map((stack) => [
      stack.name,
      isUnchanged(stack) ? 'nothing to do' : stack.plan,
      ...ACTION_WORDS.map((word) => String(stack.counts[word])),
      String(stack.outputs.length),
      String(stack.drift),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number) =>
    column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function pairs(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n');
}
