import { PORTS } from '@smile/core';
import { RDS_AUTHORITIES_FILE } from '@smile/databases';
import { PODS } from '@smile/databases/secrets';
import { plainVariables, secretVariable } from '../../objects/environment-variables.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { KEYCLOAK_LABELS } from '../../sign-in/keycloak-pods.ts';
import { KEYCLOAK_SERVICE, requiredHost } from '../../sign-in/sign-in-addresses.ts';
import type { MysqlStore } from '../../stores/mysql-stores.ts';
import { RDS_AUTHORITIES } from '../../stores/rds-authorities-file.ts';
import { CLUSTER_PORTS } from './cluster-ports.ts';

export const RESOURCES = { requests: { cpu: '500m', memory: '1536Mi' }, limits: { memory: '2Gi' } } as const;

/** The user of its image. */
const USER = 1000;
const AUTHORITIES = '/etc/rds-ca';
const MANAGEMENT_PORT = 9000;
/** Kubernetes Secrets that External Secrets fills. */
const SECRETS = { database: 'keycloak-db', administrator: 'keycloak-admin' } as const;

/** One for the roll and one that serves: sessions are in MySQL, so a third copy would add nothing but memory. */
export function keycloakCopies(context: PlatformContext): number {
  return context.copies(2);
}

/** Values of the chart `keycloakx`. Several of them are texts of YAML, for which JSON does. */
export function keycloakValues(context: PlatformContext, store: MysqlStore): HelmValues {
  return {
    ...onNodes(context.place),
    fullnameOverride: 'keycloak',
    replicas: keycloakCopies(context),
    // The first pod migrates the schema alone, and a second one joins a cluster that is there.
    podManagementPolicy: 'OrderedReady',
    updateStrategy: 'RollingUpdate',
    image: context.imageWithHost('keycloak'),
    // Without an argument the image prints its help and ends.
    args: ['start'],
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 60,
    priorityClassName: 'services',
    serviceAccount: { create: true, name: PODS.keycloak.serviceAccount, automountServiceAccountToken: false },
    podSecurityContext: { ...RESTRICTED_POD, fsGroup: USER },
    // Its root cannot be read-only: it builds its configuration into it at every start.
    securityContext: {
      runAsUser: USER,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
    podAnnotations: podAnnotations(),
    http: { relativePath: '/' },
    // The gateway writes X-Forwarded-* itself, whatever a client sent.
    proxy: { enabled: true, mode: 'xforwarded', http: { enabled: true } },
    // Finds the other pods through the database.
    cache: { stack: 'default' },
    health: { enabled: true },
    metrics: { enabled: true },
    database: {
      vendor: 'mysql',
      hostname: store.host,
      port: PORTS.mysql.from,
      database: 'keycloak',
      existingSecret: SECRETS.database,
      existingSecretKey: 'password',
    },
    dbchecker: { enabled: false },
    extraEnv: items(environmentVariables(context)),
    extraVolumes: items([{ name: 'rds-ca', configMap: { name: RDS_AUTHORITIES } }]),
    extraVolumeMounts: items([{ name: 'rds-ca', mountPath: AUTHORITIES, readOnly: true }]),
    resources: RESOURCES,
    ...probes(),
    lifecycleHooks: JSON.stringify({ preStop: { sleep: { seconds: 15 } } }),
    podDisruptionBudget: context.hasCopies ? { maxUnavailable: 1 } : {},
    service: { type: 'ClusterIP', httpPort: KEYCLOAK_SERVICE.port, httpsPort: 0 },
    // One to a node, as long as there are nodes.
    affinity: JSON.stringify(apart()),
    topologySpreadConstraints: JSON.stringify(overZones(KEYCLOAK_LABELS)),
    networkPolicy: { enabled: false },
    test: { enabled: false },
  };
}

/** Items of a list that the chart has begun: one in brackets would not continue it. */
function items(list: readonly object[]): string {
  return list.map((item) => `- ${JSON.stringify(item)}`).join('\n');
}

/** Its own cluster traffic is encrypted by itself, and comes from addresses of pods, which the proxy would refuse. */
function podAnnotations(): Readonly<Record<string, string>> {
  const cluster = CLUSTER_PORTS.join(',');
  return {
    'traffic.sidecar.istio.io/excludeInboundPorts': cluster,
    'traffic.sidecar.istio.io/excludeOutboundPorts': cluster,
    // Merged into the proxy's, which Prometheus may read without a certificate of the mesh.
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(MANAGEMENT_PORT),
    'prometheus.io/path': '/metrics',
    'proxy.istio.io/config': JSON.stringify({ holdApplicationUntilProxyStarts: true }),
  };
}

/** https://www.keycloak.org/server/all-config */
function environmentVariables(context: PlatformContext): readonly HelmValues[] {
  const administration = requiredHost(context, 'KeycloakAdmin', 'Keycloak');
  const variables = {
    // The beginning `?` is not added for us.
    KC_DB_URL_PROPERTIES: '?sslMode=VERIFY_IDENTITY&characterEncoding=UTF-8',
    KC_TRUSTSTORE_PATHS: `${AUTHORITIES}/${RDS_AUTHORITIES_FILE}`,
    // Its default is a hundred for each pod, on the database that the applications use.
    KC_DB_POOL_INITIAL_SIZE: '5',
    KC_DB_POOL_MIN_SIZE: '5',
    KC_DB_POOL_MAX_SIZE: '25',
    KC_HOSTNAME: `https://${requiredHost(context, 'Auth', 'Keycloak')}`,
    KC_HOSTNAME_ADMIN: `https://${administration}`,
    // Who is in the cluster takes tokens through the Service; the issuer in them stays the public one.
    KC_HOSTNAME_BACKCHANNEL_DYNAMIC: 'true',
    // Behind a sidecar, everybody comes from 127.0.0.6.
    KC_PROXY_TRUSTED_ADDRESSES: '127.0.0.0/8',
    KC_EVENT_METRICS_USER_ENABLED: 'true',
    KC_LOG_CONSOLE_OUTPUT: 'json',
    JAVA_OPTS_KC_HEAP: '-XX:MaxRAMPercentage=65 -XX:InitialRAMPercentage=40',
  };
  return [
    secretVariable('KC_DB_USERNAME', SECRETS.database, 'username'),
    secretVariable('KC_BOOTSTRAP_ADMIN_USERNAME', SECRETS.administrator, 'username'),
    secretVariable('KC_BOOTSTRAP_ADMIN_PASSWORD', SECRETS.administrator, 'password'),
    ...plainVariables(variables),
  ];
}

/** https://www.keycloak.org/observability/health */
function probes(): HelmValues {
  const asks = (path: string) => ({ httpGet: { path, port: 'http-internal' }, timeoutSeconds: 3 });
  return {
    // Ten minutes: the first start, and that of a new version, changes the schema, and MySQL cannot take half of it back.
    startupProbe: JSON.stringify({ ...asks('/health/started'), periodSeconds: 5, failureThreshold: 120 }),
    readinessProbe: JSON.stringify({ ...asks('/health/ready'), periodSeconds: 10, failureThreshold: 3 }),
    livenessProbe: JSON.stringify({ ...asks('/health/live'), periodSeconds: 10, failureThreshold: 6 }),
  };
}

function apart(): HelmValues {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: KEYCLOAK_LABELS } };
  return { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}
