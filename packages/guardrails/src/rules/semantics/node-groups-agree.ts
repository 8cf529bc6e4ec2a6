import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { notIn } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const ROLE = 'smile/role';
const LOCAL = 'smile/local-storage';
const AUTOSCALER = 'k8s.io/cluster-autoscaler';

/** What every cluster runs, because pods get network, names, disks and roles by it. */
const ADD_ONS = [
  'vpc-cni',
  'kube-proxy',
  'coredns',
  'eks-pod-identity-agent',
  'aws-ebs-csi-driver',
  'snapshot-controller',
];

export const nodeGroupsAgree: Rule = {
  id: 'SMILE_NODE_GROUPS_AGREE',
  family: 'semantics',
  severity: 'high',
  title: 'A node group, its cluster, template, labels, taints, user data and autoscaler tags say the same',
  what: 'The name of a group begins with its cluster and its role; its template has the same name and its latest version; its taint is its role, and one role of a cluster has none; the image is for the architecture of the instance type; user data configures the kubelet, reserves 255 MiB and 11 MiB for each pod, and mounts disks where the label says that there are; tags of the autoscaler repeat labels and taints; versions are those of the cluster; add-ons are all there, in one version for all clusters.',
  why: 'The autoscaler starts nodes of another group for a pod that these would take, or the kubelet takes pods for which it has no memory, and nothing is refused.',
  remedy: 'Use NodeGroup, which writes all of them from one set of values.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  // Names that the provider made up tell nobody whose they are.
  check: notIn('state', (context) => [
    ...context
      .resources('aws_eks_node_group')
      .flatMap((place) => group(place, context).map((message) => ({ place, message }))),
    ...untainted(context),
    ...addOns(context),
    ...context
      .resources('aws_instance')
      .flatMap((place) => host(place, context).map((message) => ({ place, message }))),
  ]),
};

function group(place: Resource, context: RuleContext): readonly string[] {
  const block = Block.of(place);
  const name = block.text('node_group_name') ?? block.text('node_group_name_prefix') ?? '';
  const cluster = clusterOf(place, context);
  const role = labelsOf(place)[ROLE];
  const [template] = targetsOf(context, place, 'launch_template.id', 'aws_launch_template').concat(
    context.inventory.referencesAt(place, 'launch_template').filter(({ type }) => type === 'aws_launch_template'),
  );
  const rest = cluster !== undefined && name.startsWith(`${cluster}-`) ? name.slice(cluster.length + 1) : undefined;
  return [
    ...(cluster === undefined || name === '' || rest !== undefined
      ? []
      : [`name must begin with its cluster ${cluster}, got ${name}`]),
    ...(rest === undefined ||
    role === undefined ||
    rest === role ||
    rest.startsWith(`${role}-`) ||
    cluster?.endsWith(`-${String(role)}`) === true
      ? []
      : [`label ${ROLE} must be in its name, got ${role} in ${name}`]),
    ...taints(block, role),
    ...architecture(block.text('ami_type'), block.texts('instance_types')),
    ...versions(block, place, context),
    ...(template === undefined ? [] : ofTemplate(place, template, name, context)),
    ...tags(place, cluster, context),
  ];
}

function clusterOf(place: Resource, context: RuleContext): string | undefined {
  const text = Block.of(place).text('cluster_name');
  if (text !== undefined) return text;
  const [cluster] = targetsOf(context, place, 'cluster_name', 'aws_eks_cluster');
  return cluster === undefined ? undefined : Block.of(cluster).text('name');
}

function labelsOf({ values }: Resource): Readonly<Record<string, unknown>> {
  return Object(values.labels) as Readonly<Record<string, unknown>>;
}

function taints(block: Block, role: unknown): readonly string[] {
  return block.blocks('taint').flatMap((taint) => {
    const value = taint.text('value');
    return taint.text('key') !== ROLE || taint.isUnknown('value') || value === role
      ? []
      : [`taint ${ROLE} must be its role ${String(role)}, got ${value}`];
  });
}

/** Graviton has a `g` after the generation, as in m6g and c7gn. */
function isArm(type: string): boolean {
  return /^[a-z]+\d+g[a-z]*\./.test(type);
}

