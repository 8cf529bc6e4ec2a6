import type { Log, ReportingDescriptor, Result } from 'sarif';
import { type Finding, type GuardrailReport, type WaiverProblem, waiverProblems } from '../check-guardrails.ts';
import type { Place, Rule } from '../rule.ts';
import { RULES } from '../rules.ts';
import { placeName } from './place-name.ts';

/** Rule under which problems of waivers are reported, since every result needs one. */
const WAIVER_RULE: ReportingDescriptor = {
  id: 'SMILE_WAIVERS',
  name: 'Waivers hold and are needed',
  shortDescription: { text: 'Every waiver has a rule, has not expired, and is needed' },
  defaultConfiguration: { level: 'error' },
};

/** A report as SARIF 2.1.0; what is waived is there too, as suppressed. */
export function toSarif(report: GuardrailReport): string {
  const descriptors = [...RULES.map(descriptor), WAIVER_RULE];
  const indexOf = new Map(descriptors.map(({ id }, index) => [id, index]));
  const results = [...report.findings.map(result), ...waiverProblems(report).map(waiverResult)];
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: { name: 'smile guardrails', informationUri: 'https://smile.example/guardrails', rules: descriptors },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.obstacles.length === 0,
            toolExecutionNotifications: report.obstacles.map(({ message }) => ({
              level: 'error',
              message: { text: message },
            })),
          },
        ],
        results: results.map((one) => ({ ...one, ruleIndex: indexOf.get(one.ruleId ?? '') ?? -1 })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, family, severity, title, what, why, remedy, source }: Rule): ReportingDescriptor {
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: what },
    help: {
      text: `${why} ${remedy}`,
      markdown: `${what}\n\n**Why.** ${why}\n\n**Remedy.** ${remedy}\n\nSource: ${source}`,
    },
    ...(source.startsWith('https://') ? { helpUri: source } : {}),
    defaultConfiguration: { level: severity === 'low' ? 'warning' : 'error' },
    properties: { family, severity, tags: [family] },
  };
}

function result({ rule, severity, status, resource, message, waiver }: Finding): Result {
  const isSuppressed = status === 'waived' && waiver !== undefined;
  return {
    ruleId: rule.id,
    level: status === 'warned' || severity === 'low' ? 'warning' : 'error',
    message: { text: `${placeName(resource)}: ${message}. ${rule.remedy}` },
    locations: [locationOf(resource)],
    // Equal findings of two runs are one finding, wherever they moved in the file.
    partialFingerprints: { place: `${rule.id} ${resource.stack} ${resource.address} ${message}` },
    ...(isSuppressed ? { suppressions: [{ kind: 'inSource', status: 'accepted', justification: waiver.reason }] } : {}),
  };
}

function waiverResult({ stack, waiver, message }: WaiverProblem): Result {
  return {
    ruleId: WAIVER_RULE.id,
    level: 'error',
    message: { text: message },
    locations: [
      { physicalLocation: fileOf(stack), logicalLocations: [{ fullyQualifiedName: waiver.at, kind: 'resource' }] },
    ],
    partialFingerprints: { place: `${WAIVER_RULE.id} ${stack} ${waiver.at} ${waiver.rule}` },
  };
}

function locationOf(place: Place) {
  const { stack, address } = place;
  const name = { fullyQualifiedName: placeName(place), name: address, kind: 'resource' };
  return { physicalLocation: fileOf(stack), logicalLocations: [name] };
}

/** The file that Terraform reads; viewers refuse a result without a file. */
function fileOf(stack: string) {
  return { artifactLocation: { uri: `cdktf.out/stacks/${stack}/cdk.tf.json` }, region: { startLine: 1 } };
}
