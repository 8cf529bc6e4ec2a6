import { alarmTopicArn, alarmTopicName } from '@smile/core';
import type { AlertmanagerConfig } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';
import type { AddonIdentity } from '../addon.ts';

/** Name of the one configuration of Alertmanager. */
export const ALERT_ROUTING = 'alert-routing';

/** Service account of Alertmanager, whose pods may publish to the topic of alarms. */
export const ALERTMANAGER_ACCOUNT = 'alertmanager';

/** SNS takes a subject of less than 100 characters of ASCII in one line. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const SUBJECT =
  '{{ printf "%.98s" (printf "[%s %s] %s" (.Status | toUpper) .CommonLabels.severity .GroupLabels.alertname) }}';

/** What a person needs first: what, where, since when, and where to read on. */
const MESSAGE = [
  '{{ range .Alerts }}{{ .Annotations.summary }}',
  '{{ .Annotations.description }}',
  'Cluster {{ .Labels.cluster }}, since {{ .StartsAt.UTC.Format "2006-01-02 15:04 UTC" }}',
  '{{ if .Annotations.runbook_url }}What to do: {{ .Annotations.runbook_url }}',
  '{{ end }}',
  '{{ end }}',
].join('\n');

/**
 * Who hears of an alert: people, through the account's topic of alarms, which also gets those of CloudWatch.
 *
 * `critical` at once and again every four hours, `warning` in groups and twice a day; `info` and the alerts that only prove
 * that alerting works reach nobody. One message tells of all pods of a namespace with the same trouble.
 */
export function alertRouting(context: PlatformContext): AlertmanagerConfig {
  const to = (
    receiver: string,
    severity: string,
    times: Record<'groupWait' | 'groupInterval' | 'repeatInterval', string>,
  ) => ({
    receiver,
    matchers: [{ name: 'severity', value: severity, matchType: '=' as const }],
    ...times,
  });
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name: ALERT_ROUTING, namespace: MONITORING },
    spec: {
      route: {
        receiver: 'nobody',
        groupBy: ['cluster', 'alertname', 'namespace'],
        routes: [
          to('people', 'critical', { groupWait: '30s', groupInterval: '5m', repeatInterval: '4h' }),
          to('people', 'warning', { groupWait: '5m', groupInterval: '30m', repeatInterval: '12h' }),
        ],
      },
      receivers: [
        { name: 'nobody' },
        {
          name: 'people',
          snsConfigs: [
            {
              topicARN: alarmTopicArn(context.environment),
              // Without keys or a role: credentials are those of EKS Pod Identity.
              sigv4: { region: context.environment.region },
              subject: SUBJECT,
              message: MESSAGE,
              sendResolved: true,
            },
          ],
        },
      ],
      inhibitRules: [
        quiets([{ name: 'severity', value: 'critical', matchType: '=' }], 'warning|info', [
          'cluster',
          'namespace',
          'alertname',
        ]),
        quiets([{ name: 'severity', value: 'warning', matchType: '=' }], 'info', ['cluster', 'namespace', 'alertname']),
        // A node that is gone takes its pods along, and every alert of theirs says so again.
        quiets([{ name: 'alertname', value: 'KubeNodeNotReady', matchType: '=' }], 'warning|info', ['cluster', 'node']),
      ],
    },
  };
}

type Matcher = { readonly name: string; readonly value: string; readonly matchType: '=' | '=~' };

/** Alerts that are not sent as long as another one with the same labels burns. */
function quiets(source: readonly Matcher[], severities: string, equal: readonly string[]) {
  return {
    sourceMatch: source,
    targetMatch: [{ name: 'severity', value: severities, matchType: '=~' as const }],
    equal,
  };
}

/**
 * May publish to the topic, and use its key for that alone. The key belongs to whoever owns the account, so it is meant by what
 * SNS says when it uses it. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function alertmanagerIdentity({ environment }: PlatformContext): AddonIdentity {
  const { region, account } = environment;
  const topicArn = alarmTopicArn(environment);
  return {
    serviceAccount: ALERTMANAGER_ACCOUNT,
    description: `Alertmanager, which publishes to ${alarmTopicName(environment)}`,
    statements: [
      { sid: 'PublishAlerts', actions: ['sns:Publish'], resources: [topicArn] },
      {
        sid: 'EncryptThroughTopic',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [`arn:aws:kms:${region}:${account.id}:key/*`],
        condition: [
          { test: 'StringEquals', variable: 'kms:ViaService', values: [`sns.${region}.amazonaws.com`] },
          { test: 'StringEquals', variable: 'kms:EncryptionContext:aws:sns:topicArn', values: [topicArn] },
        ],
      },
    ],
  };
}
