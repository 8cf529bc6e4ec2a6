import { type Finding, type GuardrailReport, hasPassed, type Place, waiverProblems } from '@smile/guardrails';
import picocolors from 'picocolors';

/** Colours of statuses and severities; none where the output is no terminal. */
type Colours = ReturnType<typeof picocolors.createColors>;

/** A report for people: what fails with its remedy, what will fail, what is waived by rule, and the verdict. */
export function renderReport(report: GuardrailReport, isColoured: boolean): string {
  const colours = picocolors.createColors(isColoured);
  const having = (status: Finding['status']) => report.findings.filter((finding) => finding.status === status);
  const paragraphs = [
    ...byRule(having('failed')).map((findings) => renderRule(findings, colours.red('failed'), colours)),
    ...byRule(having('warned')).map((findings) => renderRule(findings, colours.yellow('warned'), colours)),
    ...waiverProblems(report).map(({ message }) => `${colours.red('failed')}  ${message}`),
    ...report.obstacles.map(({ message }) => `${colours.red('failed')}  ${message}`),
    ...renderWaived(having('waived')),
    ...renderUnjudged(report.unjudgedTypes),
    verdict(report, colours),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function byRule(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.rule.id, [...(groups.get(finding.rule.id) ?? []), finding]);
  return [...groups.values()];
}

function renderRule(findings: readonly Finding[], status: string, colours: Colours): string {
  const [first] = findings;
  if (first === undefined) return '';
  const { id, title, remedy } = first.rule;
  return [
    `${status}  ${colours.bold(id)}  ${title} (${first.severity})`,
    ...findings.map(({ resource, message, waiver }) => {
      const late = waiver === undefined ? '' : `; its waiver expired on ${waiver.expires}`;
      return `  ${placeOf(resource)}\n    ${message}${late}`;
    }),
    `  ${colours.dim('remedy')}  ${remedy}`,
  ].join('\n');
}

function placeOf({ stack, address, constructPath }: Place): string {
  return constructPath === undefined ? `${stack} ${address}` : `${constructPath}  ${address}`;
}

function renderUnjudged(types: GuardrailReport['unjudgedTypes']): readonly string[] {
  if (types.length === 0) return [];
  const lines = types.map(({ type, count, example }) => `  ${type}  ${count}, as ${example}`);
  return [['not judged: no rule knows these types', ...lines].join('\n')];
}

function renderWaived(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const lines = byRule(findings).flatMap((group) => {
    const [first] = group;
    const until = group.flatMap(({ waiver }) => waiver?.expires ?? []).sort()[0];
    return first === undefined ? [] : [`  ${first.rule.id}  ${group.length} of "${first.rule.title}", until ${until}`];
  });
  return [['waived', ...lines].join('\n')];
}

function verdict(report: GuardrailReport, colours: Colours): string {
  const count = (status: Finding['status']) => report.findings.filter((finding) => finding.status === status).length;
  const passed = hasPassed(report);
  const problems = waiverProblems(report).length;
  const facts = [
    `${report.rules} rules`,
    `${count('failed')} failed`,
    `${count('warned')} warned`,
    `${count('waived')} waived`,
    ...(problems === 0 ? [] : [`${problems} waivers to mend`]),
    ...(report.obstacles.length === 0 ? [] : ['not everything could be judged']),
    ...(report.notJudged.length === 0 ? [] : [`${report.notJudged.length} not to be judged from this`]),
    ...(report.on === undefined ? [] : [`on ${report.on}`]),
  ];
  const word = passed ? colours.green('passed') : colours.red('failed');
  return `${word}: ${facts.join(', ')}, from ${report.source} of ${report.environments.join(', ') || 'no environment'}`;
}
