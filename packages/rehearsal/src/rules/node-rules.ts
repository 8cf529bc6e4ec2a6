import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, length, matching, oneOf } from './checks.ts';

const CREATE_NODEGROUP = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
const LAUNCH_TEMPLATES = 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html';
const SCALING = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html';

/** Most bytes of user data, before it is encoded. */
const MAX_USER_DATA = 16 * 1024;

/** Most taints of one node group. */
const MAX_TAINTS = 50;

const beside = (block: string, words: string) => (_: Value, group: ObjectValue) =>
  first(group[block]) === undefined ? undefined : words;

/** Managed node groups, their launch templates and the tags of their Auto Scaling groups. */
export const NODE_RULES: readonly ArgumentRule[] = [
  {
    id: 'node-group-image-type',
    types: ['aws_eks_node_group'],
    path: 'ami_type',
    check: (type) =>
      typeof type === 'string' && type.startsWith('AL2_')
        ? `must not be of Amazon Linux 2, which ended on 2026-06-30 and has no image for new versions, got "${type}"; use AL2023_x86_64_STANDARD or AL2023_ARM_64_STANDARD`
        : undefined,
    source: 'https://github.com/awslabs/amazon-eks-ami/releases',
  },
  {
    id: 'node-group-release-version',
    types: ['aws_eks_node_group'],
    path: 'release_version',
    check: (release, { version }) => {
      if (typeof release !== 'string' || typeof version !== 'string') return undefined;
      return release.startsWith(`${version}.`)
        ? undefined
        : `must be a release of version ${version}, as in ${version}.0-20260101, got "${release}"`;
    },
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html',
  },
  {
    id: 'node-group-disk-size',
    types: ['aws_eks_node_group'],
    path: 'disk_size',
    check: beside(
      'launch_template',
      'must be left out beside launch_template; set the size in its block device mappings',
    ),
    source: LAUNCH_TEMPLATES,
  },
  {
    id: 'node-group-remote-access',
    types: ['aws_eks_node_group'],
    path: 'remote_access.ec2_ssh_key',
    check: beside('launch_template', 'must be left out beside launch_template'),
    source: LAUNCH_TEMPLATES,
  },
  {
    id: 'node-group-template-version',
    types: ['aws_eks_node_group'],
    path: 'launch_template.version',
    check: (version) =>
      version === '$Latest' || version === '$Default'
        ? `must be a number, got "${version}"; EKS stores the number, and every plan shows a change`
        : undefined,
    source: 'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1446',
  },
  {
    id: 'node-group-scaling',
    types: ['aws_eks_node_group'],
    path: 'scaling_config.desired_size',
    check: (desired, { scaling_config: scaling }) => {
      const sizes = first(scaling);
      const [min, max] = [Number(sizes?.min_size), Number(sizes?.max_size)];
      const isOutside = Number(desired) < min || Number(desired) > max;
      return isOutside ? `must be ${min} to ${max}, which min_size and max_size allow, got ${desired}` : undefined;
    },
    source: SCALING,
  },
  {
    id: 'node-group-max-size',
    types: ['aws_eks_node_group'],
    path: 'scaling_config.max_size',
    check: (max) => (Number(max) < 1 ? `must be at least 1, got ${max}` : undefined),
    source: SCALING,
  },
  {
    id: 'node-group-unavailable',
    types: ['aws_eks_node_group'],
    path: 'update_config.max_unavailable',
    check: (_, { update_config: update }) =>
      typeof first(update)?.max_unavailable_percentage === 'number'
        ? 'must be left out beside max_unavailable_percentage'
        : undefined,
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group',
  },
  {
    id: 'node-group-taint-effect',
    types: ['aws_eks_node_group'],
    path: 'taint.effect',
    check: oneOf('NO_SCHEDULE', 'NO_EXECUTE', 'PREFER_NO_SCHEDULE'),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html',
  },
  {
    id: 'node-group-taint-key',
    types: ['aws_eks_node_group'],
    path: 'taint.key',
    check: length(1, 63),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html',
  },
  {
    id: 'node-group-taint-value',
    types: ['aws_eks_node_group'],
    path: 'taint.value',
    check: length(0, 63),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html',
  },
  {
    id: 'node-group-taint-count',
    types: ['aws_eks_node_group'],
    // At the group: a path to the list would be entered at each taint.
    path: 'cluster_name',
    check: (_, { taint: taints }) =>
      isList(taints) && taints.length > MAX_TAINTS
        ? `must have at most ${MAX_TAINTS} taints in one group, got ${taints.length}`
        : undefined,
    source: CREATE_NODEGROUP,
  },
  {
    id: 'node-group-labels',
    types: ['aws_eks_node_group'],
    path: 'labels',
    check: (labels) => {
      if (!isObject(labels)) return undefined;
      const reserved = Object.keys(labels).filter((key) => RESERVED_LABEL.test(key));
      return reserved.length === 0
        ? undefined
        : `must not start with a prefix of Kubernetes or EKS, which the kubelet refuses, got ${reserved.join(', ')}`;
    },
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
  },
  {
    id: 'launch-template-name',
    types: ['aws_launch_template'],
    path: 'name',
    check: all(length(3, 128), matching(/^[a-zA-Z0-9().\-/_]+$/, 'letters, digits and ()./_-')),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html',
  },
  {
    id: 'launch-template-user-data',
    types: ['aws_launch_template'],
    path: 'user_data',
    check: (value) => {
      if (typeof value !== 'string') return undefined;
      if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) return 'must be base64, which EC2 decodes, got plain text';
      const bytes = Buffer.from(value, 'base64').length;
      return bytes > MAX_USER_DATA ? `must have at most ${MAX_USER_DATA} bytes when decoded, got ${bytes}` : undefined;
    },
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  },
  {
    id: 'launch-template-hop-limit',
    types: ['aws_launch_template', 'aws_instance'],
    path: 'metadata_options.http_put_response_hop_limit',
    check: (limit) => (Number(limit) < 1 || Number(limit) > 64 ? `must be 1 to 64, got ${limit}` : undefined),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html',
  },
  {
    id: 'launch-template-gp3-throughput',
    types: ['aws_launch_template'],
    path: 'block_device_mappings.ebs.throughput',
    check: (throughput) =>
      Number(throughput) !== 0 && (Number(throughput) < 125 || Number(throughput) > 2000)
        ? `must be 125 to 2000 MiB/s, got ${throughput}`
        : undefined,
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html',
  },
  {
    id: 'autoscaling-tag-key',
    types: ['aws_autoscaling_group_tag'],
    path: 'tag.key',
    check: all(length(1, 128), matching(/^(?!aws:)/, 'a key that does not start with aws:')),
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Tag.html',
  },
];

/** Labels that a kubelet may not give its own node; `node.kubernetes.io/` and a few others it may. */
const RESERVED_LABEL =
  /^(?!node\.kubernetes\.io\/|kubelet\.kubernetes\.io\/)([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//;

function first(value: Value | undefined): ObjectValue | undefined {
  const [item] = isList(value) ? value : [];
  return isObject(item) ? item : undefined;
}
