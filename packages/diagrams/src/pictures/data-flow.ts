import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { describe } from '../parts/describe.ts';
import { nameOf, partId } from '../parts/identity.ts';
import { poolCard, poolId } from '../parts/node-pools.ts';
import { ownerCard, ownersOf } from '../parts/owners.ts';
import { FLOWS, type PipelineStep, pipelineOf } from '../parts/pipeline.ts';
import { portWithService, reachOf } from '../parts/security-groups.ts';
import { broken } from '../words.ts';
import { dataPlatform } from './data-platform.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

/** What holds data behind a security group. */
const STORES = ['aws_db_instance', 'aws_elasticache_replication_group', 'aws_mq_broker'];

const PREPARED = 'prepared: the nodes are there, the workload is not in the code yet';

const GROUPS: readonly DiagramGroup[] = [
  { id: 'readers', kind: 'account', name: 'Who reaches data', facts: [] },
  { id: 'stores', kind: 'account', name: 'Data stores', facts: [] },
  { id: 'pipeline', kind: 'account', name: 'Data platform', facts: [] },
  { id: 'objects', kind: 'account', name: 'Buckets', facts: [] },
];

/** Data stores, who reaches them and why, and the pipeline that feeds the data platform. */
export function dataFlow(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const stores = inventory.resources({ type: STORES, environment: environment.id, mode: 'managed' });
  const running = dataPlatform(inventory, environment.id);
  const pipeline = running.nodes.length > 0 ? running : pipelineCards(inventory, environment.id);
  const readers = readerEdges(inventory, environment.id, stores);
  const nodes = [
    ...readers.map(({ card }) => card),
    ...stores.flatMap((store) => describe(store, inventory, 'stores') ?? []),
    ...pipeline.nodes,
    ...bucketCards(inventory, environment.id, new Set(pipeline.nodes.map(({ id }) => id))),
  ];
  const unique = [...new Map(nodes.map((node) => [node.id, node])).values()];
  const used = new Set(unique.map(({ group }) => group));
  const edges = [...readers.flatMap((reader) => reader.edges), ...pipeline.edges];
  return {
    kind: 'data-flow',
    title: `Data of ${environment.id}`,
    subtitle: placeOf(environment).join(', '),
    description: describeFlow(unique, edges),
    direction: 'right',
    groups: GROUPS.filter(({ id }) => used.has(id)),
    nodes: unique,
    edges,
    notes: unique.length === 0 ? ['This environment holds no data.'] : [],
  };
}

interface Reader {
  readonly card: DiagramNode;
  readonly edges: readonly DiagramEdge[];
}

function readerEdges(inventory: Inventory, environment: string, stores: readonly Resource[]): Reader[] {
  return reachOf(inventory, environment).flatMap(({ from, to, ports, reasons }): Reader[] => {
    if (!('resource' in from) || !('resource' in to)) return [];
    const targets = ownersOf(inventory, to.resource).filter((one) => stores.includes(one));
    if (targets.length === 0) return [];
    const card = { ...ownerCard(inventory, from.resource), group: 'readers' };
    const label = [ports.map(portWithService).join(', '), ...reasons.flatMap((reason) => broken(reason))];
    const edges = targets.map((target): DiagramEdge => ({ from: card.id, to: partId(target), label, line: 'solid' }));
    return [{ card, edges }];
  });
}

function pipelineCards(inventory: Inventory, environment: string) {
  const steps = pipelineOf(inventory, environment);
  const nodes = steps.flatMap(({ place }) => ('pool' in place ? [poolCard(inventory, place.pool, 'pipeline')] : []));
  const edges = FLOWS.flatMap(({ from, to, label }): DiagramEdge[] => {
    const [source, target] = [from, to].map((name) => steps.find(({ step }) => step === name));
    if (source === undefined || target === undefined) return [];
    const look =
      source.runs && target.runs ? ({ line: 'solid' } as const) : ({ line: 'dashed', meaning: PREPARED } as const);
    return [{ from: idOf(source.place), to: idOf(target.place), label: [label], ...look }];
  });
  return { nodes, edges };
}

function idOf(place: PipelineStep['place']): string {
  return 'pool' in place ? poolId(place.pool) : partId(place.database);
}

/**
 * Buckets with data that somebody works with, and who may by the policies of a role; those for logs and audit are on other pictures.
 * There is no arrow, since a bucket has no security group.
 */
function bucketCards(inventory: Inventory, environment: string, drawn: ReadonlySet<string>): DiagramNode[] {
  const buckets = inventory
    .resources({ type: 'aws_s3_bucket', environment, mode: 'managed' })
    .filter((bucket) => !drawn.has(partId(bucket)))
    .filter(
      (bucket) =>
        !/logs?\b|access|audit|^bucket: (state|plans|bundles)|session/i.test(describe(bucket, inventory)?.name ?? ''),
    );
  if (buckets.length === 0) return [];
  const facts = buckets.map((bucket) => {
    const name = (describe(bucket, inventory)?.name ?? '').replace('Bucket: ', '');
    return `${name}: ${bucketUsers(inventory, environment, bucket).join(', ') || 'no role'}`;
  });
  return [
    {
      id: 'buckets',
      kind: 'storage',
      name: 'S3 buckets, and whose roles use them',
      facts: facts.sort(),
      group: 'objects',
    },
  ];
}

/** Service accounts whose role has a policy that names a bucket; a role without one by its own name. */
function bucketUsers(inventory: Inventory, environment: string, bucket: Resource): string[] {
  const roles = inventory.resources({ type: 'aws_iam_role', environment, mode: 'managed' });
  return roles.flatMap((role) => {
    const around = inventory.referencedBy(role);
    const policies = around.filter(({ type }) => type === 'aws_iam_role_policy');
    if (!policies.some((policy) => inventory.reaches(policy, bucket))) return [];
    const accounts = around.filter(({ type }) => type === 'aws_eks_pod_identity_association');
    return accounts.length === 0
      ? [nameOf(role).toLowerCase()]
      : accounts.map(({ values }) => `${values.namespace}/${values.service_account}`);
  });
}

function describeFlow(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]): string {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const stores = nodes.filter(({ group }) => group === 'stores').map(({ name }) => name);
  const flows = edges.map(({ from, to, label }) => `${names.get(from)} to ${names.get(to)}: ${label.join(' ')}.`);
  return [`Data stores: ${stores.join(', ') || 'none'}.`, ...flows].join(' ');
}
