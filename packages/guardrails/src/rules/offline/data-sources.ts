import type { Rule } from '../../rule.ts';

const COMPUTED = [
  'aws_ecr_lifecycle_policy_document',
  'aws_iam_policy_document',
  'aws_partition',
  'aws_region',
  'aws_service_principal',
  'terraform_remote_state',
];

export const dataSources: Rule = {
  id: 'SMILE_OFFLINE_DATA_SOURCES',
  family: 'offline',
  severity: 'high',
  title: 'No plan asks a cloud',
  what: 'Every data source is one that Terraform or the provider computes by itself.',
  why: 'A plan that asks AWS needs an account, differs from day to day, and cannot be rehearsed.',
  remedy: 'Write the value into the environment or versions.ts.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs',
  check: ({ dataSources }) =>
    dataSources('**')
      .filter(({ type }) => !COMPUTED.includes(type))
      .map((place) => ({ place, message: `must be one of ${COMPUTED.join(', ')}, got ${place.type}` })),
};
