import { type Finding, type GuardrailReport, waiverProblems } from '@smile/guardrails';
import type { FindingFact, GuardrailFacts } from '../report-data.ts';

/** What of a report on an estate is about some stacks. */
export function guardrailFacts(report: GuardrailReport, stacks: readonly string[]): GuardrailFacts {
  return {
    rules: report.rules,
    findings: report.findings.filter(({ resource }) => stacks.includes(resource.stack)).map(toFact),
    waiverProblems: waiverProblems(report)
      .filter(({ stack }) => stacks.includes(stack))
      .map(({ message }) => message),
  };
}

function toFact({ rule, severity, status, resource, message, waiver }: Finding): FindingFact {
  const { stack, address, constructPath } = resource;
  return {
    rule: rule.id,
    severity,
    status,
    stack,
    address,
    ...(constructPath === undefined ? {} : { constructPath }),
    message,
    remedy: rule.remedy,
    ...(waiver === undefined ? {} : { waiver }),
  };
}
