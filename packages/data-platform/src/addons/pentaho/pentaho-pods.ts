import { onNodes, type PlatformContext, plainVariables, secretVariable } from '@smile/cluster-platform';
import { type PentahoWithLicence, PORTS } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { CLICKHOUSE_HOST, CLICKHOUSE_PORTS } from '../clickhouse/clickhouse-addresses.ts';

export const LABELS = { 'app.kubernetes.io/name': 'pentaho' };
/** Carte's container port. */
export const PORT = 8181;
/** A t3.2xlarge has 8 CPUs and 32 GiB; jobs run beside the server. */
export const CARTE_REQUESTS = { cpu: '2', memory: '12Gi' } as const;
export const JOB_REQUESTS = { cpu: '2', memory: '6Gi' } as const;

/** The user of the image, which is built of the distribution outside of this repository. */
const USER = '10001';
const HOME = '/opt/pentaho/data-integration';
// The provider sends false for the last where nothing is said, which outweighs that of the pod.
const SECURITY = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };

/** https://docs.pentaho.com/pdia-10.2-install/use-carte-clusters-pdia */
export function carteConfiguration(): string {
  return [
    '<slave_config>',
    `  <slaveserver><name>carte</name><hostname>0.0.0.0</hostname><port>${PORT}</port><master>Y</master></slaveserver>`,
    '  <max_log_lines>10000</max_log_lines>',
    '  <max_log_timeout_minutes>2880</max_log_timeout_minutes>',
    '  <object_timeout_minutes>240</object_timeout_minutes>',
    '</slave_config>',
    '',
  ].join('\n');
}

/** The pod of Carte. Its users and passwords are put into its own form before it starts, and never into a file that lasts. */
export function cartePod(context: PlatformContext, values: PentahoWithLicence, mysqlHost: string) {
  const image = imageOf(context, values);
  return {
    ...everyPod(context),
    initContainer: [
      checkout(context, values),
      {
        name: 'password',
        image,
        command: ['bash', '-ec'],
        args: [`echo "$CARTE_USER: $(cd ${HOME} && ./encr.sh -carte "$CARTE_PASSWORD" | tail -1)" > /pwd/kettle.pwd`],
        env: [
          secretVariable('CARTE_USER', 'pentaho-carte', 'CARTE_USER'),
          secretVariable('CARTE_PASSWORD', 'pentaho-carte', 'CARTE_PASSWORD'),
        ],
        securityContext: SECURITY,
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
        volumeMount: [{ name: 'pwd', mountPath: '/pwd' }],
      },
    ],
    terminationGracePeriodSeconds: 600,
    container: [
      {
        name: 'carte',
        image,
        workingDir: HOME,
        command: ['./carte.sh', '/config/carte-config.xml'],
        env: connections(mysqlHost),
        port: [{ name: 'http', containerPort: PORT }],
        // Its own page of health asks for a password.
        startupProbe: { tcpSocket: [{ port: 'http' }], failureThreshold: 60, periodSeconds: 5 },
        livenessProbe: { tcpSocket: [{ port: 'http' }], failureThreshold: 6, periodSeconds: 20 },
        securityContext: SECURITY,
        resources: { requests: CARTE_REQUESTS, limits: { memory: CARTE_REQUESTS.memory } },
        volumeMount: [
          { name: 'data', mountPath: '/data' },
          { name: 'repository', mountPath: '/repository', readOnly: true },
          { name: 'config', mountPath: '/config', readOnly: true },
          { name: 'pwd', mountPath: `${HOME}/pwd/kettle.pwd`, subPath: 'kettle.pwd', readOnly: true },
        ],
      },
    ],
    volume: [
      { name: 'config', configMap: { name: 'pentaho-carte' } },
      { name: 'pwd', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
      { name: 'repository', emptyDir: { sizeLimit: '1Gi' } },
    ],
  };
}

/** The pod of one job, whose exit code is that of Kitchen. */
export function jobPod(context: PlatformContext, values: PentahoWithLicence, mysqlHost: string, file: string) {
  return {
    ...everyPod(context),
    restartPolicy: 'Never',
    priorityClassName: 'jobs',
    initContainer: [checkout(context, values)],
    container: [
      {
        name: 'kitchen',
        image: imageOf(context, values),
        workingDir: HOME,
        command: ['./kitchen.sh'],
        args: [`-file=/repository/${file}`, '-level=Basic'],
        env: connections(mysqlHost),
        securityContext: SECURITY,
        resources: { requests: JOB_REQUESTS, limits: { memory: JOB_REQUESTS.memory } },
        volumeMount: [
          { name: 'data', mountPath: '/data' },
          { name: 'repository', mountPath: '/repository', readOnly: true },
        ],
      },
    ],
    volume: [
      { name: 'data', emptyDir: { sizeLimit: '50Gi' } },
      { name: 'repository', emptyDir: { sizeLimit: '1Gi' } },
    ],
  };
}

function everyPod(context: PlatformContext) {
  const { nodeSelector, tolerations } = onNodes(context.placeOf('etl'));
  return {
    serviceAccountName: PODS.pentaho.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'data',
    nodeSelector: { ...nodeSelector },
    toleration: [...tolerations],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** The commit that was reviewed, and no other. */
function checkout(context: PlatformContext, { transformations: { repository, commit } }: PentahoWithLicence) {
  return {
    name: 'checkout',
    image: context.imageReference('k8s'),
    command: ['sh', '-ec'],
    args: [
      'git init --quiet /repository && cd /repository && git fetch --quiet --depth 1 "$REPOSITORY" "$COMMIT" && git checkout --quiet FETCH_HEAD',
    ],
    env: plainVariables({ REPOSITORY: repository, COMMIT: commit, HOME: '/repository' }),
    securityContext: SECURITY,
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    volumeMount: [{ name: 'repository', mountPath: '/repository' }],
  };
}

/** What transformations find as variables of Kettle. */
function connections(mysqlHost: string) {
  const secret = 'pentaho-connections';
  return [
    ...plainVariables({
      KETTLE_HOME: '/data',
      PENTAHO_DI_JAVA_OPTIONS: '-Xms2g -Xmx4g -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8',
      MYSQL_HOST: mysqlHost,
      MYSQL_PORT: String(PORTS.mysql.from),
      CLICKHOUSE_HOST,
      CLICKHOUSE_PORT: String(CLICKHOUSE_PORTS.https),
    }),
    ...['MYSQL_USER', 'MYSQL_PASSWORD', 'CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD'].map((key) =>
      secretVariable(key, secret, key),
    ),
  ];
}

function imageOf(context: PlatformContext, { image }: PentahoWithLicence): string {
  const { registry } = context.image('k8s');
  return `${registry}/${context.environment.namePrefix}/platform/pentaho:${image}`;
}
