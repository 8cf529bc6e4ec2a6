import { z } from 'zod';
import { type KubernetesVersion, kubernetesVersionProblem } from '../lifecycle/kubernetes-versions.ts';
import { type Days, type Gibibytes, isGibibytes } from '../units.ts';
import { days, inPublicSpace, ipv4Block, oneOf, PUBLIC_SPACE, shown, text } from './checks.ts';
import { type ComponentGroups, componentProblems } from './components.ts';

/** The Kubernetes clusters of an environment: one for the applications and one for the data platform, or one for both. */
export type ClustersValues = SeparateClustersValues | SharedClusterValues;

/** Two clusters, so that heavy queries and vaccine orders never share a node or an API (APP-EKS, DAT-EKS). */
export interface SeparateClustersValues {
  readonly layout: 'separate';
  readonly application: ClusterValues;
  readonly data: ClusterValues;
}

/** One cluster that takes both roles, where isolation is worth less than the price of a second one (ENV-DEV). */
export interface SharedClusterValues {
  readonly layout: 'shared';
  readonly shared: ClusterValues;
}

export interface ClusterValues {
  /** As in `1.35`. Goes up by one at a time, never down. */
  readonly version: KubernetesVersion;
  /**
   * Zone ids that the control plane is in, at least two. Decided when the cluster is made: EKS keeps to them for ever, also
   * when the network grows by a zone, so that a change here counts for a new cluster only.
   */
  readonly controlPlaneZones: readonly string[];
  /** IPv4 blocks from which the API answers on the internet; with none it answers in the VPC only. */
  readonly publicAccessCidrs: readonly string[];
  /**
   * What the operators' role may do in Kubernetes: look at workloads, or change those of SMILE, WMS and previews too,
   * Secrets among them.
   */
  readonly operatorsMay: 'view' | 'edit';
  /** How long the control plane's log is kept. The audit part of it is large. */
  readonly logRetention: Days;
  /**
   * Node groups by name, as in `app`. A name is part of Terraform addresses and of labels, so it is never changed:
   * that would replace the nodes, and lose what is on their disks.
   */
  readonly groups: Readonly<Record<string, NodeGroupValues>>;
  /** On which group each part of what runs in the cluster runs. Changing one moves its pods, not their data. */
  readonly components: ComponentGroups;
}

/** The cluster in which SMILE, WMS and previews of them run. */
export function clusterOfApplications(clusters: ClustersValues): ClusterValues {
  return clusters.layout === 'shared' ? clusters.shared : clusters.application;
}

export type NodeGroupValues = ScalingGroupValues | LocalDiskGroupValues;

/** What every kind of group says of its nodes. */
interface EveryGroupValues {
  /** EC2 instance type, as in `m6g.2xlarge`. Changing it replaces the group. */
  readonly instanceType: string;
  /** Size of the system disk, which goes with its node. */
  readonly volume: Gibibytes;
  /** Most pods that are meant to run on one node; checked against the type and the subnets. */
  readonly podsPerNode: number;
}

/**
 * How nodes lie in the zones of the network. A volume of EBS never leaves its zone: when its pod has to start anew, and the
 * group brings the next node in another zone, the pod waits until somebody notices.
 *
 * - `group-per-zone`: a group in each zone that sells the type, with an even share of the nodes. Pods with volumes may run there.
 * - `inOneZone`: one group. Pods with volumes may run there; while its zone fails, nothing does, so that takes a reason.
 * - `acrossZonesBecause`: one group over all zones that sell the type. The reason says why none of its pods has a volume.
 */
export type NodeSpread =
  | 'group-per-zone'
  | { readonly inOneZone: string; readonly outageAccepted: string }
  | { readonly acrossZonesBecause: string };

