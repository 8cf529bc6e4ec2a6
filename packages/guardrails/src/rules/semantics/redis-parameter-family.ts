import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** The family of an engine's version, as in `redis6.x`: since 7 one for each major, 6 with `.x`, before one for each minor. */
function familyOf(engine: string, version: string): string | undefined {
  const [, major = '', minor] = /^(\d+)(?:\.(\d+|x))?/.exec(version) ?? [];
  if (major === '') return undefined;
  if (engine === 'valkey') return `valkey${major}`;
  if (Number(major) >= 7) return `redis${major}`;
  if (major === '6') return 'redis6.x';
  return minor === undefined || minor === 'x' ? undefined : `redis${major}.${minor}`;
}

export const redisParameterFamily: Rule = {
  id: 'SMILE_REDIS_PARAMETER_FAMILY',
  family: 'semantics',
  severity: 'high',
  title: 'The parameter group of ElastiCache is for its engine and version',
  what: '`family` of the `aws_elasticache_parameter_group` that an `aws_elasticache_replication_group` or `aws_elasticache_cluster` names, or that of a default group by its name, is that of its `engine` and `engine_version`.',
  why: 'Plan accepts a group of another version, and ElastiCache refuses it at apply, on an upgrade in the middle of it.',
  remedy: 'Use RedisCache, which takes the family from the version.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html',
  check: each(['aws_elasticache_replication_group', 'aws_elasticache_cluster'], (cache, resource, context) => {
    const engine = cache.text('engine') ?? 'redis';
    const wanted = familyOf(engine, cache.text('engine_version') ?? '');
    if (wanted === undefined || !['redis', 'valkey'].includes(engine)) return undefined;
    const families = targetsOf(context, resource, 'parameter_group_name', 'aws_elasticache_parameter_group').map(
      (group) => Block.of(group).text('family'),
    );
    const [, byDefault] = /^default\.(.+?)(?:\.cluster\.on)?$/.exec(cache.text('parameter_group_name') ?? '') ?? [];
    return [...families, byDefault]
      .filter((family) => family !== undefined && family !== wanted)
      .map((family) => `parameter_group_name must be of family ${wanted}, got ${family}`);
  }),
};
