import { findRegionFacts } from '@smile/core';
import { groupedBy } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { OWNER_DOCUMENT } from '../owner-document.ts';

/** Where AWS keeps Route 53's query logs and health checks, whatever region an estate is in. */
const ROUTE_53_HOME = { region: 'us-east-1', types: /^aws_(cloudwatch_log_|cloudwatch_metric_alarm|kms_|sns_topic)/ };

/** A region, or the id of an availability zone. */
const PLACE =
  /(?<![a-z0-9-])(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d|(?<![a-z])[a-z]{3,4}\d-az\d/g;

/** Arguments whose very subject is other regions: whence Route 53 checks a host. */
const ABOUT_REGIONS = /^aws_route53_health_check$/;

/** A construct that names a place gets it right for one country only; what comes out then holds a place of another. */
export function namesNoOtherPlace(one: EnvironmentExamination): void {
  const { id } = one.environment;
  const placed = one
    .resources({ type: 'aws_*' })
    .filter(({ region, type }) => findRegionFacts(region) !== undefined && !ABOUT_REGIONS.test(type));
  const foreign = placed.flatMap((resource) => {
    const { region = '', type } = resource;
    const own = [
      region,
      ...(findRegionFacts(region)?.zones ?? []),
      ...(ROUTE_53_HOME.types.test(type) ? [ROUTE_53_HOME.region] : []),
    ];
    const named = [...JSON.stringify(resource.values).matchAll(PLACE)].map(([place]) => place);
    return named.filter((place) => !own.includes(place)).map((place) => ({ resource, place }));
  });
  for (const place of new Set(foreign.map((found) => found.place))) {
    const [first, ...others] = foreign.filter((found) => found.place === place);
    if (first === undefined) continue;
    const also = others.length === 0 ? '' : `, as in ${others.length} other texts`;
    one.holds(first.resource, `places of ${first.resource.region} only`, `${place}${also}`, false);
  }
  const found = `${placed.length} resources that name no other`;
  if (foreign.length === 0)
    one.holds({ stack: id, address: 'places' }, 'places of its region', found, placed.length > 0);
}

/** What is there is in the region that its country promises (REG-1); one cause is one problem. */
export function isInItsRegion(one: EnvironmentExamination): void {
  const { id } = one.environment;
  const wanted = one.isOfOwner ? OWNER_DOCUMENT.region : one.promises?.region;
  const placed = one.resources({ type: 'aws_*' }).filter(({ region }) => region !== undefined && region !== '');
  const elsewhere = placed.filter(({ region, type }) => {
    const isAtHome = region === ROUTE_53_HOME.region && ROUTE_53_HOME.types.test(type);
    return region !== wanted && !isAtHome;
  });
  if (wanted === undefined) {
    one.cannotTell(`nothing tells which region the country of ${id} promises`);
    return;
  }
  // One cause, one problem: a provider in another region moves hundreds of resources.
  for (const [region, [first, ...others]] of groupedBy(elsewhere, (resource) => [resource.region ?? ''])) {
    if (first === undefined) continue;
    one.holds(first, wanted, others.length === 0 ? region : `${region}, as in ${others.length} other resources`, false);
  }
  const found = `${placed.length - elsewhere.length} of ${placed.length} resources`;
  one.holds({ stack: id, address: 'region' }, wanted, found, placed.length > elsewhere.length);
}
