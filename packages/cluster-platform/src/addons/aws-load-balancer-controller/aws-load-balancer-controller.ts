import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import type { Entrance, FilledTargetGroup } from '../../routes/entrance.ts';
import type { TelemetryLink } from '../../telemetry/telemetry-link.ts';
import type { Addon } from '../addon.ts';

const NAME = 'aws-load-balancer-controller';
const LABELS = { 'app.kubernetes.io/name': NAME, 'app.kubernetes.io/instance': NAME };
/** EKS opens it from the control plane to nodes. */
const WEBHOOK_PORT = 9443;
const METRICS_PORT = 8080;
const RESOURCES = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } } as const;

/**
 * AWS Load Balancer Controller, for one thing: it puts the pods of gateways into target groups of the edge stack, and takes them
 * out before they stop. Load balancers, listeners and security groups are Terraform's (docs/adr/0012).
 */
export function awsLoadBalancerController(
  context: PlatformContext,
  entrances: readonly Entrance[],
  link?: TelemetryLink,
): Addon {
  // The data cluster sends through it, and fills nothing.
  const own = link === undefined || context.cluster.role === 'data' ? [] : [link.targetGroup];
  return {
    id: 'AwsLoadBalancerController',
    namespace: 'kube-system',
    requires: ['monitor-kinds', 'certificates'],
    provides: ['target-bindings'],
    runsOn: [context.place],
    pods: [{ name: NAME, on: 'platform', copies: context.copies(2), ...RESOURCES.requests }],
    identity: {
      serviceAccount: NAME,
      description: 'AWS Load Balancer Controller',
      statements: statements([...entrances.flatMap(({ targetGroups }) => targetGroups), ...own]),
    },
    release: {
      chart: NAME,
      name: NAME,
      keeps: 'the controller that every binding waits for when it is deleted',
      values: values(context),
    },
    connect: () => connect(context),
  };
}

/**
 * What it needs where load balancers and groups are there already. Which groups there are can only be asked of all.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
function statements(filled: readonly FilledTargetGroup[]) {
  const groups = filled.map(({ targetGroupArn }) => targetGroupArn);
  const look = {
    sid: 'LookAtTargets',
    actions: [
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
    ],
    resources: ['*'],
  };
  const fill = {
    sid: 'FillGroupsOfTheEnvironment',
    actions: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
    resources: groups,
  };
  return groups.length === 0 ? [look] : [look, fill];
}

function values(context: PlatformContext): HelmValues {
  const { cluster, environment, place } = context;
  return {
    ...onNodes(place),
    image: context.imageWithHost(NAME),
    clusterName: cluster.clusterReference,
    // It would ask the instance for both, which answers no pod: one hop is the limit.
    region: environment.region,
    vpcId: cluster.vpc.vpcId,
    replicaCount: context.copies(2),
    topologySpreadConstraints: overZones(LABELS),
    podDisruptionBudget: context.hasCopies ? { maxUnavailable: 1 } : {},
    serviceAccount: { create: true, name: NAME },
    // Its own way makes a key with Helm, which would be kept in the release.
    enableCertManager: true,
    // A webhook on every Service of the cluster, for Services of a type that the quotas forbid.
    enableServiceMutatorWebhook: false,
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    controllerConfig: {
      featureGates: { EnableServiceController: false, NLBGatewayAPI: false, ALBGatewayAPI: false },
    },
    webhookBindPort: WEBHOOK_PORT,
    metricsBindAddr: `:${METRICS_PORT}`,
    podSecurityContext: { ...RESTRICTED_POD, fsGroup: 65534 },
    securityContext: RESTRICTED_CONTAINER,
    priorityClassName: 'system-cluster-critical',
    serviceMonitor: { enabled: true },
    resources: RESOURCES,
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({ owner: context.owner, namespace: 'kube-system', name: NAME, labels: LABELS });
  pods.allowToBlocks(context.kubernetesApi, 'The controller reads bindings and pods, and ELB by its endpoint', [443]);
  pods.allowFromBlocks(context.controlPlane, 'The API server has bindings checked, and pods given their gate', [
    WEBHOOK_PORT,
  ]);
  pods.allowFrom(context.prometheus, 'Prometheus reads whether targets are registered', [METRICS_PORT]);
}
