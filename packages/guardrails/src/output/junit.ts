import { escapeXml } from '@smile/rehearsal';
import { type Finding, type GuardrailReport, type WaiverProblem, waiverProblems } from '../check-guardrails.ts';
import { FAMILIES, type Family } from '../rule.ts';
import { placeName } from './place-name.ts';

interface Case {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly message?: string;
  readonly details?: readonly string[];
}

/** A report as JUnit XML: a suite per family, a case per rule, and a suite for waivers. */
export function toJunit(report: GuardrailReport): string {
  const suites = [
    ...FAMILIES.map((family) => ({ name: family as string, cases: casesOf(report, family) })),
    { name: 'waivers', cases: waiverCases(report) },
    {
      name: 'input',
      cases: report.obstacles.map(({ message }) => ({
        name: 'everything can be judged',
        state: 'failed' as const,
        message,
      })),
    },
  ].filter(({ cases }) => cases.length > 0);
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="guardrails"${counts(all)}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${name}"${counts(cases)}>`,
      ...cases.map((one) => testCase(name, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(report: GuardrailReport, family: Family): readonly Case[] {
  return report.checked
    .filter((rule) => rule.family === family)
    .map((rule) => {
      const name = `${rule.id} ${rule.title}`;
      if (report.notJudged.includes(rule)) return { name, state: 'skipped', message: 'not to be judged from this' };
      const findings = report.findings.filter((finding) => finding.rule === rule);
      const failed = findings.filter(({ status }) => status === 'failed');
      // Warnings and waivers pass, and are told.
      if (failed.length === 0) return { name, state: 'passed', details: findings.map(describe) };
      return {
        name,
        state: 'failed',
        message: `${failed.length} found; ${rule.remedy}`,
        details: failed.map(describe),
      };
    });
}

function waiverCases(report: GuardrailReport): readonly Case[] {
  const problems = waiverProblems(report);
  const byStack = [...new Set(report.waivers.map(({ stack }) => stack))];
  return byStack.map((stack) => {
    const own = problems.filter((problem) => problem.stack === stack);
    const name = `waivers of ${stack} hold and are needed`;
    return own.length === 0
      ? { name, state: 'passed' }
      : {
          name,
          state: 'failed',
          message: `${own.length} to mend`,
          details: own.map(({ message }: WaiverProblem) => message),
        };
  });
}

function describe({ status, resource, message, waiver }: Finding): string {
  const because = waiver === undefined ? '' : ` (until ${waiver.expires}: ${waiver.reason})`;
  return `${status}: ${placeName(resource)}: ${message}${because}`;
}

function testCase(suite: string, { name, state, message = '', details = [] }: Case): string {
  const opening = `    <testcase classname="guardrails.${suite}" name="${escapeXml(name)}"`;
  const text = escapeXml(details.join('\n'));
  if (state === 'skipped') return `${opening}><skipped message="${escapeXml(message)}"/></testcase>`;
  if (state === 'failed') return `${opening}><failure message="${escapeXml(message)}">${text}</failure></testcase>`;
  return text === '' ? `${opening}/>` : `${opening}><system-out>${text}</system-out></testcase>`;
}

function counts(cases: readonly Case[]): string {
  const having = (state: Case['state']) => cases.filter((one) => one.state === state).length;
  return ` tests="${cases.length}" failures="${having('failed')}" skipped="${having('skipped')}"`;
}
