import type { MysqlVersion, WaiverProps } from '@smile/core';

/**
 * What follows from a version. `aws rds describe-db-engine-versions --engine mysql` lists newer ones with their families.
 *
 * 8.0 has been in paid extended support since 2026-07-31 (core: end-of-support.ts).
 */
export const MYSQL_FAMILIES: Readonly<Record<MysqlVersion, string>> = { '8.0': 'mysql8.0', '8.4': 'mysql8.4' };

/** What the guardrails let pass for a version, and until when. @default - nothing */
export const VERSION_WAIVERS: Readonly<Partial<Record<MysqlVersion, WaiverProps>>> = {
  '8.0': {
    rule: 'SMILE_LIFECYCLE_MYSQL',
    reason:
      'SMILE asks for MySQL 8.0 (APP-RDS); extended support is paid until the upgrade to 8.4 has been rehearsed on a restored snapshot',
    owner: 'data',
    expires: '2027-06-30',
  },
};
