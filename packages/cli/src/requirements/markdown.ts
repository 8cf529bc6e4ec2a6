import { type Amendment, LEDGER, type RequirementResult } from '@smile/requirements';
import { countLine } from './text.ts';

/** Results of one or more environments, side by side. */
export interface Column {
  /** As in `production`. */
  readonly title: string;
  readonly results: readonly RequirementResult[];
}

/** A table of every requirement against every environment, with the number of evidences that each status rests on. */
export function statusTable(columns: readonly Column[]): string {
  const rows = rowsOf(columns).map(({ id, title }) => {
    const cells = columns.map(({ results }) => cell(results.find((one) => one.id === id)));
    return `| ${[`[${id}](#${id.toLowerCase()})`, title, ...cells].join(' | ')} |`;
  });
  const titles = ['id', 'requirement', ...columns.map(({ title }) => title)];
  return [`| ${titles.join(' | ')} |`, `| ${titles.map(() => '---').join(' | ')} |`, ...rows].join('\n');
}

/** As in `production: 24 met, 28 open, 0 unmet`, one line per environment. */
export function counts(columns: readonly Column[]): string {
  return columns.map(({ title, results }) => `- ${title}: ${countLine(results)}`).join('\n');
}

/** What each requirement says, where the owner's document contradicts itself, what was decided, and what is missing. */
export function details(columns: readonly Column[]): string {
  const rows = rowsOf(columns);
  const sections = [...new Set(rows.map(({ section }) => section))];
  return sections
    .map((section) => {
      const own = rows.filter((one) => one.section === section).map((one) => detail(one, columns));
      return [`## ${section}`, ...own].join('\n\n');
    })
    .join('\n\n');
}

function detail(
  { id, title, statement, resolution, deviation, amendments = [] }: RequirementResult,
  columns: readonly Column[],
): string {
  const own = columns.flatMap(({ title: environment, results }) =>
    results.filter((one) => one.id === id).map((result) => ({ environment, result })),
  );
  const reasons = grouped(
    own.flatMap(({ environment, result }) =>
      result.reason === undefined ? [] : [[result.reason, environment] as const],
    ),
  );
  const problems = own.flatMap(({ result }) => result.problems);
  return [
    `### ${id}`,
    `**${title}.** ${escaped(statement)}`,
    ...(resolution === undefined
      ? []
      : [`- Contradiction: ${escaped(resolution.contradiction)}\n- Decision: ${escaped(resolution.decision)}`]),
    ...(deviation === undefined ? [] : [`- Deviation: ${escaped(deviation)}`]),
    ...(amendments.length === 0 ? [] : [amendments.map((one) => `- ${escaped(amendmentText(one))}`).join('\n')]),
    ...(reasons.length === 0 ? [] : [reasons.map((text) => `- Open${text}`).join('\n')]),
    ...(problems.length === 0 ? [] : [problems.map((text) => `- Unmet: ${escaped(text)}`).join('\n')]),
  ].join('\n\n');
}

/** A size that the owner changed, in words. */
function amendmentText({ size, from, to, on, by, because }: Amendment): string {
  return `Amended on ${on} by ${by}: ${size} ${from} → ${to}, because ${because}`;
}

/** Equal reasons once, with the environments that have them. */
function grouped(reasons: readonly (readonly [string, string])[]): string[] {
  const groups = new Map<string, string[]>();
  for (const [reason, environment] of reasons) groups.set(reason, [...(groups.get(reason) ?? []), environment]);
  return [...groups].map(([reason, environments]) => ` (${environments.join(', ')}): ${escaped(reason)}`);
}

/** Every requirement that any column has, in the order of the ledger, which all columns keep. */
function rowsOf(columns: readonly Column[]): readonly RequirementResult[] {
  const known = new Map<string, RequirementResult>();
  const longest = [...columns].sort((a, b) => b.results.length - a.results.length);
  for (const { results } of longest) for (const result of results) known.set(result.id, known.get(result.id) ?? result);
  return inLedgerOrder([...known.values()]);
}

function inLedgerOrder(results: readonly RequirementResult[]): readonly RequirementResult[] {
  const place = new Map(LEDGER.map(({ id }, index) => [id, index]));
  return [...results].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

function cell(result: RequirementResult | undefined): string {
  return result === undefined ? '–' : `${result.status} (${result.evidence.length})`;
}

/** Text that Markdown leaves as it is. */
function escaped(text: string): string {
  return text.replace(/[|*_<>[\]]/g, (character) => `\\${character}`);
}
