import { knownRegions, regionFacts } from '@smile/core';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

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

export const services: Rule = {
  id: 'SMILE_REGION_SERVICES',
  family: 'region',
  severity: 'high',
  title: 'Services exist in the region',
  what: 'No resource belongs to a service that the region does not have.',
  why: 'Plan accepts Macie and Managed Grafana in Jakarta; the first call of the apply finds no such host.',
  remedy: 'Leave the service out, or host it ourselves.',
  source: 'packages/core/data (prowler, August 2026)',
  check: each('aws_*', (_, { type, region }) => {
    if (region === undefined || !knownRegions().includes(region)) return undefined;
    const found = Object.entries(SERVICES).find(([prefix]) => type.startsWith(prefix));
    return found !== undefined && regionFacts(region).services.unavailable.includes(found[1])
      ? `${region} has no ${found[1]}, which ${type} needs`
      : undefined;
  }),
};
