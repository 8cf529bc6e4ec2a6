import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { type Addon, KEPT_VOLUMES, type PlatformContext, Pods } from '@smile/cluster-platform';
import { type PentahoWithLicence, PORTS } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { CLICKHOUSE_PORTS, clickhousePods } from '../clickhouse/clickhouse-addresses.ts';
import { CARTE_REQUESTS, carteConfiguration, cartePod, JOB_REQUESTS, jobPod, LABELS, PORT } from './pentaho-pods.ts';

const { serviceAccount: NAME, namespace } = PODS.pentaho;

/**
 * Pentaho (DAT-PENTAHO): Carte, its server, and a CronJob for each job, on the node for ETL. Transformations come from Git at a commit that was
 * reviewed; what they connect to stands in a Secret.
 *
 * @param mysqlHost host of the main MySQL, which it reads.
 */
export function pentaho(context: PlatformContext, values: PentahoWithLicence, mysqlHost: string): Addon {
  return {
    id: 'Pentaho',
    namespace: 'etl',
    requires: ['secrets', 'clickhouse'],
    runsOn: [context.placeOf('etl')],
    images: ['k8s'],
    pods: [
      { name: 'pentaho-carte', on: 'etl', ...CARTE_REQUESTS },
      { name: 'pentaho-job', on: 'etl', ...JOB_REQUESTS },
    ],
    connect: () => connect(context),
    extend: (scope, before) => create(scope, context, values, mysqlHost, before),
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({ owner: context.owner, namespace, name: 'pentaho', labels: LABELS });
  clickhousePods(context).allowFrom(pods, 'Pentaho reads and writes ClickHouse', [CLICKHOUSE_PORTS.https]);
  pods.allowToBlocks(context.dataStores, 'Pentaho reads the main MySQL', [PORTS.mysql.from]);
  pods.allowToBlocks(context.outsideVpc, 'Transformations come from the Git server', [443]);
}

function create(
  scope: Construct,
  context: PlatformContext,
  values: PentahoWithLicence,
  mysqlHost: string,
  before: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const metadata = { name: 'pentaho-carte', namespace, labels: LABELS };
  const dependsOn = [
    ...before,
    new ServiceAccountV1(scope, 'Account', {
      metadata: { name: NAME, namespace },
      automountServiceAccountToken: false,
      dependsOn: [...before],
    }),
    new ConfigMapV1(scope, 'Configuration', {
      metadata,
      data: { 'carte-config.xml': carteConfiguration() },
      dependsOn: [...before],
    }),
  ];
  new ServiceV1(scope, 'Service', {
    metadata,
    spec: { selector: LABELS, port: [{ name: 'http', port: PORT, targetPort: String(PORT) }] },
  });
  const carte = new StatefulSetV1(scope, 'Default', {
    metadata,
    spec: {
      serviceName: 'pentaho-carte',
      replicas: '1',
      selector: { matchLabels: LABELS },
      // A second pod would wait for the volume of the first.
      updateStrategy: [{ type: 'RollingUpdate' }],
      template: { metadata: { labels: LABELS }, spec: cartePod(context, values, mysqlHost) },
      volumeClaimTemplate: [
        {
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: KEPT_VOLUMES,
            resources: { requests: { storage: '100Gi' } },
          },
        },
      ],
    },
    dependsOn,
  });
  const jobs = Object.entries(values.jobs).map(
    ([name, { file, schedule }]) =>
      new CronJobV1(scope, `Job-${name}`, {
        metadata: { name: `pentaho-${name}`, namespace, labels: LABELS },
        spec: {
          schedule,
          timezone: 'Etc/UTC',
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 3600,
          jobTemplate: {
            metadata: { labels: LABELS },
            spec: {
              // A job of ETL that ran half is for people to look at.
              backoffLimit: 0,
              activeDeadlineSeconds: 6 * 3600,
              template: { metadata: { labels: LABELS }, spec: jobPod(context, values, mysqlHost, file) },
            },
          },
        },
        dependsOn,
      }),
  );
  return [carte, ...jobs];
}
