import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Stores whose port and TLS applications read from parameters, with the port that each has where it says none. */
const STORES: readonly { readonly type: string; readonly group: string; readonly port: (store: Block) => number }[] = [
  { type: 'aws_db_instance', group: 'vpc_security_group_ids', port: (store) => store.number('port') ?? 3306 },
  {
    type: 'aws_elasticache_replication_group',
    group: 'security_group_ids',
    port: (store) => store.number('port') ?? 6379,
  },
  { type: 'aws_mq_broker', group: 'security_groups', port: () => 5671 },
];

/** Consoles beside the port that applications use. */
const CONSOLE_PORTS: Readonly<Record<string, readonly number[]>> = { aws_mq_broker: [443, 15_671] };

export const storeEntries: Rule = {
  id: 'SMILE_STORE_ENTRIES',
  family: 'semantics',
  severity: 'high',
  title: 'Parameters, security groups and windows of a store are those of the store',
  what: "The parameter `…/<store>/port` holds the store's own port and `…/tls` is `required`; its host and secret lead to the store and its secret of that name; rules of its security group are on its port alone; all stores of an environment are maintained in one window, outside working hours of the clock by which hosts are patched.",
  why: 'A parameter with another port is read at the next rollout, and a second port on the group is open to whoever was let in to the first.',
  remedy: 'Use the construct of the store, which writes all of them.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html',
  check: (context) => [...parameters(context), ...groups(context), ...windows(context)],
};

/** A parameter belongs to the store whose address stands beside it in the same folder. */
function parameters(context: RuleContext): readonly Violation[] {
  const all = context.resources('aws_ssm_parameter');
  const folderOf = (one: Resource) => /^(.*\/databases\/[^/]+)\/([^/]+)$/.exec(Block.of(one).text('name') ?? '') ?? [];
  return all.flatMap((place) => {
    const [, folder, entry] = folderOf(place);
    const value = Block.of(place).text('insecure_value') ?? Block.of(place).text('value');
    if (folder === undefined || entry === undefined || value === undefined) return [];
    if (entry === 'tls')
      return value === 'required' ? [] : [{ place, message: `value must be required, got ${value}` }];
    if (entry !== 'port') return [];
    const host = all.find((one) => folderOf(one)[1] === folder && folderOf(one)[2] === 'host');
    const [store] = host === undefined ? [] : storesAt(host, context);
    const row = STORES.find(({ type }) => type === store?.type);
    if (store === undefined || row === undefined) return [];
    const port = row.port(Block.of(store));
    return Number(value) === port
      ? []
      : [{ place, message: `value must be ${port}, the port of ${store.address}, got ${value}` }];
  });
}

function storesAt(parameter: Resource, { inventory }: RuleContext): readonly Resource[] {
  return inventory
    .referencesAt(parameter, 'insecure_value')
    .filter(({ type }) => STORES.some((store) => store.type === type));
}

function groups(context: RuleContext): readonly Violation[] {
  return STORES.flatMap(({ type, group, port }) =>
    context.resources(type).flatMap((store) => {
      const allowed = [port(Block.of(store)), ...(CONSOLE_PORTS[type] ?? [])];
      const own = context.inventory.referencesAt(store, group);
      return own
        .flatMap((one) => companionsOf(context, one, 'aws_vpc_security_group_ingress_rule', 'security_group_id'))
        .flatMap((place) => {
          const [from, to] = [Block.of(place).number('from_port'), Block.of(place).number('to_port')];
          if (from === undefined || (from === to && allowed.includes(from))) return [];
          return [
            { place, message: `must be on port ${allowed.join(' or ')} of ${store.address}, got ${from} to ${to}` },
          ];
        });
    }),
  );
}

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Hours of the local clock in which nobody works. */
const NIGHT = { from: 20, to: 6 };

function windows(context: RuleContext): readonly Violation[] {
  const zones = new Map(
    context
      .resources('aws_ssm_maintenance_window')
      .map(({ environment, values }) => [environment, values.schedule_timezone]),
  );
  const stores = STORES.flatMap(({ type }) => context.resources(type)).flatMap((place) => {
    const start = startOf(place);
    return start === undefined ? [] : [{ place, start }];
  });
  return stores.flatMap(({ place, start }) => {
    const own = stores.filter((one) => one.place.environment === place.environment);
    const usual = mostCommon(own.map((one) => `${one.start.day} ${one.start.hour}`));
    const zone = zones.get(place.environment);
    const local = typeof zone === 'string' ? localHour(start.hour, zone) : undefined;
    const isWeekend = start.day === 'SAT' || start.day === 'SUN';
    return [
      ...(own.length > 2 && `${start.day} ${start.hour}` !== usual
        ? [
            {
              place,
              message: `maintenance must begin with that of the other stores, ${usual}:00 UTC, got ${start.day} ${start.hour}:00`,
            },
          ]
        : []),
      ...(local === undefined || isWeekend || local >= NIGHT.from || local < NIGHT.to
        ? []
        : [
            {
              place,
              message: `maintenance must begin between ${NIGHT.from}:00 and ${NIGHT.to}:00 of ${String(zone)}, got ${local}:00`,
            },
          ]),
    ];
  });
}

interface Start {
  readonly day: string;
  readonly hour: number;
}

/** In UTC, as all three services have it. */
function startOf(store: Resource): Start | undefined {
  const block = Block.of(store);
  const [, day, hour] = /^(\w{3}):(\d\d):/.exec(block.text('maintenance_window') ?? '') ?? [];
  if (day !== undefined) return { day: day.toUpperCase(), hour: Number(hour) };
  const start = block.block('maintenance_window_start_time');
  const [first, time] = [start.text('day_of_week'), start.text('time_of_day')];
  const short = DAYS.find((one) => first?.startsWith(one) === true);
  return short === undefined || time === undefined ? undefined : { day: short, hour: Number(time.split(':')[0]) };
}

function localHour(hour: number, zone: string): number {
  const date = new Date(Date.UTC(2026, 0, 4, hour));
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(date));
}

function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((one) => one === value).length;
  return [...values].sort((a, b) => count(b) - count(a))[0];
}
