import { PODS } from '@smile/databases/secrets';
import { MeshedPods } from '../mesh/meshed-pods.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { Destination } from '../routes/destination.ts';

const { namespace, serviceAccount } = PODS.jenkins;

/** Service of Jenkins, with the port of its container. */
export const JENKINS_SERVICE = { namespace: 'jenkins', service: 'jenkins', port: 8080 } as const;

/** Where agents connect, under TLS that Jenkins ends itself. https://www.jenkins.io/doc/book/security/services/ */
export const AGENT_PORT = 50_000;

/** Labels that the chart gives its pod. */
const LABELS = {
  'app.kubernetes.io/component': 'jenkins-controller',
  'app.kubernetes.io/instance': 'jenkins',
};

/** The controller, to say who may call it. */
export function jenkinsController({ owner }: Pick<PlatformContext, 'owner'>): MeshedPods {
  const { port } = JENKINS_SERVICE;
  return new MeshedPods({ owner, namespace, name: 'jenkins', labels: LABELS, ports: [port], serviceAccount });
}

/** Where the gateway finds Jenkins. */
export function jenkinsDestination(): Destination {
  return { ...JENKINS_SERVICE, podLabels: LABELS, serviceAccount, transport: 'mesh' };
}