function architecture(image: string | undefined, types: readonly string[]): readonly string[] {
  if (image === undefined) return [];
  const isForArm = /ARM_64|arm64/.test(image);
  return types
    .filter((type) => isArm(type) !== isForArm)
    .map((type) => `ami_type must be for ${isArm(type) ? 'ARM_64' : 'x86_64'}, as ${type} is, got ${image}`);
}

function versions(block: Block, place: Resource, context: RuleContext): readonly string[] {
  const [version, release] = [block.text('version'), block.text('release_version')];
  const cluster = context
    .resources('aws_eks_cluster')
    .find(({ values, stack }) => stack === place.stack && values.name === clusterOf(place, context));
  const wanted = cluster === undefined ? undefined : Block.of(cluster).text('version');
  return [
    ...(version === undefined || wanted === undefined || version === wanted
      ? []
      : [`version must be ${wanted} of its cluster, got ${version}`]),
    ...(release === undefined || /^\d+\.\d+\.\d+-\d{8}$/.test(release)
      ? []
      : [`release_version must look like 1.35.6-20260714, got ${release}`]),
    ...(version === undefined || release === undefined || release.startsWith(`${version}.`)
      ? []
      : [`release_version must be of version ${version}, got ${release}`]),
  ];
}

function ofTemplate(place: Resource, template: Resource, name: string, context: RuleContext): readonly string[] {
  const block = Block.of(template);
  const own = block.text('name') ?? block.text('name_prefix');
  const version = place.references.find(({ path }) => /^launch_template(?:\[0\])?\.version$/.test(path));
  const isCode = context.inventory.source === 'synth';
  return [
    ...(own === undefined || own === name ? [] : [`launch_template must be that of ${name}, got ${own}`]),
    ...(isCode &&
    (version === undefined || version.attribute !== 'latest_version' || version.address !== template.address)
      ? [
          `launch_template.version must be the latest of ${template.address}, got ${Block.of(place).block('launch_template').show('version')}`,
        ]
      : []),
    ...userData(block.text('user_data'), labelsOf(place)[LOCAL] === 'true'),
  ];
}

function userData(encoded: string | undefined, hasDisks: boolean): readonly string[] {
  if (encoded === undefined) return ['user_data of its template must configure the kubelet, got nothing'];
  const text = /^[A-Za-z0-9+/=\s]+$/.test(encoded) ? Buffer.from(encoded, 'base64').toString() : encoded;
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
  const [pods, memory] = [number(/maxPods:\s*(\d+)/), number(/kubeReserved:\s*\n\s*memory:\s*(\d+)Mi/)];
  const mounts = /EXPECTED_DISKS='?\d/.test(text);
  return [
    ...(/kind:\s*NodeConfig/.test(text) ? [] : ['user_data of its template must hold a NodeConfig, got none']),
    ...(pods >= 8 && pods <= 250
      ? []
      : [`maxPods in user_data must be from 8 to 250, got ${Number.isNaN(pods) ? 'nothing' : pods}`]),
    // https://github.com/awslabs/amazon-eks-ami: what the AMI itself reserves.
    ...(memory >= 255 + 11 * pods
      ? []
      : [
          `kubeReserved in user_data must be ${255 + 11 * pods}Mi or more for ${pods} pods, got ${Number.isNaN(memory) ? 'nothing' : `${memory}Mi`}`,
        ]),
    ...(/shutdownGracePeriod:\s*\d+s/.test(text)
      ? []
      : ['user_data must give pods time at shutdown (shutdownGracePeriod), got none']),
    ...(mounts === hasDisks
      ? []
      : [`user_data must ${hasDisks ? '' : 'not '}mount local disks, as the label ${LOCAL} says`]),
  ];
}

