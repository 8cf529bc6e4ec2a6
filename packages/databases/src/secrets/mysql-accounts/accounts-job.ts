import { createHash } from 'node:crypto';
import { PODS } from '../catalogue/pod-accounts.ts';
import { accountsSql, hostsOf, variableOf } from './accounts-sql.ts';
import { MYSQL_SERVERS, type MysqlServer, secretsOfServer } from './mysql-account.ts';

export interface MysqlAccountsProps {
  /** Start of the secrets' names, as in `smile-prd`. */
  readonly namePrefix: string;
  readonly region: string;
  /** Network that users come from, as in `10.0.0.0/16`. */
  readonly network: string;
  /** Where each server is, and the secret of its master user. */
  readonly servers: Readonly<Record<MysqlServer, { readonly host: string; readonly masterSecretArn: string }>>;
  /** Images: the AWS CLI (https://gallery.ecr.aws/aws-cli/aws-cli), and MySQL for its client (docker.io/library/mysql). */
  readonly images: { readonly aws: string; readonly mysql: string };
  /** ConfigMap of the namespace with the authorities of RDS in the region, in the key `bundle.pem`. */
  readonly authorities: string;
}

/** A Kubernetes object as JSON. */
export type KubernetesObject = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace: string };
};

const NAME = 'mysql-accounts';
const { namespace, serviceAccount } = PODS.mysqlAccounts;

/** No user of an image: neither image needs one. */
const NOBODY = 65_534;

/**
 * The job that makes schemas and users of MySQL, as objects for the `manifests` chart: its scripts, a hook that runs at every install
 * and upgrade, and a suspended CronJob for `kubectl create job --from=cronjob/mysql-accounts` after a rotation.
 *
 * Hooks are in no state, so a plan stays empty. The pod has the digest of the scripts, so that a change of an account runs it again.
 * It reads secrets by EKS Pod Identity into a volume in memory: no Kubernetes Secret holds a master password.
 */
export function mysqlAccountsObjects(props: MysqlAccountsProps): readonly KubernetesObject[] {
  const files = accountsFiles(props);
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  const template = podTemplate(props, digest);
  const labels = { 'app.kubernetes.io/name': NAME };
  const spec = { backoffLimit: 3, activeDeadlineSeconds: 900, template };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace, labels }, data: files },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: NAME, namespace, labels },
      spec: { schedule: '0 0 1 1 *', suspend: true, concurrencyPolicy: 'Forbid', jobTemplate: { spec } },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: NAME,
        namespace,
        labels,
        annotations: {
          'helm.sh/hook': 'post-install,post-upgrade',
          'helm.sh/hook-delete-policy': 'before-hook-creation',
        },
      },
      spec,
    },
  ];
}

/** What is mounted at `/scripts`: two shell scripts, and the SQL of each server. No value is in them. */
export function accountsFiles({ network }: Pick<MysqlAccountsProps, 'network'>): Readonly<Record<string, string>> {
  const hosts = hostsOf(network);
  return {
    'fetch.sh': FETCH,
    'apply.sh': APPLY,
    ...Object.fromEntries(MYSQL_SERVERS.map((server) => [`${server}.sql`, accountsSql(server, hosts)])),
  };
}

/** Reads the secrets into files. */
const FETCH = `set -eu
umask 077
get() {
  aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text > "/secrets/$2.json"
}
${MYSQL_SERVERS.flatMap((server) => [
  `get "$${masterVariable(server)}" ${server}-master`,
  ...secretsOfServer(server).map((secret) => `get "$NAME_PREFIX/${secret}" ${secret}`),
]).join('\n')}
`;

/**
 * Runs the SQL of each server as its master user. Values go from file to client as hexadecimal digits, which need no quoting; RDS
 * writes the master's as JSON in which only a backslash is escaped, the same way as in an option file.
 */
const APPLY = `set -eu
umask 077
hex() {
  od -An -v -tx1 "/secrets/$1.json" | tr -d ' \\n'
}
master() {
  value=$(sed -n 's/.*"'"$2"'" *: *"\\(\\([^"\\\\]\\|\\\\\\\\\\)*\\)".*/\\1/p' "/secrets/$1-master.json")
  if [ -z "$value" ]; then
    echo "the secret of the master user of $1 has no $2 that can be read" >&2
    exit 1
  fi
  printf '%s="%s"\\n' "$3" "$value"
}
options() {
  printf '[client]\\nhost="%s"\\nport=%s\\n' "$2" "$MYSQL_PORT"
  master "$1" username user
  master "$1" password password
}
${MYSQL_SERVERS.map(applyServer).join('\n')}
echo 'schemas and users are as the code says'
`;

function applyServer(server: MysqlServer): string {
  return [
    `options ${server} "$${hostVariable(server)}" > /secrets/${server}.cnf`,
    '{',
    ...secretsOfServer(server).map(
      (secret) => `  printf "SET ${variableOf(secret)} = CONVERT(X'%s' USING utf8mb4);\\n" "$(hex ${secret})"`,
    ),
    `  cat /scripts/${server}.sql`,
    // Words on purpose: the options of TLS are several.
    `} | mysql --defaults-file=/secrets/${server}.cnf $TLS_OPTIONS --batch`,
  ].join('\n');
}

function hostVariable(server: MysqlServer): string {
  return `${server.toUpperCase().replaceAll('-', '_')}_HOST`;
}

function masterVariable(server: MysqlServer): string {
  return `${server.toUpperCase().replaceAll('-', '_')}_MASTER`;
}

function podTemplate({ namePrefix, region, servers, images, authorities }: MysqlAccountsProps, digest: string): object {
  const variables = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries).map(([name, value]) => ({ name, value }));
  const masters = MYSQL_SERVERS.map((server) => [masterVariable(server), servers[server].masterSecretArn] as const);
  const hosts = MYSQL_SERVERS.map((server) => [hostVariable(server), servers[server].host] as const);
  const tls = '--ssl-mode=VERIFY_IDENTITY --ssl-ca=/authorities/bundle.pem';
  return {
    metadata: {
      labels: { 'app.kubernetes.io/name': NAME, 'sidecar.istio.io/inject': 'false' },
      annotations: { 'smile/scripts-sha256': digest },
    },
    spec: {
      serviceAccountName: serviceAccount,
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
      securityContext: {
        runAsNonRoot: true,
        runAsUser: NOBODY,
        runAsGroup: NOBODY,
        fsGroup: NOBODY,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      initContainers: [
        container(
          'fetch',
          images.aws,
          variables({
            NAME_PREFIX: namePrefix,
            AWS_REGION: region,
            HOME: '/tmp',
            ...Object.fromEntries(masters),
          }),
        ),
      ],
      containers: [
        container(
          'apply',
          images.mysql,
          variables({ TLS_OPTIONS: tls, MYSQL_PORT: '3306', ...Object.fromEntries(hosts) }),
          [{ name: 'authorities', mountPath: '/authorities', readOnly: true }],
        ),
      ],
      volumes: [
        { name: 'secrets', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'scripts', configMap: { name: NAME } },
        { name: 'authorities', configMap: { name: authorities } },
      ],
    },
  };
}

function container(name: string, image: string, env: readonly object[], mounts: readonly object[] = []): object {
  return {
    name,
    image,
    command: ['/bin/sh', `/scripts/${name}.sh`],
    env,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    volumeMounts: [
      { name: 'secrets', mountPath: '/secrets' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'scripts', mountPath: '/scripts', readOnly: true },
      ...mounts,
    ],
  };
}
