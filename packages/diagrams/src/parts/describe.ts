import type { Inventory, JsonObject, Resource } from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import type { PartKind } from '../part-kinds.ts';
import { asWords, counted } from '../words.ts';
import { listName, listsWith, rangeCounts } from './address-lists.ts';
import { lastNameOf, nameOf, partId } from './identity.ts';
import { nodesName, roleOf } from './node-pools.ts';
import { block, blocks, isOn, literal, literals } from './values.ts';

/** What a card says about a resource. */
interface Description {
  readonly kind: PartKind;
  /** @default - the name of its construct */
  readonly name?: string;
  readonly facts: readonly (string | undefined)[];
}

type Describe = (values: JsonObject, resource: Resource, inventory: Inventory) => Description;

/** What to say about each type that diagrams show as a card of its own: name and key facts, never an id. */
const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  aws_db_instance: (values) => ({
    kind: 'database',
    facts: [
      joined(literal(values, 'instance_class'), isOn(values, 'multi_az') ? 'Multi-AZ' : 'one zone'),
      joined(
        joined(literal(values, 'engine') === 'mysql' ? 'MySQL' : literal(values, 'engine'), version(values), ' '),
        storage(values),
      ),
    ],
  }),
  aws_elasticache_replication_group: (values) => ({
    kind: 'database',
    facts: [
      joined(literal(values, 'node_type'), isOn(values, 'multi_az_enabled') ? 'Multi-AZ' : 'one zone'),
      joined(joined('Redis', version(values), ' '), nodes(literal(values, 'num_cache_clusters'))),
    ],
  }),
  aws_mq_broker: (values) => ({
    kind: 'messaging',
    facts: [
      joined(literal(values, 'host_instance_type'), deploymentMode(literal(values, 'deployment_mode'))),
      joined(literal(values, 'engine_type'), version(values), ' '),
    ],
  }),
  aws_instance: (values, resource) => ({
    kind: 'compute',
    name: hostName(resource),
    facts: [literal(values, 'instance_type')],
  }),
  aws_eks_cluster: (values, resource) => ({
    kind: 'kubernetes',
    name: clusterName(resource),
    facts: [joined('Kubernetes', literal(values, 'version'), ' '), endpointAccess(values)],
  }),
  aws_eks_node_group: (values, resource) => ({
    kind: 'kubernetes',
    name: nodesName(roleOf(resource)),
    facts: [joined(groupSize(values), literals(values, 'instance_types').join(', '), ' × '), scaling(values)],
  }),
  aws_nat_gateway: () => ({ kind: 'network', name: 'NAT gateway', facts: ['one address, zonal'] }),
  aws_internet_gateway: () => ({ kind: 'network', name: 'Internet gateway', facts: [] }),
  aws_s3_bucket: (values, resource) => ({
    kind: 'storage',
    name: `Bucket: ${lastNameOf(resource).toLowerCase() === 'bucket' ? nameOf(resource) : lastNameOf(resource)}`,
    facts: [literal(values, 'bucket')],
  }),
  aws_lb: (values, resource) => ({
    kind: 'loadBalancer',
    name: `${loadBalancerName(resource)} load balancer`,
    facts: [
      joined(
        isOn(values, 'internal') ? 'internal' : 'internet-facing',
        literal(values, 'load_balancer_type') ?? 'application',
      ),
    ],
  }),
  aws_lb_target_group: (values, resource) => {
    return {
      kind: 'loadBalancer',
      name: `${loadBalancerName(resource)} targets`,
      facts: [
        joined(
          joined(literal(values, 'protocol'), literal(values, 'port'), ' '),
          `by ${literal(values, 'target_type') ?? 'instance'}`,
        ),
        healthCheck(block(values, 'health_check')),
      ],
    };
  },
  aws_wafv2_web_acl: (values, resource) => ({
    kind: 'security',
    name: webAclName(resource),
    facts: [counted(blocks(values, 'rule').length, 'rule')],
  }),
  aws_ec2_managed_prefix_list: (_, resource, inventory) => ({
    kind: 'external',
    name: listName(resource),
    facts: rangeCounts(listsWith(inventory, resource)),
  }),
  aws_apigatewayv2_api: (values) => ({ kind: 'edge', name: 'API Gateway', facts: [literal(values, 'protocol_type')] }),
};

