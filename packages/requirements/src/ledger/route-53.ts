import { blocksAt, type Resource } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { applicationBalancers } from './load-balancers.ts';

/** A zone for origins, which Cloudflare delegates, with a name for every load balancer; and one for names inside the VPC. */
export function hasNames(one: EnvironmentExamination): void {
  const zones = one.ofType('aws_route53_zone');
  const isPrivate = ({ values }: Resource) => blocksAt(values, 'vpc').length > 0;
  const inside = one.one('zone inside the VPC', zones.filter(isPrivate));
  if (inside !== undefined) one.refers(inside, 'vpc.vpc_id', 'aws_vpc');
  const origins = one.one(
    'zone of origins',
    zones.filter((zone) => !isPrivate(zone)),
  );
  if (origins === undefined) return;
  const delegations = one.ofType('cloudflare_dns_record').filter(({ values }) => {
    return values.type === 'NS' && values.name === origins.values.name;
  });
  // Route 53 answers from four name servers; with fewer delegated, losing some loses the name.
  one.exactly(4, 'delegation of the origin zone', delegations);
  const front = applicationBalancers(one);
  for (const balancer of one.ofType('aws_lb')) {
    if (front.includes(balancer)) hasName(one, balancer, origins, 'origin');
    else if (inside !== undefined) hasName(one, balancer, inside, 'inner');
  }
}

function hasName(one: EnvironmentExamination, balancer: Resource, zone: Resource, kind: 'origin' | 'inner'): void {
  const aliases = one.ofType('aws_route53_record').filter((record) => {
    const isThere = one.inventory.referencesAt(record, 'alias.name').includes(balancer);
    const isEqual = blocksAt(record.values, 'alias').some(({ name }) => name === balancer.values.dns_name);
    return isThere || (isEqual && balancer.values.dns_name !== undefined);
  });
  const record = one.one(`${kind} name of ${balancer.values.name}`, aliases);
  if (record === undefined) return;
  const isInZone = one.pointsAt(record, 'zone_id', 'aws_route53_zone').includes(zone);
  one.holds(
    record,
    kind === 'origin' ? 'a record of the origin zone' : 'a record of the zone inside the VPC',
    isInZone ? 'one' : 'another zone',
    isInZone,
  );
}