/** Nodes that come and go: their number follows the load, and any of them can be replaced at any time. */
export interface ScalingGroupValues extends EveryGroupValues {
  readonly kind: 'scaling';
  /**
   * Number of nodes in all zones together. The autoscaler moves it between `min` and `max`; `start` counts when the group
   * is made. Shared out evenly over a group per zone, earlier zones having the more: 5 are 2, 2 and 1.
   */
  readonly nodes: { readonly min: number; readonly start: number; readonly max: number };
  /** Who may run there: every pod, or only those that tolerate the group's taint. */
  readonly openTo: 'every-pod' | 'own-pods';
  readonly spread: NodeSpread;
  /**
   * How nodes come to a new image, template or version: a third at a time by an apply, or only by hand, while the group has
   * none. For nodes that run what applies, which must not end them under itself. @default 'rolling'
   */
  readonly renewal?: 'rolling' | 'by-hand';
  /**
   * Security group of the nodes: the cluster's, which stores let in, or one of their own, which no store names. For nodes
   * that run code before anybody has read it. Pods with a proxy of the mesh also need its control plane and sign-in, which
   * `own-in-the-mesh` reaches. @default 'of-the-cluster'
   */
  readonly securityGroup?: 'of-the-cluster' | 'own' | 'own-in-the-mesh';
  /** Why staging has the group and production does not; a waiver of the mirror. @default - both have it */
  readonly onlyHere?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/**
 * Nodes whose own disks hold data: a fixed number, never replaced unless somebody does it, node by node. Only pods that
 * tolerate the group's taint run there.
 */
export interface LocalDiskGroupValues extends EveryGroupValues {
  readonly kind: 'local-disk';
  readonly nodes: number;
  /** Over how many zones to spread them; as many as nodes is one node per zone. */
  readonly zoneCount: number;
  /** Type to use instead in single zones that do not sell the usual one. @default - none */
  readonly typesByZone?: Readonly<Record<string, string>>;
  /** One volume over all disks that survives the loss of one, or one volume of each disk. Never changed: it loses the data. */
  readonly layout: 'raid' | 'disks';
  /** Component that alone may use the nodes; an old and a new set of nodes of one component share it. @default - the group's name */
  readonly role?: string;
  /** Why the nodes may be deleted, with all data on them; takes `allowDataLoss` too. @default - they may not */
  readonly deletion?: { readonly allowedBecause: string };
  /** Image release with which nodes are made, as in `1.35.6-20260714`. Changing it changes no node that exists. */
  readonly release: string;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

/** Nothing of ours is larger; AWS would take 450. */
const MOST_NODES = 100;

/** What EKS lets one node run at the most. */
const MOST_PODS = 250;

/** Images of Amazon Linux for EKS need 20. */
const SMALLEST_VOLUME = 20;

const wholeNumber = (least: number, most: number, remedy: string) => {
  const error = (issue: { readonly input?: unknown }) =>
    `expected a whole number from ${least} to ${most}, got ${shown(issue.input)}; ${remedy}`;
  return z.number({ error }).refine((value) => Number.isInteger(value) && value >= least && value <= most, { error });
};

const instanceType = text(
  'an EC2 instance type',
  (value) => INSTANCE_TYPE.test(value),
  'write it as AWS does, as in m6g.2xlarge',
);

const nodeCount = (least: number) => wholeNumber(least, MOST_NODES, 'each node costs by the hour');

const everyGroup = {
  instanceType,
  volume: text(
    `a size of at least ${SMALLEST_VOLUME} GiB, as in '200 GiB'`,
    (value) => isGibibytes(value) && Number.parseInt(value, 10) >= SMALLEST_VOLUME,
    'images and logs need room',
  ).transform((value) => value as Gibibytes),
  podsPerNode: wholeNumber(1, MOST_PODS, 'count the pods that are meant to run there'),
};

const reason = (remedy: string) => text('a reason', (value) => value.trim() !== '', remedy);

const spread = z.union(
  [
    z.literal('group-per-zone'),
    z.strictObject({ inOneZone: z.string(), outageAccepted: reason('say who can wait while the zone fails') }),
    z.strictObject({ acrossZonesBecause: reason('say why none of its pods has a volume') }),
  ],
  {
    error: (issue) =>
      `expected group-per-zone, { inOneZone, outageAccepted } or { acrossZonesBecause }, each with its reason, got ${shown(issue.input)}; a volume cannot follow its pod into another zone`,
  },
);

const scalingGroup = z.strictObject({
  kind: z.literal('scaling'),
  ...everyGroup,
  openTo: oneOf(['every-pod', 'own-pods'], 'one group at least is open to every pod'),
  nodes: z.strictObject({ min: nodeCount(0), start: nodeCount(0), max: nodeCount(1) }).check((context) => {
    const { min, start, max } = context.value;
    if (min <= start && start <= max) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: `expected min <= start <= max, got min=${min} start=${start} max=${max}; correct one of them`,
    });
  }),
  spread,
  renewal: oneOf(['rolling', 'by-hand'], 'by-hand is for nodes that run what applies').optional(),
  securityGroup: oneOf(
    ['of-the-cluster', 'own', 'own-in-the-mesh'],
    'own is for nodes that no store lets in',
  ).optional(),
  onlyHere: z.strictObject({ reason: reason('say why'), owner: z.string(), expires: z.iso.date() }).optional(),
});

