import { serviceHost } from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { type AgentCloud, tokenOf } from '../agent-cloud.ts';
import { agentPod } from '../agent-pod.ts';
import { AGENT_PORT, JENKINS_SERVICE } from '../jenkins-pods.ts';

/** File with the certificate of the Kubernetes API, in the controller's pod. */
export const KUBERNETES_CA = { configMap: 'kube-root-ca.crt', key: 'ca.crt', folder: '/run/kubernetes-ca' } as const;

/** Seconds that a pod has to start on a node that is still to come. */
const START_SECONDS = 900;

/**
 * A Kubernetes cloud as configuration as code, which asks the API with a token of its own: the controller's account has no rights.
 *
 * Agents come straight to the controller's port for them, under its own TLS: its other port takes calls of the mesh alone.
 * https://github.com/jenkinsci/kubernetes-plugin#configuration
 */
export function kubernetesCloud(context: PlatformContext, cloud: AgentCloud): object {
  const agentHost = serviceHost({ ...JENKINS_SERVICE, service: `${JENKINS_SERVICE.service}-agent` });
  return {
    kubernetes: {
      name: cloud.namespace,
      namespace: cloud.namespace,
      serverUrl: 'https://kubernetes.default.svc',
      serverCertificate: `\${readFile:${KUBERNETES_CA.folder}/${KUBERNETES_CA.key}}`,
      credentialsId: cloud.maker,
      skipTlsVerify: false,
      usageRestricted: cloud.isRestricted,
      directConnection: true,
      jenkinsTunnel: `${agentHost}:${AGENT_PORT}`,
      jenkinsUrl: `http://${serviceHost(JENKINS_SERVICE)}:${JENKINS_SERVICE.port}`,
      containerCapStr: '10',
      templates: cloud.agents.map((account) => template(context, cloud, account)),
    },
  };
}

function template(context: PlatformContext, cloud: AgentCloud, account: string): object {
  return {
    name: account,
    label: account,
    nodeUsageMode: 'EXCLUSIVE',
    idleMinutes: 0,
    podRetention: 'never',
    showRawYaml: false,
    slaveConnectTimeout: START_SECONDS,
    serviceAccount: account,
    yamlMergeStrategy: 'override',
    yaml: JSON.stringify(agentPod(context, cloud, account), undefined, 2),
  };
}

/** The one credential of each cloud. Of scope SYSTEM: Jenkins itself may use it, and no job may name it. */
export function cloudCredentials(clouds: readonly AgentCloud[]): readonly object[] {
  return clouds.map((cloud) => {
    const { secret, key } = tokenOf(cloud);
    return {
      string: {
        scope: 'SYSTEM',
        id: cloud.maker,
        description: `Makes pods in ${cloud.namespace}`,
        secret: `\${${secret}-${key}}`,
      },
    };
  });
}