/** A resource as a card; undefined when diagrams show no card for its type. */
export function describe(resource: Resource, inventory: Inventory, group?: string): DiagramNode | undefined {
  const description = DESCRIPTIONS[resource.type]?.(resource.values, resource, inventory);
  if (description === undefined) return undefined;
  const { kind, name = nameOf(resource), facts } = description;
  return {
    id: partId(resource),
    kind,
    name,
    facts: facts.flatMap((fact) => (fact === undefined || fact === '' ? [] : [fact])),
    ...(group === undefined ? {} : { group }),
  };
}

/** Name of a resource as a card has it, with its zone where its construct names one, as in `Kafka nodes, apse3-az1`. */
export function titleOf(resource: Resource, inventory: Inventory): string {
  const zone = /[a-z0-9]+-az\d$/.exec(resource.constructPath?.split('/').at(-1) ?? '')?.[0];
  const name = describe(resource, inventory)?.name ?? nameOf(resource);
  return zone === undefined ? name : `${name}, ${zone}`;
}

/** Types that {@link describe} knows. */
export const DESCRIBED_TYPES: readonly string[] = Object.keys(DESCRIPTIONS);

/** Joins what is known. */
function joined(first: string | undefined, second: string | undefined, separator = ', '): string | undefined {
  const known = [first, second].filter((text) => text !== undefined && text !== '');
  return known.length === 0 ? undefined : known.join(separator);
}

function version(values: JsonObject): string | undefined {
  return literal(values, 'engine_version');
}

function storage(values: JsonObject): string | undefined {
  const [now, most] = [literal(values, 'allocated_storage'), literal(values, 'max_allocated_storage')];
  if (now === undefined) return undefined;
  return most === undefined ? `${now} GB` : `${now} GB, up to ${most} GB`;
}

function nodes(count: string | undefined): string | undefined {
  return count === undefined ? undefined : counted(Number(count), 'node');
}

function deploymentMode(mode: string | undefined): string | undefined {
  const words: Readonly<Record<string, string>> = {
    CLUSTER_MULTI_AZ: 'cluster of 3, Multi-AZ',
    SINGLE_INSTANCE: 'one node',
    ACTIVE_STANDBY_MULTI_AZ: 'active and standby',
  };
  return mode === undefined ? undefined : (words[mode] ?? mode);
}

function healthCheck(values: JsonObject): string | undefined {
  const place = joined(literal(values, 'port'), literal(values, 'path'), ' at ');
  return place === undefined ? undefined : `health ${place}`;
}

function endpointAccess(values: JsonObject): string | undefined {
  const settings = block(values, 'vpc_config');
  const ways = [
    isOn(settings, 'endpoint_private_access') ? 'private' : undefined,
    isOn(settings, 'endpoint_public_access') ? 'public' : undefined,
  ].filter((way) => way !== undefined);
  return ways.length === 0 ? undefined : `${ways.join(' and ')} endpoint`;
}

function groupSize(values: JsonObject): string | undefined {
  return literal(block(values, 'scaling_config'), 'desired_size');
}

function scaling(values: JsonObject): string | undefined {
  const size = block(values, 'scaling_config');
  const [least, most] = [literal(size, 'min_size'), literal(size, 'max_size')];
  if (least === undefined || most === undefined) return undefined;
  return least === most ? 'fixed size' : `${least} to ${most}`;
}

function clusterName(resource: Resource): string {
  const name = nameOf(resource);
  return /cluster/i.test(name) ? name : `${name} cluster`;
}

function hostName(resource: Resource): string {
  const name = nameOf(resource);
  return name === 'Server' ? 'Git server' : name;
}

function loadBalancerName(resource: Resource): string {
  const words = nameOf(resource).replace(/\b(load balancers?|target groups?|targets?|ALB)\b/gi, '');
  return asWords(words) || nameOf(resource);
}

function webAclName(resource: Resource): string {
  const name = nameOf(resource);
  return /web acl|waf/i.test(name) ? name : `${name} web ACL`;
}
