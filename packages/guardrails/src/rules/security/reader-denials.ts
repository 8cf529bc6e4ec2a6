import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import { isAbout } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

/** Calls of ReadOnlyAccess that read data, and not settings; a plan needs none of them. */
const DATA = [
  'secretsmanager:GetSecretValue',
  's3:GetObject',
  's3:GetObjectVersion',
  'dynamodb:GetItem',
  'dynamodb:Scan',
  'logs:GetLogEvents',
  'logs:StartQuery',
  'ecr:BatchGetImage',
  'sqs:ReceiveMessage',
  'kinesis:GetRecords',
  'athena:GetQueryResults',
  'rds:DownloadDBLogFilePortion',
  'ssm:GetParameterHistory',
  'ec2:GetConsoleOutput',
  'ec2:GetPasswordData',
];

export const readerDenials: Rule = {
  id: 'SMILE_READER_DENIALS',
  family: 'security',
  severity: 'high',
  title: 'Roles with ReadOnlyAccess are denied the reading of data',
  what: 'A role with `ReadOnlyAccess` has an inline policy that denies the calls by which that policy reads data: values of secrets, objects other than states, items, messages, logs and images; denials are under no condition; what it may write are lock files of states.',
  why: 'The job that plans every change request runs code that nobody has reviewed yet.',
  remedy: 'Use the plan role of DeploymentRoles.',
  source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html',
  check: each('aws_iam_role_policy_attachment', (attachment, resource, context) => {
    if (!/:aws:policy\/ReadOnlyAccess$/.test(attachment.text('policy_arn') ?? '')) return undefined;
    const [role] = targetsOf(context, resource, 'role', 'aws_iam_role');
    if (role === undefined) return undefined;
    const policies = companionsOf(context, role, 'aws_iam_role_policy', 'role');
    const statements = policies.map((policy) => policyOf(context, policy));
    if (statements.includes(undefined)) return undefined;
    const denials = statements.flat().filter((one) => one?.effect === 'Deny' && one.tests.length === 0);
    const open = DATA.filter((action) => !denials.some((one) => one !== undefined && isAbout(one, action)));
    const writes = statements.flat().filter((one) => one?.effect === 'Allow' && isWriting(one.actions, one.resources));
    const written = writes.map(
      (one) => `role ${Block.of(role).show('name')} must write lock files only, got ${one?.resources.join(', ')}`,
    );
    return open.length === 0
      ? written
      : `role ${Block.of(role).show('name')} must be denied ${open.join(', ')}, which ReadOnlyAccess allows`;
  }),
};

/** Whether a statement lets objects be written that are no lock of a state. */
function isWriting(actions: readonly string[], resources: readonly string[]): boolean {
  return (
    actions.some((action) => /^(?:s3:(?:Put|Delete)|\w+:(?:Create|Update|Put|Delete|Modify))/i.test(action)) &&
    resources.some((resource) => !resource.endsWith('.tflock'))
  );
}
