/**
 * Parameter-group family of a Redis OSS version: `6.2` has `redis6.x`.
 *
 * `aws elasticache describe-cache-engine-versions --engine redis` lists newer ones with their families. 6.2 leaves
 * standard support on 2027-01-31 (core: end-of-support.ts).
 */
export function redisFamily(version: string): string {
  const major = version.split('.')[0] ?? '';
  return major === '6' ? 'redis6.x' : `redis${major}`;
}
