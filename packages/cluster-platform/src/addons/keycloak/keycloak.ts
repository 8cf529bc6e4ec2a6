import { PORTS } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { jenkinsController } from '../../jenkins/jenkins-pods.ts';
import { allowCalls } from '../../mesh/allow-calls.ts';
import { MeshedPods } from '../../mesh/meshed-pods.ts';
import type { AuthorizationPolicy } from '../../objects/custom-resource.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Destination } from '../../routes/destination.ts';
import { KEYCLOAK_LABELS, keycloakPods } from '../../sign-in/keycloak-pods.ts';
import { KEYCLOAK_SERVICE } from '../../sign-in/sign-in-addresses.ts';
import type { MysqlStore } from '../../stores/mysql-stores.ts';
import { RdsAuthoritiesFile } from '../../stores/rds-authorities-file.ts';
import { telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { GRAFANA_ACCOUNT } from '../grafana/grafana.ts';
import { CLUSTER_PORTS } from './cluster-ports.ts';
import { keycloakCopies, keycloakValues, RESOURCES } from './keycloak-values.ts';

const { namespace, serviceAccount } = PODS.keycloak;

/**
 * Keycloak (K8S-NS `auth`): sign-in of staff and of users, in a schema of its own on the main MySQL. Realms are code:
 * {@link keycloakRealms}.
 */
export function keycloak(context: PlatformContext, store: MysqlStore): Addon {
  return {
    id: 'Keycloak',
    namespace: 'auth',
    requires: ['mesh', 'secrets', 'database-accounts'],
    provides: ['keycloak'],
    runsOn: [context.place],
    pods: [{ name: 'keycloak', on: 'platform', copies: keycloakCopies(context), ...RESOURCES.requests, sidecar: true }],
    prepare: (scope, after) => new RdsAuthoritiesFile(scope, 'Authorities', { namespace, context, after }).ready,
    connect: () => connect(context),
    release: { chart: 'keycloakx', name: 'keycloak', values: keycloakValues(context, store) },
    objects: { name: 'keycloak-calls', objects: [grafanaCalls(context), jenkinsCalls(context)] },
    serves: { Auth: [destination()], KeycloakAdmin: [destination()] },
  };
}

function destination(): Destination {
  return { ...KEYCLOAK_SERVICE, podLabels: KEYCLOAK_LABELS, serviceAccount, transport: 'mesh' };
}

function connect(context: PlatformContext): void {
  const pods = keycloakPods(context);
  pods.allowFrom(pods, 'Pods of Keycloak tell each other of sessions', CLUSTER_PORTS);
  pods.allowToBlocks(context.dataStores, 'Keycloak keeps realms, users and sessions in the main MySQL', [
    PORTS.mysql.from,
  ]);
}

/** Grafana's pod is in the mesh for this. */
function grafanaCalls(context: PlatformContext): AuthorizationPolicy {
  const { namespace: home, name, labels } = telemetryPods(context, 'grafana');
  const account = { owner: context.owner, serviceAccount: GRAFANA_ACCOUNT };
  const grafana = new MeshedPods({ namespace: home, name, labels, ...account });
  return allowCalls(grafana, keycloakPods(context), 'Grafana asks Keycloak who signs in', { paths: ['/realms/*'] });
}

function jenkinsCalls(context: PlatformContext): AuthorizationPolicy {
  const why = 'Jenkins asks Keycloak who signs in';
  return allowCalls(jenkinsController(context), keycloakPods(context), why, { paths: ['/realms/*'] });
}
