import {
  type Finding,
  nameOfProvider,
  type RehearsalReport,
  resourceCount,
  STEPS,
  type StackReport,
  type Step,
} from '@smile/rehearsal';
import { type Column, renderTable } from '../output/table.ts';

/** A report for people: a table with a row per stack, everything that was found, and the verdict. */
export function renderSummary(report: RehearsalReport): string {
  const findings = report.stacks.flatMap(findingsOf);
  const paragraphs = [
    renderTable(columnsFor(report), report.stacks),
    ...findings.map((finding, index) => renderFinding(finding, index + 1)),
    ...providersAndNotes(report),
    verdict(report, findings.length),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

interface PlacedFinding extends Finding {
  readonly stack: string;
  readonly step: Step;
  readonly status: 'failed' | 'skipped';
}

/** Steps that nobody asked for have no column. */
function columnsFor({ stacks }: RehearsalReport): Column<StackReport>[] {
  const taken = STEPS.filter((step) => stacks.some(({ steps }) => steps.some((result) => result.step === step)));
  return [
    { title: 'environment', value: ({ environment }) => environment },
    { title: 'stack', value: ({ stack }) => stack },
    { title: 'resources', value: (stack) => String(resourceCount(stack)), align: 'right' },
    ...taken.map((step): Column<StackReport> => ({ title: step, value: (stack) => cell(stack, step), align: 'right' })),
    { title: 'plan after apply', value: replanVerdict },
  ];
}

/** Seconds that a step took, or how else it went. */
function cell({ steps }: StackReport, step: Step): string {
  const result = steps.find((one) => one.step === step);
  if (result === undefined) return '-';
  return result.status === 'passed' ? `${result.seconds.toFixed(1)} s` : result.status;
}

function replanVerdict({ steps, pending }: StackReport): string {
  const result = steps.find(({ step }) => step === 're-plan');
  if (result === undefined) return 'not reached';
  if (result.status === 'passed') return 'empty';
  return pending.length > 0 ? `${pending.length} pending` : 'failed';
}

function findingsOf({ stack, steps }: StackReport): PlacedFinding[] {
  return steps.flatMap(({ step, status, findings }) =>
    status === 'passed' ? [] : findings.map((finding) => ({ ...finding, stack, step, status })),
  );
}

function renderFinding(finding: PlacedFinding, number: number): string {
  const { stack, step, status, summary, detail, constructPath, address } = finding;
  const lines = [
    `${number}. ${stack}, ${status === 'skipped' ? 'skipped' : step}: ${summary}`,
    ...(constructPath === undefined ? [] : [`   construct  ${constructPath}`]),
    ...(address === undefined ? [] : [`   address    ${address}`]),
    ...(detail.trim() === ''
      ? []
      : detail
          .trim()
          .split('\n')
          .map((line) => `   ${line}`)),
  ];
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Which providers planned for real, which did not and why, and what could not be judged. */
function providersAndNotes({ real, stacks }: RehearsalReport): string[] {
  const judges = (real?.providers ?? []).map((provider) => `planned for real by ${nameOfProvider(provider)}`);
  const others = (real?.standIns ?? []).map(({ name, reason }) => `${name} stayed a stand-in: ${reason}`);
  const places = new Map<string, string[]>();
  for (const { stack, steps } of stacks) {
    for (const { summary, address } of steps.flatMap(({ notes }) => notes ?? [])) {
      places.set(summary, [...(places.get(summary) ?? []), `${stack} ${address ?? ''}`.trimEnd()]);
    }
  }
  const unjudged = [...places].map(([summary, where]) =>
    [`note: ${summary}`, ...where.map((one) => `  ${one}`)].join('\n'),
  );
  const lines = [...judges, ...others, ...unjudged];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function verdict({ status, stacks, seconds, terraformVersion, folder }: RehearsalReport, findings: number): string {
  const resources = stacks.reduce((sum, stack) => sum + resourceCount(stack), 0);
  const facts = [
    `${stacks.length} stacks`,
    `${resources} resources`,
    `${findings} findings`,
    `${seconds.toFixed(1)} s`,
    `Terraform ${terraformVersion}`,
  ];
  const kept = folder === undefined ? [] : [`configurations and states are in ${folder}`];
  return [`${status}: ${facts.join(', ')}`, ...kept].join('\n');
}
