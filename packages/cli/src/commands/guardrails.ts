import { closest } from '@smile/core';
import {
  checkGuardrails,
  type GuardrailReport,
  hasPassed,
  RULES,
  type Rule,
  toJson,
  toJunit,
  toMarkdown,
  toSarif,
} from '@smile/guardrails';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { renderReport } from '../guardrails/report.ts';
import { interruptible } from '../interruption.ts';
import { renderTable } from '../output/table.ts';
import { readObserved } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import type { SourceOptions } from '../source-options.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

/** How a report is printed. */
export const FORMATS = ['terminal', 'json', 'junit', 'sarif', 'markdown'] as const;

export interface GuardrailsCommandOptions extends SourceOptions {
  /** Day of the judgement, as an ISO date. @default - today */
  readonly at?: string;
  /** Ids of the rules to check. @default - all */
  readonly rule?: readonly string[];
  readonly format: (typeof FORMATS)[number];
  /** Short for `format: 'json'`. */
  readonly json?: boolean;
  /** Whether to list the rules instead of checking them. */
  readonly list?: boolean;
}

/** `smile guardrails`: judges the code, plans or states by the rules. */
export async function guardrails(words: readonly string[], options: GuardrailsCommandOptions): Promise<number> {
  const format = options.json === true ? 'json' : options.format;
  const rules = selectRules(options.rule);
  if (options.list === true) {
    process.stdout.write(format === 'json' ? asJson(rules) : asTable(rules));
    return EXIT_CODES.done;
  }
  const at = dayOf(options.at);
  const root = repositoryRoot(process.cwd());
  const observed = readObserved(options);
  const ids = selectEnvironments(words);
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const source = observed?.completedFrom(synthesized) ?? synthesized;
  const code = observed === undefined ? undefined : synthesized;
  const report = checkGuardrails(source, { at, rules: options.rule, code });
  process.stdout.write(render(report, format));
  return hasPassed(report) ? EXIT_CODES.done : EXIT_CODES.failed;
}

function selectRules(ids: readonly string[] | undefined): readonly Rule[] {
  const unknown = (ids ?? []).filter((id) => !RULES.some((rule) => rule.id === id));
  if (unknown.length > 0) {
    throw CommandError.wrongUse(
      unknown.map((id) => `no rule ${id}; ${guess(id) ?? 'smile guardrails --list shows all'}`),
    );
  }
  return RULES.filter(({ id }) => ids?.includes(id) ?? true);
}

function guess(id: string): string | undefined {
  const found = closest(
    id,
    RULES.map((rule) => rule.id),
  );
  return found === undefined ? undefined : `did you mean ${found}?`;
}

/** Midnight of a day, UTC, so that the same day always gives the same answer. */
function dayOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    throw CommandError.wrongUse([`--at must be a date such as 2027-03-01, got ${JSON.stringify(text)}`]);
  }
  return date;
}

function render(report: GuardrailReport, format: GuardrailsCommandOptions['format']): string {
  const isColoured = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const formats = {
    terminal: () => renderReport(report, isColoured),
    json: () => toJson(report),
    junit: () => toJunit(report),
    sarif: () => toSarif(report),
    markdown: () => toMarkdown(report),
  };
  return formats[format]();
}

function asJson(rules: readonly Rule[]): string {
  const plain = rules.map(({ check: _, ...rule }) => rule);
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function asTable(rules: readonly Rule[]): string {
  const table = renderTable<Rule>(
    [
      { title: 'id', value: ({ id }) => id },
      { title: 'family', value: ({ family }) => family },
      { title: 'severity', value: ({ severity }) => severity },
      { title: 'title', value: ({ title }) => title },
    ],
    rules,
  );
  return `${table}\n\n${rules.length} rules; docs/guardrails.md says why and what to do\n`;
}
