import { clusterName, type Environment, throwIfAny } from '@smile/core';
import type { ConnectPlan } from './connect-plan.ts';

/** A console of the application cluster. */
interface Console {
  /** Its word among the hosts of load balancers. */
  readonly host: string;
  readonly namespace: string;
  readonly service: string;
  /** Of the Service. */
  readonly port: number;
  /** Port that stands for it on your machine. */
  readonly localPort: number;
  /** Who signs in, where its public name is not used. */
  readonly withoutSignIn: string;
}

/** Consoles by target. */
export const CONSOLES = {
  grafana: {
    host: 'Grafana',
    namespace: 'monitoring',
    service: 'kps-grafana',
    port: 3000,
    localPort: 13000,
    withoutSignIn:
      'sign in as username with password of the secret $prefix/grafana-admin: Keycloak sends browsers to the public name only',
  },
  jaeger: {
    host: 'Jaeger',
    namespace: 'monitoring',
    service: 'jaeger',
    port: 16686,
    localPort: 26686,
    withoutSignIn: 'nobody is asked who they are',
  },
  keycloak: {
    host: 'KeycloakAdmin',
    namespace: 'auth',
    service: 'keycloak-http',
    port: 8080,
    localPort: 18080,
    withoutSignIn:
      'kcadm.sh signs in to realm master as username with password of the secret $prefix/keycloak-admin; browsers are sent to the public name',
  },
  jenkins: {
    host: 'Jenkins',
    namespace: 'jenkins',
    service: 'jenkins',
    port: 8080,
    localPort: 18081,
    withoutSignIn:
      'sign in as username with password of the secret $prefix/jenkins-admin: Keycloak sends browsers to the public name only',
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
  const cluster = clusterName(environment, 'application');
  throwIfAny(`connect ${target}`, [
    ...(cluster === undefined ? [`${environment.id} has no clusters; choose an environment that has`] : []),
    ...(proxy ? ['a proxy leads to the API of a cluster only; leave --proxy out'] : []),
  ]);
  const { host: word, namespace, service, port, localPort: usualPort, withoutSignIn } = CONSOLES[target];
  const host = Object.values(environment.edge?.loadBalancers ?? {})
    .map(({ hosts }) => hosts[word])
    .find((found) => found !== undefined);
  const local = localPort ?? usualPort;
  const { id, stage, namePrefix } = environment;
  return {
    steps: [],
    outcome:
      host === undefined
        ? `${target} of ${id} has no public name`
        : `${target} of ${id} answers at https://${host}, for the networks of operators; sign in with your account of realm staff`,
    hints: [
      `past its name: smile connect app-cluster --env ${stage} --proxy in one window, with the profile of break-glass`,
      `in another: kubectl --kubeconfig ~/.kube/${cluster} --namespace ${namespace} port-forward service/${service} ${local}:${port}`,
      `then http://localhost:${local}: ${withoutSignIn.replace('$prefix', namePrefix)}`,
    ],
  };
}
