import { PORTS } from '@smile/core';
import { RDS_AUTHORITIES_FILE } from '@smile/databases';
import { accountsFiles, hostVariable, MYSQL_SERVERS, masterVariable, PODS } from '@smile/databases/secrets';
import { contentDigest } from '../../objects/content-digest.ts';
import { type CoreObject, type Job, RUNS_AT_EVERY_CHANGE } from '../../objects/core-object.ts';
import { plainVariables } from '../../objects/environment-variables.ts';
import { jobPod } from '../../objects/hook-job.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { RESTRICTED_CONTAINER } from '../../releases/restricted-security.ts';
import type { MysqlStores } from '../../stores/mysql-stores.ts';
import { RDS_AUTHORITIES } from '../../stores/rds-authorities-file.ts';

const NAME = 'mysql-accounts';
const { namespace, serviceAccount } = PODS.mysqlAccounts;

export const ACCOUNTS_LABELS = { 'app.kubernetes.io/name': NAME };
/** Of each of its containers, which run one after the other. */
export const ACCOUNTS_REQUESTS = { cpu: '50m', memory: '128Mi' } as const;

const AUTHORITIES = '/authorities';

type Template = Job['spec']['template'];
type Container = NonNullable<Template['spec']>['containers'][number];

/**
 * The job that makes schemas and users: its scripts, a hook that runs at every install and upgrade, and a suspended CronJob for
 * `kubectl create job --from=cronjob/mysql-accounts` after a rotation.
 *
 * Hooks are in no state, so a plan stays empty. The pod has the digest of the scripts, so that a change of an account runs it again.
 * It reads secrets by EKS Pod Identity into a volume in memory: no Kubernetes Secret holds a master password.
 */
export function accountsObjects(context: PlatformContext, servers: MysqlStores): readonly CoreObject[] {
  const files = accountsFiles({ network: context.cluster.vpc.cidr });
  const digest = contentDigest(files);
  const spec = { backoffLimit: 3, activeDeadlineSeconds: 540, template: podTemplate(context, servers, digest) };
  const metadata = { name: NAME, namespace, labels: ACCOUNTS_LABELS };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: { schedule: '0 0 1 1 *', suspend: true, concurrencyPolicy: 'Forbid', jobTemplate: { spec } },
    },
    { apiVersion: 'batch/v1', kind: 'Job', metadata: { ...metadata, annotations: RUNS_AT_EVERY_CHANGE }, spec },
  ];
}

function podTemplate(context: PlatformContext, servers: MysqlStores, digest: string): Template {
  const { namePrefix, region } = context.environment;
  const masters = MYSQL_SERVERS.map((server) => [masterVariable(server), servers[server].masterSecretArn]);
  const hosts = MYSQL_SERVERS.map((server) => [hostVariable(server), servers[server].host]);
  const tls = `--ssl-mode=VERIFY_IDENTITY --ssl-ca=${AUTHORITIES}/${RDS_AUTHORITIES_FILE}`;
  return {
    metadata: {
      labels: { ...ACCOUNTS_LABELS, 'sidecar.istio.io/inject': 'false' },
      annotations: { 'smile/scripts-sha256': digest },
    },
    spec: jobPod(context, {
      serviceAccount,
      ownsVolumes: true,
      initContainers: [
        container('fetch', context.imageReference('aws-cli'), {
          NAME_PREFIX: namePrefix,
          AWS_REGION: region,
          HOME: '/tmp',
          ...Object.fromEntries(masters),
        }),
      ],
      containers: [
        container(
          'apply',
          context.imageReference('mysql'),
          { TLS_OPTIONS: tls, MYSQL_PORT: String(PORTS.mysql.from), ...Object.fromEntries(hosts) },
          [{ name: 'authorities', mountPath: AUTHORITIES, readOnly: true }],
        ),
      ],
      volumes: [
        { name: 'secrets', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'scripts', configMap: { name: NAME } },
        { name: 'authorities', configMap: { name: RDS_AUTHORITIES } },
      ],
    }),
  };
}

function container(
  name: 'fetch' | 'apply',
  image: string,
  variables: Readonly<Record<string, string>>,
  mounts: Container['volumeMounts'] = [],
): Container {
  return {
    name,
    image,
    command: ['/bin/sh', `/scripts/${name}.sh`],
    env: plainVariables(variables),
    securityContext: RESTRICTED_CONTAINER,
    resources: { requests: ACCOUNTS_REQUESTS, limits: { memory: '256Mi' } },
    volumeMounts: [
      { name: 'secrets', mountPath: '/secrets' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'scripts', mountPath: '/scripts', readOnly: true },
      ...mounts,
    ],
  };
}
