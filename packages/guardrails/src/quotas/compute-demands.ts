import { vcpusOf } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import { type Demand, inAccount, perParent, perResource } from './counting.ts';
import { inCharacters, known } from './documents.ts';
import type { EstateGraph, Share } from './estate-graph.ts';
import { familyOf, type Instances, instancesOf } from './instances.ts';

/** Processors of one family that run at a time. */
function processors(family: string): Demand {
  return ofInstances(({ type, number, isSpot }) => (isSpot || familyOf(type) !== family ? 0 : number * vcpusOf(type)));
}

function ofInstances(weight: (instances: Instances, graph: EstateGraph) => number): Demand {
  return (graph, isGlobal) =>
    instancesOf(graph).flatMap((instances): Share[] => {
      const { place } = instances;
      const amount = weight(instances, graph);
      const of = 'hosts, and node groups at their largest while an update adds nodes';
      return amount === 0 ? [] : [{ key: graph.scopeOf(place, isGlobal), amount, place, of }];
    });
}

const GIBIBYTES_PER_TEBIBYTE = 1024;

/** Disks of one type, in TiB: volumes, those of hosts, and those of every node at the most. */
function disks(type: string): Demand {
  return (graph, isGlobal) => {
    const share = (place: Share['place'], gibibytes: number): Share[] =>
      gibibytes === 0
        ? []
        : [
            {
              key: graph.scopeOf(place, isGlobal),
              amount: gibibytes / GIBIBYTES_PER_TEBIBYTE,
              place,
              of: 'volumes, and disks of hosts and of nodes at their most',
            },
          ];
    const volumes = graph.resources('aws_ebs_volume').flatMap((place) => {
      const block = Block.of(place);
      return share(
        place,
        (block.text('type') ?? 'gp2') === type ? (block.number('size') ?? 0) * graph.times(place) : 0,
      );
    });
    const machines = instancesOf(graph).flatMap(({ place, number, template }) =>
      share(
        place,
        number * (template === undefined ? ofHost(Block.of(place), type) : ofTemplate(Block.of(template), type)),
      ),
    );
    return [...volumes, ...machines];
  };
}

function ofHost(host: Block, type: string): number {
  return [...host.blocks('root_block_device'), ...host.blocks('ebs_block_device')]
    .filter((disk) => disk.text('volume_type') === type)
    .reduce((sum, disk) => sum + (disk.number('volume_size') ?? 0), 0);
}

function ofTemplate(template: Block, type: string): number {
  return template
    .blocks('block_device_mappings')
    .map((mapping) => mapping.block('ebs'))
    .filter((disk) => (disk.text('volume_type') ?? 'gp2') === type)
    .reduce((sum, disk) => sum + (disk.number('volume_size') ?? 0), 0);
}

/** User data as it reaches the instance: text as it is, base64 decoded. Expressions inside count nothing. */
function userDataSize(block: Block, type: string): number | undefined {
  const plain = type === 'aws_instance' ? block.raw('user_data') : undefined;
  if (typeof plain === 'string') return Buffer.byteLength(known(plain));
  const encoded = block.text(type === 'aws_instance' ? 'user_data_base64' : 'user_data');
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').length;
}

/** Rules of a lifecycle policy of a repository: of its text, or of the document that it names. */
function lifecycleRules(policy: Block, resource: Resource, graph: EstateGraph): number | undefined {
  const document = graph.inventory
    .referencesAt(resource, 'policy')
    .find(({ type }) => type === 'aws_ecr_lifecycle_policy_document');
  if (document !== undefined) return Block.of(document).blocks('rule').length;
  const text = policy.text('policy');
  if (text === undefined) return undefined;
  try {
    const rules: unknown = JSON.parse(text)?.rules;
    return Array.isArray(rules) ? rules.length : undefined;
  } catch {
    // Not JSON: another rule says so.
    return undefined;
  }
}

/** What an estate asks of quotas of virtual machines, clusters and images. */
export const COMPUTE_DEMANDS = {
  'ec2/L-1216C47A': processors('standard'),
  'ec2/L-DB2E81BA': processors('g'),
  'ec2/L-417A185B': processors('p'),
  'ec2/L-74FC7D96': processors('f'),
  'ec2/L-1945791B': processors('inf'),
  'ec2/L-7295265B': processors('x'),
  'ec2/L-43DA4232': processors('u'),
  'ec2/L-34B43A08': ofInstances(({ type, number, isSpot }) =>
    isSpot && familyOf(type) === 'standard' ? number * vcpusOf(type) : 0,
  ),
  'ec2/launch-templates': inAccount('aws_launch_template'),
  'ec2/user-data-size': perResource(['aws_instance', 'aws_launch_template'], (block, { type }) =>
    userDataSize(block, type),
  ),
  'ebs/L-7A658B76': disks('gp3'),
  'ebs/L-D18FCD1D': disks('gp2'),
  'autoscaling/L-CDE20ADC': inAccount(['aws_autoscaling_group', 'aws_eks_node_group']),

  'eks/L-1194D53C': inAccount('aws_eks_cluster'),
  'eks/L-6D54EA21': perParent('aws_eks_node_group', 'cluster_name'),
  'eks/L-BD136A63': perResource('aws_eks_node_group', (group) => group.block('scaling_config').number('max_size')),
  'eks/control-plane-security-groups': perResource('aws_eks_cluster', (cluster) =>
    cluster.block('vpc_config').count('security_group_ids'),
  ),
  'eks/public-access-cidrs': perResource('aws_eks_cluster', (cluster) =>
    cluster.block('vpc_config').count('public_access_cidrs'),
  ),
  'eks/pod-identity-associations': perParent('aws_eks_pod_identity_association', 'cluster_name'),

  'ecr/L-CFEB8E8D': inAccount('aws_ecr_repository'),
  'ecr/lifecycle-rules': perResource('aws_ecr_lifecycle_policy', lifecycleRules),
  'ecr/lifecycle-policy-size': perResource('aws_ecr_lifecycle_policy', (policy) => {
    const text = policy.text('policy');
    return text === undefined ? undefined : inCharacters(text);
  }),
  'ecr/pull-through-cache-rules': inAccount('aws_ecr_pull_through_cache_rule'),
  'lambda/L-B99A9384': inAccount('aws_lambda_function', (block) =>
    Math.max(0, block.number('reserved_concurrent_executions') ?? 0),
  ),
} as const satisfies Readonly<Record<string, Demand>>;
