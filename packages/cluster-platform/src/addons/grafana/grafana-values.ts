import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { KEYCLOAK_ADDRESS, openIdConnect, requiredHost, STAFF_REALM } from '../../sign-in/sign-in-addresses.ts';
import { TELEMETRY_PORTS } from '../../telemetry/telemetry-pods.ts';
import { dataSources } from './data-sources.ts';

/** Kubernetes Secret that External Secrets fills from `grafana-admin`. */
const SECRET = 'grafana';

/** Where the certificate of the cluster's authority lies. */
const TRUST_FOLDER = '/etc/cluster-authority';

/** The user of its image. */
const USER = 472;

/** Name of its Service, to which its host leads. */
export const GRAFANA_SERVICE = 'kps-grafana';

/** Values of the chart `grafana`. */
export function grafanaValues(context: PlatformContext, serviceAccount: string): HelmValues {
  return {
    ...onNodes(context.place),
    // The Service's name, which the mesh routes to.
    fullnameOverride: GRAFANA_SERVICE,
    replicas: 1,
    // Two pods at a time would write one set of sessions each.
    deploymentStrategy: { type: 'Recreate' },
    image: context.image('grafana'),
    priorityClassName: 'telemetry',
    serviceAccount: { create: true, name: serviceAccount },
    // The port of the container: network policies see no other. The name tells the mesh the protocol.
    service: { port: TELEMETRY_PORTS.grafana, portName: 'http-web' },
    podLabels: { 'sidecar.istio.io/inject': 'true' },
    podAnnotations: {
      // Istio merges them into the proxy's: in the mesh, nobody else is let in.
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(TELEMETRY_PORTS.grafana),
      'prometheus.io/path': '/metrics',
    },
    securityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
    containerSecurityContext: RESTRICTED_CONTAINER,
    // Jaeger proves itself with a certificate of the cluster's authority; CloudWatch with a public one.
    env: { SSL_CERT_DIR: `/etc/ssl/certs:${TRUST_FOLDER}` },
    extraSecretMounts: [
      {
        name: 'cluster-authority',
        secretName: 'jaeger-tls',
        mountPath: TRUST_FOLDER,
        items: [{ key: 'ca.crt', path: 'ca.crt' }],
        readOnly: true,
      },
    ],
    // Its root is read-only, and plug-ins talk to it through sockets there.
    extraEmptyDirMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    // Everything in it is provisioned.
    persistence: { enabled: false },
    initChownData: { enabled: false },
    testFramework: { enabled: false },
    admin: { existingSecret: SECRET, userKey: 'admin-user', passwordKey: 'admin-password' },
    envValueFrom: {
      GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { secretKeyRef: { name: SECRET, key: 'oidc-client-secret' } },
    },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '768Mi' } },
    datasources: { 'datasources.yaml': { apiVersion: 1, prune: true, datasources: dataSources(context) } },
    sidecar: {
      image: context.image('k8s-sidecar'),
      securityContext: RESTRICTED_CONTAINER,
      resources: { requests: { cpu: '10m', memory: '96Mi' }, limits: { memory: '192Mi' } },
      dashboards: {
        enabled: true,
        label: 'grafana_dashboard',
        labelValue: '1',
        searchNamespace: 'ALL',
        // Secrets are not for it to read.
        resource: 'configmap',
        folderAnnotation: 'grafana_folder',
        provider: { foldersFromFilesStructure: true },
      },
    },
    // Its role would read every Secret; `ConfigMapReader` is instead.
    rbac: { create: false },
    'grafana.ini': configuration(context),
  };
}

function configuration(context: PlatformContext): HelmValues {
  const signIn = openIdConnect(`https://${requiredHost(context, 'Auth', 'Grafana')}`, STAFF_REALM);
  const near = openIdConnect(KEYCLOAK_ADDRESS, STAFF_REALM);
  return {
    server: { root_url: `https://${requiredHost(context, 'Grafana', 'Grafana')}` },
    analytics: { check_for_updates: false, check_for_plugin_updates: false, reporting_enabled: false },
    users: { allow_sign_up: false, default_theme: 'system' },
    // Those of the image; nothing is fetched when it starts.
    plugins: { preinstall_disabled: true },
    security: { cookie_secure: true, strict_transport_security: true },
    auth: { oauth_allow_insecure_email_lookup: false },
    'auth.generic_oauth': {
      enabled: true,
      name: 'SMILE',
      client_id: 'grafana',
      scopes: 'openid profile email',
      use_pkce: true,
      use_refresh_token: true,
      auth_url: `${signIn}/auth`,
      token_url: `${near}/token`,
      api_url: `${near}/userinfo`,
      signout_redirect_url: `${signIn}/logout`,
      login_attribute_path: 'preferred_username',
      groups_attribute_path: 'groups',
      // Who is in none of the groups is nobody.
      role_attribute_strict: true,
      role_attribute_path: ROLES,
    },
  };
}

/** By the groups of Keycloak; JMESPath. */
const ROLES = [
  "contains(groups[*], 'grafana-admins') && 'Admin'",
  "contains(groups[*], 'grafana-editors') && 'Editor'",
  "contains(groups[*], 'grafana-viewers') && 'Viewer'",
].join(' || ');
