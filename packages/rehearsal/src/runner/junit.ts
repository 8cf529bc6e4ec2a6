import type { Finding, RehearsalReport, StackReport, StepResult } from './report.ts';

/** A report as JUnit XML: a suite per stack, a case per step. */
export function toJunit(report: RehearsalReport): string {
  const suites = report.stacks.map(suite);
  const totals = counts(report.stacks.flatMap(({ steps }) => steps));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rehearsal"${totals} time="${seconds(report.seconds)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ stack, environment, steps }: StackReport): string {
  const time = steps.reduce((sum, step) => sum + step.seconds, 0);
  return [
    `  <testsuite name="${escaped(stack)}"${counts(steps)} time="${seconds(time)}">`,
    ...steps.map((step) => testCase(step, `${environment}.${stack}`)),
    '  </testsuite>',
  ].join('\n');
}

function testCase({ step, status, seconds: time, findings }: StepResult, className: string): string {
  const opening = `    <testcase classname="${escaped(className)}" name="${step}" time="${seconds(time)}"`;
  if (status === 'passed') return `${opening}/>`;
  // A case has at most one failure, so all findings share it.
  const message = escaped(findings.map(({ summary }) => summary).join('; '));
  const body =
    status === 'skipped'
      ? `      <skipped message="${message}"/>`
      : `      <failure message="${message}">${escaped(findings.map(describe).join('\n\n'))}</failure>`;
  return [`${opening}>`, body, '    </testcase>'].join('\n');
}

function describe({ summary, detail, constructPath, address }: Finding): string {
  return [summary, constructPath, address, detail].filter((line) => line !== undefined && line !== '').join('\n');
}

function counts(steps: readonly StepResult[]): string {
  const having = (status: StepResult['status']) => steps.filter((step) => step.status === status).length;
  return ` tests="${steps.length}" failures="${having('failed')}" skipped="${having('skipped')}"`;
}

function seconds(value: number): string {
  return value.toFixed(3);
}

/** Escapes for text and attributes; XML 1.0 allows no control characters but tab and line ends, even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
