import { nameOfProvider } from '../real/real-plan.ts';
import { escapeXml } from './escape-xml.ts';
import type { Finding, RehearsalReport, StackReport, StepResult } from './report.ts';

/** A report as JUnit XML: a suite per stack, a case per step. */
export function toJunit(report: RehearsalReport): string {
  const suites = report.stacks.map((stack) => suite(stack, report));
  const totals = counts(report.stacks.flatMap(({ steps }) => steps));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rehearsal"${totals} time="${seconds(report.seconds)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ stack, environment, steps }: StackReport, { real }: RehearsalReport): string {
  const time = steps.reduce((sum, step) => sum + step.seconds, 0);
  return [
    `  <testsuite name="${escapeXml(stack)}"${counts(steps)} time="${seconds(time)}">`,
    ...properties(real),
    ...steps.map((step) => testCase(step, `${environment}.${stack}`)),
    '  </testsuite>',
  ].join('\n');
}

/** Which providers planned for real; the others are stand-ins. */
function properties(real: RehearsalReport['real']): string[] {
  if (real === undefined) return [];
  const property = (name: string, value: string) => `      <property name="${name}" value="${escapeXml(value)}"/>`;
  return [
    '    <properties>',
    ...real.providers.map((provider) => property(`provider.${provider.name}`, nameOfProvider(provider))),
    ...real.standIns.map(({ name, reason }) => property(`provider.${name}`, `stand-in: ${reason}`)),
    '    </properties>',
  ];
}

function testCase(result: StepResult, className: string): string {
  const { step, status, seconds: time, findings, notes = [] } = result;
  const opening = `    <testcase classname="${escapeXml(className)}" name="${step}" time="${seconds(time)}"`;
  const said =
    notes.length === 0 ? [] : [`      <system-out>${escapeXml(notes.map(describe).join('\n\n'))}</system-out>`];
  if (status === 'passed')
    return said.length === 0 ? `${opening}/>` : [`${opening}>`, ...said, '    </testcase>'].join('\n');
  // A case has at most one failure, so all findings share it.
  const message = escapeXml(findings.map(({ summary }) => summary).join('; '));
  const body =
    status === 'skipped'
      ? `      <skipped message="${message}"/>`
      : `      <failure message="${message}">${escapeXml(findings.map(describe).join('\n\n'))}</failure>`;
  return [`${opening}>`, body, ...said, '    </testcase>'].join('\n');
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
