import type { ArgumentRule } from './argument-rule.ts';

/** Most characters of user data, before it is encoded. */
const MAX_USER_DATA = 16 * 1024;

/** EC2 instances and launch templates. */
export const COMPUTE_RULES: readonly ArgumentRule[] = [
  {
    id: 'instance-image-alias',
    types: ['aws_instance'],
    path: 'ami',
    check: (ami, instance) =>
      typeof ami === 'string' && ami.startsWith('resolve:ssm:') && hasBlock(instance.root_block_device)
        ? 'must be an image id beside root_block_device, because the provider looks the image up; put both into a launch template'
        : undefined,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/43488',
  },
  {
    id: 'instance-cpu-credits',
    types: ['aws_instance'],
    path: 'credit_specification.cpu_credits',
    check: (_, { instance_type: type }) =>
      typeof type === 'string' && !type.startsWith('t')
        ? `must be absent for ${type}, which has no CPU credits; only types that start with t have some`
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances.html',
  },
  {
    id: 'instance-user-data-size',
    types: ['aws_instance'],
    path: 'user_data',
    check: (value) =>
      typeof value === 'string' && Buffer.byteLength(value) > MAX_USER_DATA
        ? `must have at most ${MAX_USER_DATA} bytes, got ${Buffer.byteLength(value)}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  },
];

function hasBlock(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
