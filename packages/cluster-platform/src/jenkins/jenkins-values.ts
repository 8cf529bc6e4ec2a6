import type { JenkinsValues } from '@smile/core';
import { KEPT_VOLUMES } from '../base/storage-classes.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { HelmValues } from '../releases/helm-values.ts';
import { onNodes } from '../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../releases/restricted-security.ts';
import { type AgentCloud, tokenOf } from './agent-cloud.ts';
import { GITLAB_FOLDER } from './agent-pod.ts';
import { KUBERNETES_CA } from './configuration/clouds.ts';
import { AGENT_PORT, JENKINS_SERVICE } from './jenkins-pods.ts';

export const CONTROLLER_RESOURCES = { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } } as const;

/** The user of its image. */
const USER = 1000;

/** Path under which the plug-in `prometheus` tells what Jenkins does; the gateway hides it. */
const METRICS_PATH = '/prometheus/';

/**
 * Values of the chart `jenkins`.
 *
 * The controller has no rights in the cluster and no token of its own: agents are made with the tokens of their clouds, settings come in a
 * ConfigMap that is copied at the start. A change of settings starts it anew; pipelines go on from where they were.
 *
 * @param configuration all settings, as configuration as code has them.
 */
export function jenkinsValues(
  context: PlatformContext,
  values: JenkinsValues,
  clouds: readonly AgentCloud[],
  configuration: object,
): HelmValues {
  return {
    fullnameOverride: JENKINS_SERVICE.service,
    controller: {
      image: { ...context.image('jenkins-controller'), pullPolicy: 'IfNotPresent' },
      // Plug-ins are those of the image; the ones of the volume, which an older image left, go first.
      installPlugins: false,
      overwritePlugins: true,
      admin: {
        createSecret: true,
        existingSecret: 'jenkins-admin',
        userKey: 'jenkins-admin-user',
        passwordKey: 'jenkins-admin-password',
      },
      additionalExistingSecrets: [
        { name: 'jenkins-oidc', keyName: 'clientSecret' },
        ...clouds.map((cloud) => ({ name: tokenOf(cloud).secret, keyName: tokenOf(cloud).key })),
      ],
      ...configured(configuration),
      ...placed(context),
      javaOpts: '-XX:MaxRAMPercentage=60 -Djenkins.install.runSetupWizard=false -Dhudson.model.UpdateCenter.never=true',
      agentListenerPort: AGENT_PORT,
      healthProbes: true,
      probes: { startupProbe: { failureThreshold: 48, periodSeconds: 10 } },
      prometheus: { enabled: false },
      testEnabled: false,
    },
    agent: { enabled: false },
    // All rights are ours: the chart would let the controller make pods, and read every Secret beside it.
    rbac: { create: false },
    serviceAccount: { create: true, name: 'jenkins', automountServiceAccountToken: false },
    serviceAccountAgent: { create: false },
    networkPolicy: { enabled: false },
    persistence: persistence(values),
  };
}

/**
 * Nothing of the chart's own settings: they hold a cloud that uses the controller's account. Without the side container that reloads,
 * settings change with the pod, and nothing in it asks the API for ConfigMaps.
 */
function configured(configuration: object): HelmValues {
  return {
    JCasC: {
      defaultConfig: false,
      overwriteConfiguration: true,
      authorizationStrategy: '',
      securityRealm: '',
      configScripts: { jenkins: JSON.stringify(configuration, undefined, 2) },
    },
    sidecars: { configAutoReload: { enabled: false } },
  };
}

function placed(context: PlatformContext): HelmValues {
  const { nodeSelector, tolerations } = onNodes(context.place);
  return {
    nodeSelector,
    tolerations,
    priorityClassName: 'services',
    // Helm merges maps: without null, the chart's limit of CPU stays.
    resources: { requests: CONTROLLER_RESOURCES.requests, limits: { cpu: null, ...CONTROLLER_RESOURCES.limits } },
    initContainerResources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    podSecurityContextOverride: {
      ...RESTRICTED_POD,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      fsGroupChangePolicy: 'OnRootMismatch',
    },
    containerSecurityContext: { ...RESTRICTED_CONTAINER, runAsUser: USER, runAsGroup: USER },
    // One pod: a budget of none would stop every update of nodes for ever. It may move, and pipelines go on.
    podDisruptionBudget: { enabled: false },
    podAnnotations: {
      // Agents speak TLS of Jenkins' own there, and have no proxy.
      'traffic.sidecar.istio.io/excludeInboundPorts': String(AGENT_PORT),
      'proxy.istio.io/config': JSON.stringify({ holdApplicationUntilProxyStarts: true }),
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(JENKINS_SERVICE.port),
      'prometheus.io/path': METRICS_PATH,
    },
  };
}

function persistence({ home }: JenkinsValues): HelmValues {
  return {
    enabled: true,
    storageClass: KEPT_VOLUMES,
    size: home.replace(' GiB', 'Gi'),
    annotations: { 'helm.sh/resource-policy': 'keep' },
    volumes: [
      {
        name: 'kubernetes-ca',
        configMap: {
          name: KUBERNETES_CA.configMap,
          items: [{ key: KUBERNETES_CA.key, path: KUBERNETES_CA.key }],
        },
      },
      // A person brings it once the Git server is there, and Jenkins starts before.
      {
        name: 'gitlab',
        secret: {
          secretName: 'gitlab',
          items: [{ key: 'checkout-token', path: 'checkout-token' }],
          optional: true,
        },
      },
    ],
    mounts: [
      { name: 'kubernetes-ca', mountPath: KUBERNETES_CA.folder, readOnly: true },
      { name: 'gitlab', mountPath: GITLAB_FOLDER, readOnly: true },
    ],
  };
}
