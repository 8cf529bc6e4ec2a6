import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import { counted } from '../words.ts';
import { literal } from './values.ts';

/** All endpoints of one kind are one card with a list; one card for each would be most of the picture. */
export function endpointCards(inventory: Inventory, environment: string, group: string): DiagramNode[] {
  const all = inventory.resources({ type: 'aws_vpc_endpoint', environment, mode: 'managed' });
  const ofKind = (kind: string) =>
    all.filter(({ values }) => (literal(values, 'vpc_endpoint_type') ?? 'Gateway') === kind);
  return [
    card('Interface endpoints', 'service', ofKind('Interface'), group),
    card('Gateway endpoints', 'service', ofKind('Gateway'), group),
  ].flatMap((one) => one ?? []);
}

function card(name: string, noun: string, endpoints: readonly Resource[], group: string): DiagramNode | undefined {
  if (endpoints.length === 0) return undefined;
  const services = endpoints.map(serviceOf).sort();
  return {
    id: `endpoints/${name}`,
    kind: 'network',
    name,
    facts: [`${counted(services.length, noun)} without the internet:`],
    details: services,
    group,
  };
}

/** As in `ecr.api`. */
function serviceOf({ values, name }: Resource): string {
  return literal(values, 'service_name')?.replace(/^com\.amazonaws\.[^.]+\./, '') ?? name;
}
