import { clusterName, type Environment, throwIfAny } from '@smile/core';
import { CLUSTERS, type ClusterTarget } from './connect-cluster.ts';
import type { ConnectPlan } from './connect-plan.ts';

/** A console of a cluster. */
interface Console {
  readonly cluster: ClusterTarget;
  /** Its word among the hosts of load balancers. */
  readonly host: string;
  readonly namespace: string;
  /** What kubectl forwards to, as in `service/jaeger`. */
  readonly forwarded: string;
  /** Of the Service, or of the container. */
  readonly port: number;
  /** How a browser speaks to it. @default 'http' */
  readonly scheme?: 'http' | 'https';
  /** Why its public name does not lead to it. @default - it does */
  readonly closed?: string;
  /** Port that stands for it on your machine. */
  readonly localPort: number;
  /** Who signs in, where its public name is not used. */
  readonly withoutSignIn: string;
}

/** Consoles by target. */
export const CONSOLES = {
  grafana: {
    cluster: 'app-cluster',
    host: 'Grafana',
    namespace: 'monitoring',
    forwarded: 'service/kps-grafana',
    port: 3000,
    localPort: 13000,
    withoutSignIn:
      'sign in as username with password of the secret $prefix/grafana-admin: Keycloak sends browsers to the public name only',
  },
  jaeger: {
    cluster: 'app-cluster',
    host: 'Jaeger',
    namespace: 'monitoring',
    forwarded: 'service/jaeger',
    port: 16686,
    localPort: 26686,
    withoutSignIn: 'nobody is asked who they are',
  },
  keycloak: {
    cluster: 'app-cluster',
    host: 'KeycloakAdmin',
    namespace: 'auth',
    forwarded: 'service/keycloak-http',
    port: 8080,
    localPort: 18080,
    withoutSignIn:
      'kcadm.sh signs in to realm master as username with password of the secret $prefix/keycloak-admin; browsers are sent to the public name',
  },
  jenkins: {
    cluster: 'app-cluster',
    host: 'Jenkins',
    namespace: 'jenkins',
    forwarded: 'service/jenkins',
    port: 8080,
    localPort: 18081,
    withoutSignIn:
      'sign in as username with password of the secret $prefix/jenkins-admin: Keycloak sends browsers to the public name only',
  },
  clickhouse: {
    cluster: 'data-cluster',
    host: 'ClickHouse',
    namespace: 'olap',
    forwarded: 'service/clickhouse-olap',
    port: 8443,
    localPort: 28443,
    scheme: 'https',
    withoutSignIn:
      'sign in as admin with password of the secret $prefix/clickhouse; the certificate is of the authority of the cluster',
  },
  // The port of its dashboard: https://docs.risingwave.com/operate/access-risingwave-dashboard
  risingwave: {
    cluster: 'data-cluster',
    host: 'RisingWave',
    namespace: 'etl',
    forwarded: 'statefulset/risingwave-meta',
    port: 5691,
    localPort: 15691,
    closed: 'it has neither TLS nor a sign-in',
    withoutSignIn: 'nobody is asked who they are',
  },
  pentaho: {
    cluster: 'data-cluster',
    host: 'Pentaho',
    namespace: 'etl',
    forwarded: 'service/pentaho-carte',
    port: 8181,
    localPort: 18181,
    closed: 'it has no TLS',
    withoutSignIn: 'sign in as carte-username with carte-password of the secret $prefix/clickhouse',
  },
} as const satisfies Readonly<Record<string, Console>>;

export type ConsoleTarget = keyof typeof CONSOLES;

export interface ConnectConsoleOptions {
  readonly target: ConsoleTarget;
  readonly environment: Environment;
  readonly localPort: number | undefined;
  readonly proxy: boolean;
}

/**
 * How a person gets into a console: by its public name, which operators' networks reach, and past it through the API of the cluster, as
 * when sign-in is down. Nothing is run.
 *
 * @throws ValidationError for an environment without clusters, and for a proxy.
 */
export function connectConsole({ target, environment, localPort, proxy }: ConnectConsoleOptions): ConnectPlan {
  const console: Console = CONSOLES[target];
  const cluster = clusterName(environment, CLUSTERS[console.cluster].role);
  throwIfAny(`connect ${target}`, [
    ...(cluster === undefined ? [`${environment.id} has no clusters; choose an environment that has`] : []),
    ...(proxy ? ['a proxy leads to the API of a cluster only; leave --proxy out'] : []),
  ]);
  const { namespace, forwarded, port, scheme = 'http', withoutSignIn } = console;
  const local = localPort ?? console.localPort;
  const { stage, namePrefix } = environment;
  return {
    steps: [],
    outcome: outcomeOf(target, console, environment),
    hints: [
      `past its name: smile connect ${console.cluster} --env ${stage} --proxy in one window, with the profile of break-glass`,
      `in another: kubectl --kubeconfig ~/.kube/${cluster} --namespace ${namespace} port-forward ${forwarded} ${local}:${port}`,
      `then ${scheme}://localhost:${local}: ${withoutSignIn.replace('$prefix', namePrefix)}`,
    ],
  };
}

function outcomeOf(target: ConsoleTarget, { host: word, closed }: Console, { edge, id }: Environment): string {
  const host = Object.values(edge?.loadBalancers ?? {})
    .map(({ hosts }) => hosts[word])
    .find((found) => found !== undefined);
  if (closed !== undefined) return `${target} of ${id} is not served at a public name: ${closed}`;
  if (host === undefined) return `${target} of ${id} has no public name`;
  const account = target === 'clickhouse' ? 'a user of ClickHouse' : 'your account of realm staff';
  return `${target} of ${id} answers at https://${host}, for the networks of operators; sign in with ${account}`;
}
