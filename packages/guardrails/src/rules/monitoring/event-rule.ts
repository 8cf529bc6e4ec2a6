import { closest } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { eventPatternProblem } from '@smile/rehearsal';
import { EVENT_DETAILS } from '../../data/event-details.ts';
import { EVENT_SOURCES, OTHER_API_NAMES, TRAIL_DETAIL_TYPES } from '../../data/event-sources.ts';
import { Block } from '../../reading/block.ts';
import { companionsOf } from '../../reading/links.ts';
import { topicProblems, topicsAt } from '../../reading/topics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const eventRule: Rule = {
  id: 'SMILE_EVENT_RULE',
  family: 'monitoring',
  severity: 'high',
  title: 'EventBridge rules match events that AWS sends and have a target',
  what: 'Every `aws_cloudwatch_event_rule` is on, asks for a source and detail types that go together (packages/guardrails/src/data/event-sources), asks for values of `detail` that there are (event-details), hears calls that only read where it asks for one, and has a target; a topic among its targets is of the same account and has a subscription.',
  why: 'EventBridge takes any pattern. One for a detail type of another service, or for AssumeRole without the calls that read, never matches.',
  remedy: 'Use EventAlarm, with `includeReads` where the call only reads; add a source to the table with its page.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html',
  check: (context) =>
    context
      .resources('aws_cloudwatch_event_rule')
      .flatMap((place) => problemsOf(place, context).map((message) => ({ place, message }))),
};

function problemsOf(rule: Resource, context: RuleContext): readonly string[] {
  const state = Block.of(rule).text('state') ?? 'ENABLED';
  const text = rule.values.event_pattern;
  return [
    ...(state === 'DISABLED' ? ['state must be ENABLED, got DISABLED'] : []),
    ...(typeof text === 'string' && text !== '' ? patternProblems(text, state, rule) : []),
    ...targetProblems(rule, context),
  ];
}

function patternProblems(text: string, state: string, { region }: Resource): readonly string[] {
  // Names that Terraform knows later stand inside the JSON as expressions.
  const known = text.replaceAll(/\$\{[^{}]*\}/g, 'known-after-apply');
  const problem = eventPatternProblem(known);
  if (problem !== undefined) return [`event_pattern ${problem}`];
  const pattern = JSON.parse(known) as Readonly<Record<string, unknown>>;
  const sources = textsOf(pattern.source).filter((source) => source.startsWith('aws.'));
  const types = textsOf(pattern['detail-type']);
  if (pattern.source !== undefined && sources.length === 0) return [];
  const unknown = sources.find((source) => EVENT_SOURCES.every((one) => one.source !== source));
  if (unknown !== undefined) {
    const hint = closest(
      unknown,
      EVENT_SOURCES.map(({ source }) => source),
    );
    return [
      `event_pattern must have a source of the table, got ${unknown}${hint === undefined ? '' : `; did you mean ${hint}?`}`,
    ];
  }
  const sent = EVENT_SOURCES.filter(({ source }) => sources.includes(source)).flatMap(({ detailTypes }) => detailTypes);
  const wrong =
    sources.length === 0 ? undefined : types.find((type) => ![...sent, ...TRAIL_DETAIL_TYPES].includes(type));
  if (wrong !== undefined) {
    const hint = closest(wrong, [...sent, ...TRAIL_DETAIL_TYPES]);
    return [
      `${sources.join(' and ')} sends no detail type ${JSON.stringify(wrong)}${hint === undefined ? '' : `; did you mean ${JSON.stringify(hint)}?`}`,
    ];
  }
  const wrongDetail = detailProblems(types, pattern.detail);
  if (wrongDetail.length > 0) return wrongDetail;
  return types.includes('AWS API Call via CloudTrail')
    ? callProblems(pattern, sources, state)
    : signInProblems(types, region);
}

/** A value that a field never has, of those whose values are listed; a test such as a prefix matches what it may. */
function detailProblems(types: readonly string[], detail: unknown): readonly string[] {
  return EVENT_DETAILS.filter(({ detailType }) => types.includes(detailType)).flatMap(
    ({ detailType, path, values }) => {
      const found = path.split('.').reduce<unknown>((inner, name) => Object(inner)[name] as unknown, detail);
      return textsOf(found)
        .filter((value) => !values.includes(value) && value !== 'known-after-apply')
        .map((value) => {
          const hint = closest(value, values);
          const guess = hint === undefined ? '' : `; did you mean ${JSON.stringify(hint)}?`;
          return `detail.${path} of ${JSON.stringify(detailType)} is never ${JSON.stringify(value)}${guess}`;
        });
    },
  );
}

/** EventBridge leaves out calls that only read unless the rule's state says otherwise. */
function callProblems(
  pattern: Readonly<Record<string, unknown>>,
  sources: readonly string[],
  state: string,
): readonly string[] {
  const detail = Object(pattern.detail) as Readonly<Record<string, unknown>>;
  const [source] = sources;
  const service =
    source === undefined ? undefined : (OTHER_API_NAMES[source] ?? `${source.replace('aws.', '')}.amazonaws.com`);
  const services = textsOf(detail.eventSource);
  const reads = textsOf(detail.eventName).filter((name) => /^(?:Get|List|Describe|Head|Lookup|AssumeRole)/.test(name));
  return [
    ...(service === undefined || services.length === 0 || services.includes(service)
      ? []
      : [`detail.eventSource of ${source} must be ${service}, got ${services.join(' and ')}`]),
    ...(reads.length === 0 || state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'
      ? []
      : [
          `state must be ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS for ${reads.join(', ')}, which only read, got ${state}`,
        ]),
  ];
}

/** Sign-ins of the root user and of IAM users by the global address are recorded in us-east-1 alone. */
function signInProblems(types: readonly string[], region: string | undefined): readonly string[] {
  return types.includes('AWS Console Sign In via CloudTrail') && region !== undefined && region !== 'us-east-1'
    ? [`a rule on sign-ins must be in us-east-1, where they are recorded, got ${region}`]
    : [];
}

function targetProblems(rule: Resource, context: RuleContext): readonly string[] {
  if (context.inventory.source !== 'synth') return [];
  const targets = companionsOf(context, rule, 'aws_cloudwatch_event_target', 'rule');
  if (targets.length === 0) return ['must have a target, got none'];
  return targets.flatMap((target) =>
    topicsAt(context, target, 'arn').flatMap((topic) => topicProblems(context, target, topic)),
  );
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
