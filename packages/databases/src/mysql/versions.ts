import type { MysqlVersion } from '@smile/core';

/**
 * What follows from a version. `aws rds describe-db-engine-versions --engine mysql` lists newer ones with their families.
 *
 * 8.0 has been in paid extended support since 2026-07-31 (core: end-of-support.ts).
 */
export const MYSQL_FAMILIES: Readonly<Record<MysqlVersion, string>> = { '8.0': 'mysql8.0', '8.4': 'mysql8.4' };
