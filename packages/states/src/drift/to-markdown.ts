import {
  type Drift,
  type DriftReport,
  type FirstSeen,
  type Pending,
  type StackVerdict,
  verdictOf,
} from './drift-report.ts';

/** A report as Markdown, for a page of a pipeline or a message. */
export function toMarkdown(report: DriftReport): string {
  const { stacks, idleRules, blind } = report;
  const drifts = stacks.flatMap(({ drift }) => drift);
  const pending = stacks.flatMap((one) => one.pending);
  const sections = [
    `# Drift: ${verdictOf(report)}`,
    summaryLine(report),
    ...section('Changed outside', driftTable(drifts)),
    ...section('Not applied', pendingTable(pending)),
    ...section('Not judged', notJudged(stacks)),
    ...section('Ignored by rule', ignoredLines(stacks)),
    ...section(
      'Rules to clear up',
      idleRules.map(
        ({ rule, problem }) =>
          `- ${problem}: \`${rule.attribute}\` at ${rule.at}, until ${rule.expires} (${rule.owner})`,
      ),
    ),
    ...section(
      'Not looked for',
      blind.map((line) => `- ${line}`),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Counts in one line. */
export function summaryLine({ stacks, on }: DriftReport): string {
  const sum = (of: (verdict: StackVerdict) => number) => stacks.reduce((total, one) => total + of(one), 0);
  return [
    `${stacks.length} stacks`,
    `${sum(({ drift }) => drift.length)} resources changed outside`,
    `${sum(({ pending }) => pending.length)} changes not applied`,
    `${sum((one) => (one.notJudged === undefined ? 0 : 1))} stacks not judged`,
    `${sum(({ ignored }) => ignored.length)} ignored by rule`,
    `${sum(({ computed }) => computed)} changed only in what services compute`,
    `on ${on}`,
  ].join(', ');
}

/** When it was first seen, as in `serial 41, 2026-11-20`. */
export function age(since: FirstSeen | undefined): string {
  if (since === undefined) return '';
  const day = since.at.slice(0, 10);
  return since.serial === undefined ? day : `serial ${since.serial}, ${day}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${lines.join('\n')}`];
}

function driftTable(drifts: readonly Drift[]): readonly string[] {
  const rows = drifts.flatMap(({ stack, address, change, attributes }) =>
    attributes.map(({ path, severity, because, before, after, since }) =>
      row([
        severity,
        stack,
        code(address),
        path === '' ? change : code(path),
        value(before),
        value(after),
        because,
        age(since),
      ]),
    ),
  );
  return table(['severity', 'stack', 'address', 'attribute', 'in the state', 'found', 'why it matters', 'since'], rows);
}

function pendingTable(pending: readonly Pending[]): readonly string[] {
  const rows = pending.map(({ stack, address, action, attributes }) =>
    row([action, stack, code(address), attributes.map(code).join(' ')]),
  );
  return table(['action', 'stack', 'address', 'attributes'], rows);
}

function table(titles: readonly string[], rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [row(titles), row(titles.map(() => '---')), ...rows];
}

function notJudged(stacks: readonly StackVerdict[]): readonly string[] {
  return stacks.flatMap(({ stack, notJudged: reasons = [] }) => reasons.map((reason) => `- ${stack}: ${reason}`));
}

function ignoredLines(stacks: readonly StackVerdict[]): readonly string[] {
  return stacks.flatMap(({ ignored }) =>
    ignored.map(
      ({ stack, address, path, rule }) =>
        `- ${stack} \`${address}\` \`${path}\`: ${rule.reason}, until ${rule.expires}`,
    ),
  );
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function value(json: unknown): string {
  return typeof json === 'string' ? json : JSON.stringify(json);
}
