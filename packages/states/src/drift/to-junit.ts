import type { Drift, DriftReport, Pending, StackVerdict } from './drift-report.ts';

/** A report as JUnit XML: a suite per stack, with a case for drift and one for pending changes. */
export function toJunit({ stacks }: DriftReport): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drift"${counts(stacks)}>`,
    ...stacks.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(verdict: StackVerdict): string {
  const className = escapeText(`${verdict.environment ?? ''}.${verdict.stack}`);
  return [
    `  <testsuite name="${escapeText(verdict.stack)}"${counts([verdict])}>`,
    testCase(className, 'drift', driftFailure(verdict)),
    testCase(className, 'pending', pendingFailure(verdict)),
    '  </testsuite>',
  ].join('\n');
}

interface Failure {
  readonly message: string;
  readonly lines: readonly string[];
}

function driftFailure({ drift, notJudged }: StackVerdict): Failure | undefined {
  if (drift.length > 0) return { message: `${drift.length} resources changed outside`, lines: drift.flatMap(linesOf) };
  return notJudged === undefined ? undefined : { message: 'not judged', lines: notJudged };
}

function pendingFailure({ pending, notJudged }: StackVerdict): Failure | undefined {
  if (notJudged !== undefined) return { message: 'not judged', lines: notJudged };
  if (pending.length === 0) return undefined;
  return { message: `${pending.length} changes not applied`, lines: pending.map(lineOf) };
}

function linesOf({ address, change, attributes }: Drift): readonly string[] {
  return attributes.map(({ path, severity, because }) => `${severity} ${address} ${path || change}: ${because}`);
}

function lineOf({ address, action, attributes }: Pending): string {
  return `${action} ${address} ${attributes.join(', ')}`.trim();
}

function testCase(className: string, name: string, failure: Failure | undefined): string {
  const opening = `    <testcase classname="${className}" name="${name}"`;
  if (failure === undefined) return `${opening}/>`;
  const { message, lines } = failure;
  const text = escapeText(lines.join('\n'));
  return `${opening}>\n      <failure message="${escapeText(message)}">${text}</failure>\n    </testcase>`;
}

function counts(verdicts: readonly StackVerdict[]): string {
  const failures = verdicts
    .flatMap((one) => [driftFailure(one), pendingFailure(one)])
    .filter((one) => one !== undefined);
  return ` tests="${verdicts.length * 2}" failures="${failures.length}" skipped="0"`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
