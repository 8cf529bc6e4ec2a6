import type { Resource } from '@smile/inventory';
import { isExpression } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { bindingTests, isBinding, nameOf, namesAccountOf } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

/** What binds a service to one account, or to one workload; every set is enough by itself. */
interface ServiceRow {
  readonly service: string;
  /** Keys that must all be bound; a list within a list is one choice of several. @default - none: the service tells nothing of whom it acts for */
  readonly keys: readonly (readonly string[])[];
  readonly source: string;
}

const PODS = 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html';

const SERVICES: readonly ServiceRow[] = [
  {
    service: 'ec2.amazonaws.com',
    keys: [],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
  },
  {
    service: 'backup.amazonaws.com',
    keys: [],
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html',
  },
  {
    service: 'cloudtrail.amazonaws.com',
    keys: [],
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  },
  {
    service: 'ecr.amazonaws.com',
    keys: [],
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html',
  },
  {
    service: 'lambda.amazonaws.com',
    keys: [],
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  },
  {
    service: 'eks.amazonaws.com',
    keys: [['aws:SourceAccount', 'aws:SourceArn']],
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/cross-service-confused-deputy-prevention.html',
  },
  {
    service: 'monitoring.rds.amazonaws.com',
    keys: [['aws:SourceAccount', 'aws:SourceArn']],
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html',
  },
  {
    service: 'pods.eks.amazonaws.com',
    keys: [
      ['aws:SourceAccount', 'aws:SourceArn'],
      [
        'aws:SourceAccount',
        'aws:RequestTag/eks-cluster-arn',
        'aws:RequestTag/kubernetes-namespace',
        'aws:RequestTag/kubernetes-service-account',
      ],
    ],
    source: PODS,
  },
];

/** Actions of a trust policy; whatever else stands there does nothing, or too much. */
const ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'];

export const trustBounds: Rule = {
  id: 'SMILE_TRUST_BOUNDS',
  family: 'security',
  severity: 'high',
  title: 'Every trust policy statement restricts its principals by condition',
  what: 'Each Allow of each `assume_role_policy`: services of the table with the conditions that bind them to the account or the workload; principals of the own account by role, or by root with a binding aws:PrincipalArn of roles, and users with MFA of less than an hour; roles of other accounts by name, never their root; no wildcard, no NotPrincipal, no other action.',
  why: 'A trust policy is read once. The second statement, the operator with IfExists or a value of * is what lets others in.',
  remedy: 'Name the role or workload, and bind it with StringEquals, ArnEquals or ArnLike.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  check: each('aws_iam_role', (_, role, context) => [
    ...oneService(policyOf(context, role) ?? []),
    ...(policyOf(context, role) ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => [
        ...actions(statement),
        ...conditions(statement),
        ...statement.principals.flatMap(({ type, ids }) => {
          if (type === 'Service') return ids.flatMap((id) => service(statement, id, role));
          if (type === 'AWS' || type === '*') return ids.flatMap((id) => principal(statement, id, role));
          return [];
        }),
        ...(statement.principals.length === 0 ? [`${nameOf(statement)} must name principals, got none`] : []),
      ]),
  ]),
};

/** A role for two services has the permissions of both, and neither is seen to use them. */
function oneService(statements: readonly Statement[]): readonly string[] {
  const services = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principals }) => principals.flatMap(({ type, ids }) => (type === 'Service' ? ids : [])));
  const different = [...new Set(services)];
  return different.length > 1 ? [`the trust policy must be for one service, got ${different.join(' and ')}`] : [];
}

function actions(statement: Statement): readonly string[] {
  const others = statement.actions.filter((action) => !ACTIONS.includes(action));
  return [
    ...others.map((action) => `${nameOf(statement)} must allow ${ACTIONS.join(' or ')}, got ${action}`),
    ...(statement.notActions.length > 0 ? [`${nameOf(statement)} must list actions, got NotAction`] : []),
  ];
}

