import {
  type Connection,
  type Inventory,
  type Peer,
  type Ports,
  Reachability,
  type Reference,
  type Resource,
  type ResourceQuery,
  secretReaders,
  secretsOf,
} from '@smile/inventory';
import type { Column } from '../output/table.ts';

/** Rows that answer a question, with how they are shown as a table. */
export interface Answer {
  readonly columns: readonly Column<Readonly<Record<string, string>>>[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Why the question cannot be answered, which is not the answer "none". @default - it was answered */
  readonly notJudged?: string;
}

/** What a resource refers to, and what refers to it, over any number of stacks. */
export function referencesAnswer(inventory: Inventory, resource: Resource): Answer {
  const to = resource.references.map((reference) => edge('refers to', reference, reference));
  const from = inventory
    .referencedBy(resource)
    .flatMap((source) =>
      source.references
        .filter(({ stack, address }) => stack === resource.stack && address === resource.address)
        .map((reference) => edge('is referred to by', source, reference)),
    );
  return answer(['direction', 'stack', 'address', 'argument', 'attribute', 'via'], [...to, ...from]);
}

function edge(direction: string, place: { stack: string; address: string }, reference: Reference) {
  const { path, attribute, via } = reference;
  return {
    direction,
    stack: place.stack,
    address: place.address,
    argument: path,
    attribute,
    via: via.map(shortened).join(' ← '),
  };
}

/** cdktf names an output of one stack for another after the whole address; the last words tell it. */
function shortened(stop: string): string {
  return stop.replace(/cross-stack-output-/, '');
}

/** What may reach a resource, by the rules of its security groups; not judged where no group decides. */
export function reachesAnswer(inventory: Inventory, resource: Resource): Answer {
  const reachability = new Reachability(inventory);
  const columns = ['from', 'behind it', 'through', 'ports', 'reason'];
  if (reachability.groupsOf(resource).length === 0) {
    return { ...answer(columns, []), notJudged: whyNotJudged(resource) };
  }
  const rows = reachability.waysInto(resource).map(({ connection, through, members }) => ({
    from: peerText(connection.from),
    'behind it': members.map(({ address }) => address).join(', '),
    through: through.address,
    ports: portsText(connection.ports),
    reason: connection.reason,
  }));
  return answer(columns, rows);
}

/** What decides who reaches a resource without security groups, by the beginning of its type; the longest counts. */
const DECIDED_BY: Readonly<Record<string, string>> = {
  aws_s3_: 'policies of the bucket and of identities decide: smile inventory --refs shows the first',
  aws_iam_: 'trust policies decide who may assume a role',
  aws_kms_: 'the policy of the key decides',
  aws_sns_: 'the policy of the topic decides',
  aws_sqs_: 'the policy of the queue decides',
  aws_secretsmanager_: 'policies decide: smile inventory --consumers lists who reads a secret',
  aws_ssm_parameter: 'policies of identities decide',
  aws_ecr_: 'policies of the repository and of identities decide',
  aws_dynamodb_: 'policies of identities decide',
  aws_apigatewayv2_: 'it is public unless its authorizers and routes say otherwise',
  aws_subnet: 'network ACLs and routes decide; ask about what is in it',
  aws_vpc: 'network ACLs and routes decide; ask about what is in it',
  aws_eip: 'ask about the network interface or gateway that it belongs to',
  aws_nat_gateway: 'it takes connections from its route tables only, and none from outside',
  aws_internet_gateway: 'routes decide',
  aws_vpc_endpoint: 'a gateway endpoint is reached by routes, and its policy decides',
  aws_lb_target_group: 'ask about its load balancer, and about its targets',
  aws_lb_listener: 'ask about its load balancer',
  aws_route53_: 'the zone decides: a public one answers everybody, a private one its VPCs',
  cloudflare_: 'Cloudflare decides, outside the VPC',
  kubernetes_: 'network policies in the cluster decide: ask about its pods, as in --reaches namespace/name',
  helm_: 'network policies in the cluster decide: ask about its pods, as in --reaches namespace/name',
};

function whyNotJudged({ type, address }: Resource): string {
  const [best] = Object.keys(DECIDED_BY)
    .filter((beginning) => type.startsWith(beginning))
    .sort((one, other) => other.length - one.length);
  const decides = best === undefined ? 'what decides is not known here' : DECIDED_BY[best];
  return `${address} is not judged by security groups, since it is in none; ${decides}`;
}

/** Every connection that security groups let through, or that one end alone speaks of. */
export function connectionsAnswer(inventory: Inventory, query: ResourceQuery): Answer {
  const asked = new Set(inventory.resources(query));
  const isAsked = ({ rules }: Connection) => rules.some(({ stated }) => asked.has(stated));
  const rows = new Reachability(inventory).connections.filter(isAsked).map((connection) => ({
    from: peerText(connection.from),
    to: peerText(connection.to),
    ports: portsText(connection.ports),
    verdict: connection.verdict,
    reason: connection.reason,
  }));
  return answer(['from', 'to', 'ports', 'verdict', 'reason'], rows);
}

/** Who reads which secret. */
export function consumersAnswer(inventory: Inventory, query: ResourceQuery): Answer {
  const asked = new Set(inventory.resources(query));
  const rows = secretsOf(inventory)
    .filter((secret) => asked.has(secret))
    .flatMap((secret) => {
      const readers = secretReaders(inventory, secret);
      const place = { stack: secret.stack, secret: secret.address };
      if (readers.length === 0) return [{ ...place, 'read by': 'nobody', how: '', 'says so': '' }];
      return readers.map(({ who, how, by }) => ({ ...place, 'read by': who, how, 'says so': by }));
    });
  return answer(['stack', 'secret', 'read by', 'how', 'says so'], rows);
}

/** Rows under titles that are their keys. */
export function answer(titles: readonly string[], rows: readonly Readonly<Record<string, string>>[]): Answer {
  return { columns: titles.map((title) => ({ title, value: (row) => row[title] ?? '' })), rows };
}

function peerText(peer: Peer): string {
  if (peer.kind === 'group') return peer.resource.address;
  if (peer.kind === 'block') return peer.cidr;
  if (peer.kind === 'prefix-list') return `prefix list ${peer.resource?.address ?? peer.id}`;
  return `unknown (${peer.text})`;
}

function portsText({ protocol, from, to }: Ports): string {
  return from === undefined ? protocol : `${protocol} ${from}${to === undefined || to === from ? '' : `-${to}`}`;
}
