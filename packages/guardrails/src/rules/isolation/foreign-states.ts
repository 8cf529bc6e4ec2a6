import { Block } from '../../reading/block.ts';
import type { Rule } from '../../rule.ts';

export const foreignStates: Rule = {
  id: 'SMILE_ISOLATED_STATES',
  family: 'isolation',
  severity: 'high',
  title: 'An environment keeps and reads its own states only',
  what: "Every backend's key begins with the environment, its bucket is the environment's, and every `terraform_remote_state` is of the same environment.",
  why: "Two environments on one state destroy each other's resources; one that reads another's breaks when that one changes.",
  remedy: 'Use EstateStack, and pass constructs within one environment.',
  source: 'docs/adr/0003-s3-state-with-lockfile.md',
  check: (context) =>
    context.inventory.stacks.flatMap(({ name, environment, backend }) => {
      const reads = context.dataSources('terraform_remote_state').filter(({ stack }) => stack === name);
      return reads.flatMap((place) => {
        const config = Block.of(place).block('config');
        const key = config.text('key');
        const isOwn = environment === undefined || key === undefined || key.startsWith(`${environment}/`);
        const bucket = config.text('bucket');
        const isOwnBucket = bucket === undefined || backend === undefined || backend.config.bucket === bucket;
        return [
          ...(isOwn ? [] : [{ place, message: `config.key must begin with ${environment}/, got ${key}` }]),
          ...(isOwnBucket
            ? []
            : [{ place, message: `config.bucket must be ${String(backend?.config.bucket)}, got ${bucket}` }]),
        ];
      });
    }),
};
