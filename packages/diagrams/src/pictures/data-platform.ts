import type { Inventory } from '@smile/inventory';
import type { DiagramEdge, DiagramNode } from '../model.ts';
import { clustersOf, objectsOf, referredBy } from '../parts/clusters.ts';
import { type DataComponent, dataComponentsOf, type Step, secretsFor } from '../parts/data-components.ts';
import { describe } from '../parts/describe.ts';
import { partId } from '../parts/identity.ts';
import { type PodPart, podPartsOf, podPort, podReachOf, waysOutside } from '../parts/pods.ts';
import { broken, wrapped } from '../words.ts';

/** Cards and arrows of the data platform, and what it keeps outside of its cluster. */
export interface DataPlatformPart {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

const CLOSED = 'no network policy of both ends lets it through';

/** Ways of data between components, in the direction of the data, whoever opens the connection. */
const FLOWS: readonly { readonly from: Step; readonly to: Step; readonly what: string }[] = [
  { from: 'capture', to: 'kafka', what: 'changes of tables' },
  { from: 'kafka', to: 'risingwave', what: 'changes' },
  { from: 'risingwave', to: 'kafka', what: 'results' },
  { from: 'kafka', to: 'sink', what: 'changes and results' },
  { from: 'sink', to: 'clickhouse', what: 'rows' },
  { from: 'clickhouse', to: 'zookeeper', what: 'which replica has what' },
  { from: 'pentaho', to: 'clickhouse', what: 'batches' },
];

/** Ways of data between a component and what its release refers to. */
const OUTSIDE: Readonly<Partial<Record<Step, Readonly<Record<string, Outside>>>>> = {
  capture: { aws_db_instance: { what: 'changes (binary log)', port: '3306', isInto: true } },
  risingwave: {
    aws_db_instance: { what: 'metadata', port: '3306', isAside: true },
    aws_s3_bucket: { what: 'state', port: '443' },
  },
  clickhouse: { aws_s3_bucket: { what: 'backups', port: '443' } },
  pentaho: { aws_db_instance: { what: 'batches', port: '3306', isInto: true } },
};

interface Outside {
  readonly what: string;
  readonly port: string;
  /** Whether data comes from there. @default false */
  readonly isInto?: boolean;
  /** Whether it leads back to where the data came from. @default false */
  readonly isAside?: boolean;
}

/** The pipeline from the databases to ClickHouse as it runs in the cluster, with ports and secrets. */
export function dataPlatform(inventory: Inventory, environment: string): DataPlatformPart {
  const components = dataComponentsOf(inventory, environment);
  const objects = objectsOf(inventory, environment);
  const cards = components.map((one): DiagramNode => {
    const secrets = secretsFor(objects, one).flatMap((line) => broken(line, 40));
    return { ...cardOf(one), facts: [...one.facts, ...wrapped(one.details, 40), ...secrets] };
  });
  const inside = FLOWS.flatMap(({ from, to, what }) =>
    components
      .filter(({ step }) => step === from)
      .flatMap((source) =>
        components
          .filter(({ step, cluster }) => step === to && cluster === source.cluster)
          .map((target) => between(inventory, environment, source, target, what)),
      ),
  );
  const outside = components.map((one) => outsideOf(inventory, environment, one));
  return {
    nodes: [...cards, ...outside.flatMap(({ nodes }) => nodes)],
    edges: [...inside, ...outside.flatMap(({ edges }) => edges)],
  };
}

function cardOf({ id, kind, name }: DataComponent): DiagramNode {
  return { id, kind, name, facts: [], group: 'pipeline' };
}

function between(
  inventory: Inventory,
  environment: string,
  source: DataComponent,
  target: DataComponent,
  what: string,
): DiagramEdge {
  const ends = [source.pods, target.pods];
  const ports = clustersOf(inventory, environment)
    .filter(({ cluster }) => cluster === source.cluster)
    .flatMap((cluster) => podReachOf(inventory, cluster))
    .filter(({ from, to }) => from.title !== to.title && ends.includes(from.title) && ends.includes(to.title))
    .flatMap((one) => one.ports);
  return edge(source.id, target.id, what, [...new Set(ports)]);
}

function edge(from: string, to: string, what: string, ports: readonly string[]): DiagramEdge {
  if (ports.length === 0) return { from, to, label: [what], line: 'dashed', meaning: CLOSED };
  return { from, to, label: [what, ports.map(podPort).join(', ')], line: 'solid' };
}

function outsideOf(inventory: Inventory, environment: string, component: DataComponent): DataPlatformPart {
  const parts = Object.entries(OUTSIDE[component.step] ?? {}).flatMap(
    ([type, { what, port, isInto = false, isAside = false }]) =>
      referredBy(inventory, component.resource, [type]).map((resource) => {
        const card = describe(resource, inventory, type === 'aws_s3_bucket' ? 'objects' : 'stores');
        const ports = isOpen(inventory, environment, component, port) ? [port] : [];
        const [from, to] = isInto ? [partId(resource), component.id] : [component.id, partId(resource)];
        return {
          nodes: card === undefined ? [] : [card],
          edge: { ...edge(from, to, what, ports), ...(isAside ? { isAside } : {}) },
        };
      }),
  );
  return { nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.map((part) => part.edge) };
}

function isOpen(inventory: Inventory, environment: string, { cluster, pods }: DataComponent, port: string): boolean {
  return clustersOf(inventory, environment)
    .filter((one) => one.cluster === cluster)
    .some((one) =>
      podPartsOf(inventory, one)
        .filter(({ title }: PodPart) => title === pods)
        .flatMap((part) => waysOutside(inventory, part, one))
        .some(({ direction, ports }) => direction === 'to' && ports.includes(port)),
    );
}
