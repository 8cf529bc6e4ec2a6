import type { Inventory, Resource } from '@smile/inventory';
import { asWords, counted } from '../words.ts';
import { partId } from './identity.ts';
import { blocks, literal, literals } from './values.ts';

/** Names that all lead to the same thing. */
export interface DnsTarget {
  /** The same in every environment. */
  readonly id: string;
  readonly provider: 'cloudflare' | 'route53';
  /** What the names are for, as in `Web`. */
  readonly purpose: string;
  /** Full names, sorted. */
  readonly names: readonly string[];
  /** Whether Cloudflare stands before the target. */
  readonly proxied: boolean;
  /** What Cloudflare does to requests, as in `3 rulesets`. */
  readonly protections: readonly string[];
  /** Id of the names that these lead to. @default - they lead to a load balancer, or out of the estate */
  readonly to?: string;
  /** Load balancer that they lead to. @default - they lead to other names, or out of the estate */
  readonly balancer?: Resource;
}

/** Types of records, since the binding of Cloudflare changed its name. */
const RECORDS = ['cloudflare_dns_record', 'cloudflare_record', 'aws_route53_record'];

/** Address records of an environment, those with one target together. Records that prove something (TXT, CAA) are left out. */
export function dnsTargets(inventory: Inventory, environment: string): DnsTarget[] {
  const records = inventory
    .resources({ type: RECORDS, environment, mode: 'managed' })
    .filter(({ values }) => ['A', 'AAAA', 'CNAME'].includes(literal(values, 'type') ?? ''))
    .filter(({ values }) => isHostName(literal(values, 'name')))
    .filter((record) => !isPrivate(inventory, record));
  const groups = new Map<string, Resource[]>();
  for (const record of records) {
    const key = targetKey(inventory, record);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  const targets = [...groups.values()].map((group) => targetOf(inventory, group, environment));
  return targets.map((target, index) => {
    const contents = [...groups.values()][index]?.flatMap((record) => contentsOf(record)) ?? [];
    const next = targets.find((other) => other !== target && other.names.some((name) => contents.includes(name)));
    const viaReference = [...groups.values()][index]?.flatMap((record) => inventory.references(record)) ?? [];
    const referred = targets.find(
      (other) => other !== target && viaReference.some((one) => other.records.includes(one)),
    );
    const { records: _, ...shown } = target;
    const to = (next ?? referred)?.id;
    return to === undefined ? shown : { ...shown, to };
  });
}

function targetOf(inventory: Inventory, records: readonly Resource[], environment: string) {
  const [first] = records;
  if (first === undefined) throw new Error('a group of records holds at least one');
  const cloudflare = first.type.startsWith('cloudflare_');
  const rulesets = cloudflare
    ? inventory.resources({ type: 'cloudflare_ruleset', environment, mode: 'managed' }).length
    : 0;
  return {
    id: `dns/${partId(first)}`,
    provider: cloudflare ? ('cloudflare' as const) : ('route53' as const),
    purpose: asWords(first.constructPath?.split('/')[1] ?? first.name),
    names: [...new Set(records.flatMap(({ values }) => literal(values, 'name') ?? []))].sort(),
    proxied: records.some(({ values }) => values.proxied === true),
    protections:
      rulesets === 0 || !records.some(({ values }) => values.proxied === true)
        ? []
        : [`${counted(rulesets, 'ruleset')} (firewall, rate limits)`],
    balancer: records.flatMap((record) => inventory.references(record)).find(({ type }) => type === 'aws_lb'),
    records,
  };
}

/** Records with one key lead to the same thing. */
function targetKey(inventory: Inventory, record: Resource): string {
  const balancer = inventory.references(record).find(({ type }) => type === 'aws_lb');
  const kind = record.type.startsWith('cloudflare_') ? 'cloudflare' : 'route53';
  if (balancer !== undefined) return `${kind} ${partId(balancer)}`;
  const reference = record.references.find(({ path }) => /^(content|records|value)/.test(path));
  return `${kind} ${reference === undefined ? contentsOf(record).join(',') : `${reference.stack} ${reference.address}`}`;
}

/** Names with an underscore prove who owns a domain; nobody goes there. */
function isHostName(name: string | undefined): boolean {
  return name !== undefined && !name.startsWith('_');
}

function contentsOf({ values }: Resource): string[] {
  const alias = blocks(values, 'alias').flatMap((one) => literal(one, 'name') ?? []);
  return [literal(values, 'content'), literal(values, 'value'), ...literals(values, 'records'), ...alias].flatMap(
    (text) => text ?? [],
  );
}

/** Whether a record is in a zone that only a VPC sees. */
function isPrivate(inventory: Inventory, record: Resource): boolean {
  return inventory
    .references(record)
    .some(({ type, values }) => type === 'aws_route53_zone' && values.vpc !== undefined);
}