/** What the autoscaler knows of a group without a node. */
function tags(place: Resource, cluster: string | undefined, context: RuleContext): readonly string[] {
  const found = new Map(
    companionsOf(context, place, 'aws_autoscaling_group_tag', 'autoscaling_group_name').flatMap((one) => {
      const tag = Block.of(one).block('tag');
      const key = tag.text('key');
      return key === undefined ? [] : [[key, tag.text('value')] as const];
    }),
  );
  if (found.size === 0) return [];
  const isKept = place.tags['nodes-with-data'] === 'keep';
  const block = Block.of(place);
  const wanted = new Map<string, string>([[`${AUTOSCALER}/enabled`, isKept ? 'false' : 'true']]);
  if (!isKept) {
    if (cluster !== undefined) wanted.set(`${AUTOSCALER}/${cluster}`, 'owned');
    for (const [label, value] of Object.entries(labelsOf(place)))
      wanted.set(`${AUTOSCALER}/node-template/label/${label}`, String(value));
    for (const taint of block.blocks('taint')) {
      const effect = taint.text('effect') === 'NO_EXECUTE' ? 'NoExecute' : 'NoSchedule';
      wanted.set(`${AUTOSCALER}/node-template/taint/${taint.text('key')}`, `${taint.text('value')}:${effect}`);
    }
  }
  return [...wanted].flatMap(([key, value]) =>
    found.get(key) === value
      ? []
      : [`tag ${key} of its Auto Scaling group must be ${value}, got ${found.get(key) ?? 'nothing'}`],
  );
}

/** Pods that ask for nothing run on one role; a second one without a taint takes them, too. */
function untainted(context: RuleContext): readonly Violation[] {
  const groups = context.resources('aws_eks_node_group').filter((place) => labelsOf(place)[ROLE] !== undefined);
  const clusters = [...new Set(groups.map((place) => `${place.stack} ${clusterOf(place, context)}`))];
  return clusters.flatMap((cluster) => {
    const open = groups.filter(
      (place) =>
        `${place.stack} ${clusterOf(place, context)}` === cluster && Block.of(place).blocks('taint').length === 0,
    );
    const roles = [...new Set(open.map((place) => String(labelsOf(place)[ROLE])))];
    // Others begin their names with the role that takes everything.
    const usual = mostCommon(open.map((place) => String(labelsOf(place)[ROLE])));
    return roles.length < 2
      ? []
      : open
          .filter((place) => labelsOf(place)[ROLE] !== usual)
          .map((place) => ({
            place,
            message: `taint must be given, since pods without a role run on ${usual} already`,
          }));
  });
}

function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((one) => one === value).length;
  return [...values].sort((a, b) => count(b) - count(a))[0];
}

function addOns(context: RuleContext): readonly Violation[] {
  const all = context.resources('aws_eks_addon');
  if (all.length === 0) return [];
  const missing = context.resources('aws_eks_cluster').flatMap((place) => {
    const names = companionsOf(context, place, 'aws_eks_addon', 'cluster_name').map(({ values }) => values.addon_name);
    if (names.length === 0) return [];
    return ADD_ONS.filter((one) => !names.includes(one)).map((one) => ({
      place,
      message: `must run add-on ${one}, got none`,
    }));
  });
  const versions = all.flatMap((place) => {
    const own = all.filter(
      (one) => one.environment === place.environment && one.values.addon_name === place.values.addon_name,
    );
    const newest = own
      .map(({ values }) => String(values.addon_version))
      .sort(compareVersions)
      .at(-1);
    const version = Block.of(place).text('addon_version');
    const cluster = context.resources('aws_eks_cluster').find(({ stack }) => stack === place.stack);
    const minor = cluster === undefined ? undefined : Block.of(cluster).text('version');
    return [
      ...(version === undefined || version === newest
        ? []
        : [{ place, message: `addon_version must be ${newest}, as in other clusters, got ${version}` }]),
      ...(place.values.addon_name === 'kube-proxy' &&
      version !== undefined &&
      minor !== undefined &&
      !version.startsWith(`v${minor}.`)
        ? [{ place, message: `addon_version must be of Kubernetes ${minor}, got ${version}` }]
        : []),
    ];
  });
  return [...missing, ...versions];
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function host(place: Resource, context: RuleContext): readonly string[] {
  const [template] = context.inventory
    .referencesAt(place, 'launch_template')
    .filter(({ type }) => type === 'aws_launch_template');
  const type = Block.of(place).text('instance_type');
  return template === undefined || type === undefined ? [] : architecture(Block.of(template).text('image_id'), [type]);
}