/** A condition that holds for others as well is worse than none, since it looks like one. */
function conditions(statement: Statement): readonly string[] {
  return statement.tests
    .filter((test) => !isBinding(test) && !/^(?:Numeric|Date|IpAddress|Null)/.test(test.operator))
    .map(({ operator, key, values }) => `${nameOf(statement)} must bind ${key}, got ${operator} ${values.join(', ')}`);
}

function service(statement: Statement, id: string, role: Resource): readonly string[] {
  if (isExpression(id)) return [];
  const row = SERVICES.find((one) => one.service === id);
  if (row === undefined) {
    return [
      `${nameOf(statement)} must be for a service of the table, got ${id}; add it with the conditions that its guide names`,
    ];
  }
  if (row.keys.length === 0) return [];
  const isBound = row.keys.some((keys) =>
    keys.every((key) => bindingTests(statement, [key]).some((test) => isExact(key, test.values))),
  );
  const foreign = statement.tests.filter(
    (test) => /^aws:Source|eks-cluster-arn$/.test(test.key) && !namesAccountOf(role, test),
  );
  const wanted = row.keys.map((keys) => keys.join(' and ')).join(', or ');
  return [
    ...(isBound ? [] : [`${nameOf(statement)} must bind ${id} by ${wanted}, got ${keysOf(statement)}`]),
    ...foreign.map(
      ({ key, values }) => `${nameOf(statement)} must name account ${role.account} in ${key}, got ${values.join(', ')}`,
    ),
  ];
}

/** One resource, not all of a type: an ARN may end in `*` after a name, and a tag may not at all. */
function isExact(key: string, values: readonly string[]): boolean {
  return values.every((value) =>
    key.startsWith('aws:RequestTag') ? !/[*?]/.test(value) : !/[:/]\*$|:\*:/.test(value),
  );
}

function keysOf({ tests }: Statement): string {
  return tests.length === 0 ? 'no condition' : tests.map(({ operator, key }) => `${operator} ${key}`).join(', ');
}

function principal(statement: Statement, id: string, role: Resource): readonly string[] {
  if (isExpression(id)) return [];
  if (/[*?]/.test(id)) return [`${nameOf(statement)} must name its principals, got ${id}`];
  const account = /^\d{12}$/.test(id) ? id : id.split(':').at(4);
  const isRoot = /^\d{12}$/.test(id) || id.endsWith(':root');
  if (isRoot) return byArn(statement, { ...role, account: role.account === undefined ? undefined : account });
  return /:user\//.test(id) ? withMfa(statement, id) : [];
}

function byArn(statement: Statement, role: Resource): readonly string[] {
  const tests = bindingTests(statement, ['aws:PrincipalArn']);
  const isNamed = (value: string) => /:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{5,}\*?$/.test(value);
  return tests.some((test) => test.values.every(isNamed) && namesAccountOf(role, test))
    ? []
    : [
        `${nameOf(statement)} must bind the root of the account by aws:PrincipalArn to roles of a name, got ${keysOf(statement)}`,
      ];
}

function withMfa(statement: Statement, id: string): readonly string[] {
  const isAsked = statement.tests.some(
    ({ operator, key, values }) =>
      operator === 'Bool' && key === 'aws:MultiFactorAuthPresent' && values.join() === 'true',
  );
  const isFresh = statement.tests.some(
    ({ operator, key, values }) =>
      /^NumericLessThan(?:Equals)?$/.test(operator) &&
      key === 'aws:MultiFactorAuthAge' &&
      values.every((value) => Number(value) <= 3600),
  );
  return [
    ...(isAsked
      ? []
      : [`${nameOf(statement)} must ask ${id} for Bool aws:MultiFactorAuthPresent true, got ${keysOf(statement)}`]),
    ...(isFresh
      ? []
      : [
          `${nameOf(statement)} must ask ${id} for aws:MultiFactorAuthAge of an hour at most, got ${keysOf(statement)}`,
        ]),
  ];
}