const localDiskGroup = z.strictObject({
  kind: z.literal('local-disk'),
  ...everyGroup,
  nodes: nodeCount(1),
  zoneCount: wholeNumber(1, 4, 'as many as nodes is one node per zone'),
  typesByZone: z.record(z.string(), instanceType).optional(),
  layout: oneOf(['raid', 'disks'], 'raid survives the loss of a disk'),
  role: text('a lower-case word', (value) => NAME.test(value), 'use a name such as kafka').optional(),
  deletion: z
    .strictObject({
      allowedBecause: text('a reason', (value) => value.trim() !== '', 'say why the data may be lost'),
    })
    .optional(),
  release: text(
    'an image release',
    (value) => /^\d+\.\d+\.\d+-\d{8}$/.test(value),
    'write it as EKS does, as in 1.35.6-20260714',
  ),
});

const group = z.discriminatedUnion('kind', [scalingGroup, localDiskGroup], {
  error: (issue) => {
    const { kind } = issue.input as { readonly kind?: unknown };
    return `expected kind scaling or local-disk, got ${shown(kind)}; local-disk is for nodes whose disks hold data`;
  },
});

const cluster = z.strictObject({
  version: z.custom<KubernetesVersion>((value) => kubernetesVersionProblem(value) === undefined, {
    error: (issue) => kubernetesVersionProblem(issue.input) ?? '',
  }),
  controlPlaneZones: z
    .array(z.string())
    .min(2, { error: 'expected at least two zone ids; EKS puts a control plane in no fewer' }),
  publicAccessCidrs: z.array(
    ipv4Block({ shortest: 20, longest: 32 }, 'list the public addresses of the offices').refine(
      inPublicSpace,
      PUBLIC_SPACE,
    ),
  ),
  operatorsMay: oneOf(['view', 'edit'], 'production uses view'),
  logRetention: days({ min: 1, max: 3653 }, 'CloudWatch offers 30, 90 and 365 days among others'),
  groups: z.record(z.string(), group).check((context) => {
    context.issues.push(...groupNameIssues(Object.keys(context.value)));
    const groups = Object.values(context.value);
    if (groups.some((one) => one.kind === 'scaling' && one.openTo === 'every-pod')) return;
    context.issues.push({
      code: 'custom',
      input: context.value,
      message:
        'expected a scaling group that is open to every pod, got none; name resolution and the platform run there',
    });
  }),
  // Which components there must be depends on the layout, so clustersSchema asks.
  components: z.record(z.string(), z.string()),
});

/** A cluster whose components all have a group. */
const clusterFor = (role: 'application' | 'data' | 'shared') =>
  cluster.check((context) => {
    const { components, groups } = context.value;
    for (const message of componentProblems(role, components, Object.keys(groups))) {
      context.issues.push({ code: 'custom', input: context.value, message });
    }
  });

/** Checks {@link ClustersValues}. What depends on the region or the network is checked by the constructs. */
export const clustersSchema = z.discriminatedUnion(
  'layout',
  [
    z.strictObject({
      layout: z.literal('separate'),
      application: clusterFor('application'),
      data: clusterFor('data'),
    }),
    z.strictObject({ layout: z.literal('shared'), shared: clusterFor('shared') }),
  ],
  {
    error: (issue) => {
      const { layout } = issue.input as { readonly layout?: unknown };
      return `expected layout separate or shared, got ${shown(layout)}; production uses separate`;
    },
  },
);

function groupNameIssues(names: readonly string[]) {
  return names
    .filter((name) => !NAME.test(name))
    .map((name) => ({
      code: 'custom' as const,
      path: [name],
      input: name,
      message: `expected a lower-case word as the name of a group, got ${shown(name)}; use a name such as app`,
    }));
}
