import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, blocksOf, textOf } from './blocks.ts';
import { type FieldProblem, invalid, required, unsupported } from './field-problem.ts';
import { selectorMismatch } from './metadata-rules.ts';
import { podProblems, restartProblems } from './pod-rules.ts';
import type { PodTemplate } from './pods.ts';
import { isEmptySelector, selectorProblems, selects } from './selector.ts';

/** What the API server refuses of a Deployment, StatefulSet or DaemonSet. Source: kubernetes, pkg/apis/apps/validation/validation.go */
export function serverProblems(object: ObjectValue, pods: PodTemplate | undefined): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  const selector = spec === undefined ? undefined : blockAt(spec, 'selector');
  const claims = blocksOf(spec?.volume_claim_template).flatMap(
    (claim) => textOf(blockAt(claim, 'metadata')?.name) ?? [],
  );
  return [
    ...selectorProblems(selector, 'spec.selector'),
    ...(spec === undefined ? [] : matchProblems(spec, selector, pods)),
    ...(pods === undefined ? [] : [...podProblems(pods, claims), ...restartProblems(pods, ['Always'])]),
  ];
}

/** What the API server refuses of a Job. https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template */
export function jobProblems(pods: PodTemplate | undefined): FieldProblem[] {
  return pods === undefined ? [] : [...podProblems(pods), ...restartProblems(pods, ['OnFailure', 'Never'])];
}

/** What the API server refuses of a CronJob. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax */
export function cronJobProblems(object: ObjectValue, pods: PodTemplate | undefined): FieldProblem[] {
  const spec = blockAt(object, 'spec') ?? {};
  const schedule = textOf(spec.schedule);
  const policy = textOf(spec.concurrency_policy);
  const policies = ['Allow', 'Forbid', 'Replace'];
  return [
    ...(schedule === undefined ? [] : scheduleProblems(schedule)),
    ...(policy === undefined || policies.includes(policy)
      ? []
      : [unsupported('spec.concurrencyPolicy', policy, policies)]),
    ...jobProblems(pods),
  ];
}

function matchProblems(
  spec: ObjectValue,
  selector: ObjectValue | undefined,
  pods: PodTemplate | undefined,
): FieldProblem[] {
  if (selector === undefined) return Array.isArray(spec.selector) ? [required('spec.selector')] : [];
  if (!isWhollyWritten(selector)) return [];
  if (isEmptySelector(selector)) return [invalid('spec.selector', {}, 'empty selector is invalid for a workload')];
  return pods === undefined || selects(selector, pods.labels) || !isWhollyWritten(blockAt(spec, 'template', 'metadata'))
    ? []
    : [selectorMismatch('spec.template.metadata.labels', pods.labels)];
}

/** Whether labels are known: what is not known yet may match. */
function isWhollyWritten(block: ObjectValue | undefined): boolean {
  const maps = [block?.match_labels, block?.labels].filter((map) => map !== undefined && map !== null);
  return maps.every(
    (map) => typeof map === 'object' && Object.values(map ?? {}).every((value) => typeof value === 'string'),
  );
}

const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const RANGES: readonly (readonly [string, number, number])[] = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12],
  ['day of week', 0, 6],
];
const NAMES = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)\b/gi;

/** Source of the words: robfig/cron v3, parser.go, which the API server reads schedules with. */
function scheduleProblems(schedule: string): FieldProblem[] {
  if (/^(CRON_)?TZ=/.test(schedule)) {
    return [invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')];
  }
  if (MACROS.includes(schedule) || schedule.startsWith('@every ')) return [];
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5) {
    return [
      invalid('spec.schedule', schedule, `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`),
    ];
  }
  return fields.flatMap((field, index) => {
    const words = cronFieldProblem(field, RANGES[index] ?? ['field', 0, 0]);
    return words === undefined ? [] : [invalid('spec.schedule', schedule, words)];
  });
}

function cronFieldProblem(
  field: string,
  [name, lowest, highest]: readonly [string, number, number],
): string | undefined {
  for (const part of field.replaceAll(NAMES, String(lowest)).split(',')) {
    const [, range = '', step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
    if (step === '0') return `step of range should be a positive number: ${part}`;
    if (range === '*' || range === '?') continue;
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (from === undefined)
      return `failed to parse int from ${range}: strconv.Atoi: parsing ${JSON.stringify(range)}: invalid syntax`;
    if (Number(from) < lowest) return `beginning of range (${from}) below minimum (${lowest}) of ${name}: ${part}`;
    if (Number(to) > highest) return `end of range (${to}) above maximum (${highest}) of ${name}: ${part}`;
    if (Number(from) > Number(to)) return `beginning of range (${from}) beyond end of range (${to}): ${part}`;
  }
  return undefined;
}
