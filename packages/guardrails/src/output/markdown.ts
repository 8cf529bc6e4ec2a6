import { type Finding, type GuardrailReport, hasPassed, waiverProblems } from '../check-guardrails.ts';
import { cell, code, table } from './markdown-text.ts';
import { placeName } from './place-name.ts';

/** A report for a pull request: what fails first, then warnings, then what is waived. */
export function toMarkdown(report: GuardrailReport): string {
  const { findings, rules, environments, on } = report;
  const having = (status: Finding['status']) => findings.filter((finding) => finding.status === status);
  const problems = waiverProblems(report);
  const facts = [
    `${rules} rules`,
    `${having('failed').length} failed`,
    `${having('warned').length} warned`,
    `${having('waived').length} waived`,
    ...(problems.length === 0 ? [] : [`${problems.length} waivers to mend`]),
  ];
  const where = environments.length === 0 ? '' : ` of ${environments.join(', ')}`;
  return [
    `## Guardrails: ${hasPassed(report) ? 'passed' : 'failed'}`,
    `${facts.join(', ')}${where}${on === undefined ? '' : ` on ${on}`}, read from ${report.source}.`,
    ...list('Not to be judged', report.obstacles),
    ...section('Failed', having('failed')),
    ...list('Waivers to mend', problems),
    ...section('Warned', having('warned')),
    ...section('Waived', having('waived')),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function list(title: string, items: readonly { readonly message: string }[]): readonly string[] {
  return items.length === 0 ? [] : [`### ${title}`, items.map(({ message }) => `- ${cell(message)}`).join('\n')];
}

function section(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ rule, severity, resource, message, waiver }) => [
    code(rule.id),
    severity,
    code(placeName(resource)),
    cell(message),
    cell(waiver === undefined ? rule.remedy : `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`),
  ]);
  return [
    `### ${title}`,
    table(['rule', 'severity', 'where', 'found', title === 'Waived' ? 'because' : 'remedy'], rows),
  ];
}
