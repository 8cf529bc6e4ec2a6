import { oncePer, type Resource } from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { topicProblems, topicsAt } from '../../reading/topics.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const alarmAction: Rule = {
  id: 'SMILE_ALARM_ACTION',
  family: 'monitoring',
  severity: 'high',
  title: 'CloudWatch alarm actions reach an SNS topic of the same account with a subscription',
  what: '`alarm_actions` of every `aws_cloudwatch_metric_alarm` and `aws_cloudwatch_composite_alarm` hold an SNS topic of its account and region that has a subscription, and actions are enabled. A composite alarm names alarms that exist.',
  why: 'An alarm that tells when it ends only, restarts a host only, or writes to a topic of another account or without subscribers has told nobody.',
  remedy: 'Use Alarm, with the topic of the account; give the account an address of operations.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
  check: (context) =>
    context
      .resources(['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'])
      .flatMap((place) =>
        [...actionProblems(place, context), ...composite(place, context)].map((message) => ({ place, message })),
      ),
};

function actionProblems(alarm: Resource, context: RuleContext): readonly string[] {
  const block = Block.of(alarm);
  if (block.flag('actions_enabled', true) === false) return ['actions_enabled must be true, got false'];
  if (!block.has('alarm_actions')) {
    const others = ['ok_actions', 'insufficient_data_actions'].filter((name) => block.has(name));
    return [
      `alarm_actions must hold the alarm topic, got ${others.length === 0 ? 'nothing' : `only ${others.join(' and ')}`}`,
    ];
  }
  const topics = topicsAt(context, alarm, 'alarm_actions');
  if (topics.length > 0) return topics.flatMap((topic) => topicProblems(context, alarm, topic));
  // An expression that leads out of what was read may be a topic; one that leads to something else is none.
  const written = block.list('alarm_actions').filter((item) => typeof item === 'string' && isExpression(item)).length;
  const followed = new Set(
    alarm.references
      .filter(
        ({ path, stack, address }) => /^alarm_actions\b/.test(path) && context.inventory.byAddress(stack, address),
      )
      .map(({ path }) => path),
  ).size;
  return block.isUnknown('alarm_actions') || written > followed
    ? []
    : [`alarm_actions must hold an SNS topic, got ${block.show('alarm_actions')}`];
}

/** Names in `ALARM("…")` and its like must be alarms of the account. */
function composite(alarm: Resource, context: RuleContext): readonly string[] {
  const rule = Block.of(alarm).text('alarm_rule');
  if (rule === undefined) return [];
  const names = alarmNames(context).get(alarm.account) ?? new Set();
  const wanted = [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]+?)"?\s*\)/g)].flatMap(
    ([, name]) => name ?? [],
  );
  if (wanted.length === 0) return [`alarm_rule must name an alarm, as in ALARM("name"), got ${JSON.stringify(rule)}`];
  if (context.inventory.source !== 'synth') return [];
  return wanted
    .filter((name) => !names.has(name.split(':').at(-1) ?? name))
    .map((name) => `alarm_rule must name alarms of the account, got ${JSON.stringify(name)}`);
}

/** Names of alarms by account. */
const alarmNames = oncePer(({ resources }: RuleContext) => {
  const byAccount = new Map<string | undefined, Set<unknown>>();
  for (const { account, values } of resources(['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'])) {
    const names = byAccount.get(account) ?? new Set();
    byAccount.set(account, names.add(values.alarm_name));
  }
  return byAccount;
});
