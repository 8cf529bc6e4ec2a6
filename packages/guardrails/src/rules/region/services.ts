import { findRegionFacts } from '@smile/core';
import type { Resource } from '@smile/inventory';
import { each } from '../../reading/checks.ts';
import type { Rule, Violation } from '../../rule.ts';

/** Service of the types that begin with a prefix, as the region's facts call it. */
const SERVICES: Readonly<Record<string, string>> = {
  aws_auditmanager_: 'auditmanager',
  aws_codeconnections_: 'codeconnections',
  aws_codestarconnections_: 'codestar-connections',
  aws_detective_: 'detective',
  aws_fis_: 'fis',
  aws_grafana_: 'grafana',
  aws_macie2_: 'macie2',
  aws_memorydb_: 'memorydb',
  aws_securitylake_: 'securitylake',
  aws_signer_: 'signer',
  aws_ssmincidents_: 'ssm-incidents',
};

/** The service that a type belongs to, with what is known of its region. */
function serviceOf({ type, region }: Resource) {
  const [, service] = Object.entries(SERVICES).find(([prefix]) => type.startsWith(prefix)) ?? [];
  const facts = findRegionFacts(region)?.services;
  return service === undefined || facts === undefined ? undefined : { service, region, facts };
}

const lacks = each('aws_*', (_, resource) => {
  const found = serviceOf(resource);
  return found?.facts.unavailable.includes(found.service)
    ? `${found.region} has no ${found.service}, which ${resource.type} needs`
    : undefined;
});

/** A missing endpoint in the SDK's list is a hint, not a fact. */
const unlisted = each('aws_*', (_, resource) => {
  const found = serviceOf(resource);
  return found?.facts.notListed?.includes(found.service)
    ? `the SDK lists no endpoint of ${found.service} in ${found.region}, which ${resource.type} needs; ask AWS, and write the answer into packages/core/data/${found.region}/services.json`
    : undefined;
});

const asWarning = (violation: Violation): Violation => ({ ...violation, status: 'warned' });

export const services: Rule = {
  id: 'SMILE_REGION_SERVICES',
  family: 'region',
  severity: 'high',
  title: 'Services exist in the region',
  what: 'No resource belongs to a service that the region does not have.',
  why: 'Plan accepts a service that the region lacks, as many lack Macie; the first call of the apply finds no such host.',
  remedy: 'Leave the service out, or host it ourselves.',
  source: 'services.json of the region in packages/core/data',
  check: (context) => [...(lacks(context) ?? []), ...(unlisted(context) ?? []).map(asWarning)],
};
