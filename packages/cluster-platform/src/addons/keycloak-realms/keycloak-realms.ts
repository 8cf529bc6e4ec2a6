import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { PODS } from '@smile/databases/secrets';
import { allowCalls } from '../../mesh/allow-calls.ts';
import { MeshedPods } from '../../mesh/meshed-pods.ts';
import { contentDigest } from '../../objects/content-digest.ts';
import type { Job } from '../../objects/core-object.ts';
import { plainVariables, secretVariable } from '../../objects/environment-variables.ts';
import { hookJob } from '../../objects/hook-job.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { RESTRICTED_CONTAINER } from '../../releases/restricted-security.ts';
import { keycloakPods } from '../../sign-in/keycloak-pods.ts';
import { KEYCLOAK_ADDRESS } from '../../sign-in/sign-in-addresses.ts';
import type { Addon } from '../addon.ts';
import { previewsRealm } from './previews-realm.ts';
import type { Realm } from './realm.ts';
import { CLIENT_SECRETS } from './staff-clients.ts';
import { staffRealm } from './staff-realm.ts';
import { usersRealm } from './users-realm.ts';

const { serviceAccount: NAME } = PODS.realm;
const NAMESPACE = 'auth';
const LABELS = { 'app.kubernetes.io/name': NAME };
const FOLDER = '/config';
const RESOURCES = { requests: { cpu: '100m', memory: '384Mi' }, limits: { memory: '512Mi' } } as const;

/**
 * Realms as code: a job brings Keycloak into line after each change. Of what it finds there, it deletes only what it made, and never a
 * client or a group. Secrets of clients are variables of its pod.
 */
export function keycloakRealms(context: PlatformContext): Addon {
  const files = Object.fromEntries(
    realmsOf(context).map((realm) => [`${realm.realm}.json`, JSON.stringify(realm, null, 2)]),
  );
  const digest = contentDigest(files);
  const metadata = { name: NAME, namespace: NAMESPACE, labels: LABELS };
  const pods = new MeshedPods({
    owner: context.owner,
    namespace: NAMESPACE,
    name: NAME,
    labels: LABELS,
    serviceAccount: NAME,
  });
  return {
    id: 'KeycloakRealms',
    namespace: NAMESPACE,
    requires: ['keycloak', 'mesh', 'secrets'],
    provides: ['sign-in'],
    runsOn: [context.place],
    images: ['keycloak-config-cli'],
    pods: [{ name: NAME, on: 'platform', ...RESOURCES.requests, sidecar: true }],
    prepare: (scope, before) => [
      new ServiceAccountV1(scope, 'Account', {
        metadata: { name: NAME, namespace: NAMESPACE },
        automountServiceAccountToken: false,
        dependsOn: [...before],
      }),
    ],
    objects: {
      name: NAME,
      objects: [
        allowCalls(pods, keycloakPods(context), 'The job brings realms into line with the code'),
        { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files },
        job(context, digest),
      ],
    },
  };
}

function realmsOf(context: PlatformContext): readonly Realm[] {
  const realms = [staffRealm(context), usersRealm(context)];
  return context.values.previews === undefined ? realms : [...realms, previewsRealm()];
}

/** https://github.com/adorsys/keycloak-config-cli/blob/v6.5.0/README.md */
function job(context: PlatformContext, digest: string): Job {
  const settings = {
    KEYCLOAK_URL: KEYCLOAK_ADDRESS,
    KEYCLOAK_AVAILABILITYCHECK_ENABLED: 'true',
    KEYCLOAK_AVAILABILITYCHECK_TIMEOUT: '120s',
    IMPORT_FILES_LOCATIONS: `${FOLDER}/*.json`,
    // Of `$(env:NAME)`; a name that is not there ends the job.
    IMPORT_VARSUBSTITUTION_ENABLED: 'true',
    IMPORT_MANAGED_GROUP: 'no-delete',
    IMPORT_MANAGED_CLIENT: 'no-delete',
  };
  return hookJob(context, {
    metadata: { name: NAME, namespace: NAMESPACE, labels: LABELS },
    digest: { 'smile/realms-sha256': digest },
    pod: {
      serviceAccount: NAME,
      priority: 'services',
      containers: [
        {
          name: 'import',
          image: context.imageReference('keycloak-config-cli'),
          env: [
            ...plainVariables(settings),
            secretVariable('KEYCLOAK_USER', 'keycloak-admin', 'username'),
            secretVariable('KEYCLOAK_PASSWORD', 'keycloak-admin', 'password'),
            ...Object.entries(CLIENT_SECRETS).map(([key, name]) => secretVariable(name, 'keycloak-clients', key)),
          ],
          securityContext: RESTRICTED_CONTAINER,
          resources: RESOURCES,
          volumeMounts: [
            { name: 'realms', mountPath: FOLDER, readOnly: true },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        { name: 'realms', configMap: { name: NAME } },
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      ],
    },
  });
}
