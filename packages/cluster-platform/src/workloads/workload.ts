import {
  DeploymentV1,
  type DeploymentV1SpecTemplateSpec,
  type DeploymentV1SpecTemplateSpecContainer,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import type { ServiceValues } from '@smile/core';
import type { NodePlace } from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { PodDemand } from '../capacity/pod-demand.ts';
import { MeshedPods } from '../mesh/meshed-pods.ts';
import { evenly, onNodes } from '../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../releases/restricted-security.ts';
import type { ServiceEntry } from './services.ts';

export interface WorkloadProps {
  /** Name of its Deployment, Service and service account. Changing it replaces them. */
  readonly name: string;
  readonly entry: Pick<ServiceEntry, 'namespace' | 'component'>;
  /** Repository with its registry's host, as in `111111111111.dkr.ecr.<region>.amazonaws.com/smile-prd-backend-core`. */
  readonly repository: string;
  readonly values: ServiceValues;
  readonly place: NodePlace;
  /** Kubernetes Secrets whose keys become environment variables; External Secrets makes them. @default - none */
  readonly secretNames?: readonly string[];
  /** What must exist before its pods start, as in the association of its identity. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * Seconds between the signal to stop and the end. A service goes on answering for 15 of them, until the mesh has learnt that it
 * leaves: provider 2.38 has no `sleep` before the signal, and not every image has a program that waits.
 */
const GRACE_SECONDS = 75;
/** Share of the requested CPU beyond which there are more pods. */
const BUSY_PERCENT = 70;
const DEFAULT_START_SECONDS = 120;
/** A user that no file of an image belongs to; `restricted` refuses root. */
const USER = 10001;

/**
 * A service of SMILE or WMS: pods over the zones that are restarted one by one, a Service in front of them, more pods when they
 * are busy, and none taken away together.
 *
 * Its namespace is closed: who may call it is said with {@link pods}, and its routes are the environment's.
 */
export class Workload extends Construct {
  readonly pods: MeshedPods;
  /** What it asks of the nodes. */
  readonly demand: PodDemand;

  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id);
    const { name, entry, values } = props;
    this.pods = new MeshedPods({
      owner: this,
      namespace: entry.namespace,
      name,
      serviceAccount: name,
      labels: labelsOf(name),
      ports: [values.port],
    });
    this.demand = demandOf(props);
    const account = this.createAccount(props);
    const deployment = this.createDeployment(props, account);
    this.createService(props);
    if (values.copies.most > values.copies.least) this.scale(props, deployment);
    if (values.copies.least > 1) this.keepMost(props);
  }

  private createAccount({ name, entry }: WorkloadProps): ServiceAccountV1 {
    return new ServiceAccountV1(this, 'Account', {
      metadata: { name, namespace: entry.namespace, labels: labelsOf(name) },
      // It is its name that counts, for the mesh and for EKS Pod Identity; the API of Kubernetes is not for services.
      automountServiceAccountToken: false,
    });
  }

  private createDeployment(props: WorkloadProps, account: ServiceAccountV1): DeploymentV1 {
    const { name, entry, values, after = [] } = props;
    const isScaled = values.copies.most > values.copies.least;
    return new DeploymentV1(this, 'Default', {
      metadata: { name, namespace: entry.namespace, labels: labelsOf(name) },
      spec: {
        // Where the CPU decides, Terraform must not set the number back at every apply.
        replicas: isScaled ? undefined : String(values.copies.least),
        selector: { matchLabels: labelsOf(name) },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0', maxSurge: '1' } },
        template: { metadata: { labels: labelsOf(name) }, spec: podOf(props, account) },
      },
      timeouts: { create: '15m', update: '15m' },
      dependsOn: [...after],
    });
  }

  private createService({ name, entry, values }: WorkloadProps): void {
    new ServiceV1(this, 'Service', {
      metadata: { name, namespace: entry.namespace, labels: labelsOf(name) },
      spec: {
        type: 'ClusterIP',
        selector: labelsOf(name),
        // The port of the container: network policies see no other. The name tells Istio the protocol.
        port: [
          { name: 'http', port: values.port, targetPort: String(values.port), protocol: 'TCP', appProtocol: 'http' },
        ],
      },
    });
  }

  private scale({ name, entry, values }: WorkloadProps, deployment: DeploymentV1): void {
    new HorizontalPodAutoscalerV2(this, 'Scaling', {
      metadata: { name, namespace: entry.namespace, labels: labelsOf(name) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.metadata.name },
        minReplicas: values.copies.least,
        maxReplicas: values.copies.most,
        metric: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: BUSY_PERCENT } },
          },
        ],
      },
    });
  }

  /** Only where there are two and more: a single pod that may not be taken away would block every update of nodes. */
  private keepMost({ name, entry }: WorkloadProps): void {
    new PodDisruptionBudgetV1(this, 'Budget', {
      metadata: { name, namespace: entry.namespace, labels: labelsOf(name) },
      spec: { maxUnavailable: '1', selector: { matchLabels: labelsOf(name) } },
    });
  }
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
function labelsOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name, app: name };
}

function demandOf({ name, entry, values }: WorkloadProps): PodDemand {
  const { copies, cpu, memory } = values;
  return {
    name,
    on: entry.component,
    copies: copies.least,
    mostCopies: copies.most,
    cpu,
    memory,
    sidecar: true,
  };
}

function podOf(props: WorkloadProps, account: ServiceAccountV1): DeploymentV1SpecTemplateSpec {
  const { name, place } = props;
  const { nodeSelector, tolerations } = onNodes(place);
  return {
    serviceAccountName: account.metadata.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'services',
    nodeSelector: { ...nodeSelector },
    toleration: [...tolerations],
    securityContext: { ...RESTRICTED_POD, runAsUser: String(USER), runAsGroup: String(USER), fsGroup: String(USER) },
    terminationGracePeriodSeconds: GRACE_SECONDS,
    topologySpreadConstraint: [evenly('topology.kubernetes.io/zone'), evenly('kubernetes.io/hostname')].map(
      (spread) => ({
        ...spread,
        labelSelector: [{ matchLabels: labelsOf(name) }],
      }),
    ),
    container: [containerOf(props)],
    // The root file system is read-only.
    volume: [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }],
  };
}

function containerOf({
  name,
  repository,
  values,
  secretNames = [],
}: WorkloadProps): DeploymentV1SpecTemplateSpecContainer {
  const { image, port, health, cpu, memory, settings = {} } = values;
  const asks = (path: string) => ({ httpGet: { path, port: 'http', scheme: 'HTTP' } });
  const startSeconds = health.startSeconds ?? DEFAULT_START_SECONDS;
  return {
    name,
    image: `${repository}:${image}`,
    port: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
    env: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    envFrom: secretNames.map((secret) => ({ secretRef: { name: secret } })),
    resources: {
      requests: { cpu, memory },
      // Without a limit of CPU: one that is reached slows a service down while the node idles.
      limits: { memory },
    },
    startupProbe: { ...asks(health.live), periodSeconds: 5, failureThreshold: Math.ceil(startSeconds / 5) },
    readinessProbe: { ...asks(health.ready), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: { ...asks(health.live), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
    securityContext: {
      ...RESTRICTED_CONTAINER,
      // The provider sends false where nothing is said, which outweighs that of the pod, and `restricted` refuses the pod:
      // https://github.com/hashicorp/terraform-provider-kubernetes/blob/v2.38.0/kubernetes/structures_container.go
      runAsNonRoot: true,
      capabilities: { drop: [...RESTRICTED_CONTAINER.capabilities.drop] },
    },
    volumeMount: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}
