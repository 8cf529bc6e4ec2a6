import { type Finding, type GuardrailReport, hasPassed, type WaiverProblem } from '../check-guardrails.ts';

/** A report for machines: plain data, without the values of resources. */
export function toJson(report: GuardrailReport): string {
  const { on, source, environments, rules, notJudged, findings } = report;
  const plain = {
    passed: hasPassed(report),
    on,
    source,
    environments,
    rules,
    notJudged: notJudged.map(({ id }) => id),
    unjudgedTypes: report.unjudgedTypes,
    obstacles: report.obstacles,
    findings: findings.map(plainFinding),
    expiredWaivers: report.expiredWaivers.map(plainProblem),
    unusedWaivers: report.unusedWaivers.map(plainProblem),
    unknownWaivers: report.unknownWaivers.map(plainProblem),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function plainFinding({ rule, severity, status, resource, message, waiver }: Finding) {
  const { stack, address, constructPath } = resource;
  const { id, family, title, remedy } = rule;
  return { rule: id, family, title, severity, status, stack, address, constructPath, message, remedy, waiver };
}

function plainProblem({ stack, waiver, message }: WaiverProblem) {
  return { stack, ...waiver, message };
}
