import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorize } from './authorize.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Context, Principal } from './request.ts';

/*
 * The same questions to another program, written by other people: CloudCopilot's simulator. Generated policies are built
 * from few words, so that statements meet, overlap and contradict each other.
 */
const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/writer`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/writer/job`;

const actions = fc.constantFrom('s3:PutObject', 's3:*', 's3:Put*', 's3:GetObject', 'S3:putobject', '*', 's3:???Object');
const resources = fc.constantFrom(
  '*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs',
  'arn:aws:s3:::logs/AWSLogs/*',
  'arn:aws:s3:::logs/AWSLogs/1/file.gz',
  'arn:aws:s3:::logs/AWSLogs/?/file.gz',
  'arn:aws:s3:::l*/*.gz',
  'arn:aws:s3:::logs/${aws:PrincipalTag/team}/*',
  'arn:aws:s3:::other/*',
);
const principals = fc.constantFrom<unknown>(
  '*',
  { AWS: '*' },
  { AWS: ROLE },
  { AWS: SESSION },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: 'arn:aws:iam::444455556666:role/writer' },
  { Service: 'delivery.logs.amazonaws.com' },
  { Service: ['cloudtrail.amazonaws.com', 'delivery.logs.amazonaws.com'] },
);

/** Conditions: operators, a key that they can test, values to compare with. */
const conditions = fc.oneof(
  ...[
    [
      [
        'StringEquals',
        'StringNotEquals',
        'StringLike',
        'StringNotLike',
        'StringEqualsIgnoreCase',
        'StringNotEqualsIgnoreCase',
      ],
      'aws:SourceAccount',
      [ACCOUNT, '1111*', '444455556666', '*', ''],
    ],
    [
      // Not StringNotEquals: of a variable without a value the guide says that a negated operator holds, the simulator not.
      ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase'],
      's3:x-amz-acl',
      ['bucket-owner-full-control', 'private', '${aws:PrincipalTag/team}'],
    ],
    [
      ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
      'aws:SourceArn',
      [`arn:aws:logs:r:${ACCOUNT}:*`, `arn:aws:logs:*:${ACCOUNT}:delivery`, 'arn:aws:logs:r:4:*', 'arn:*:logs:?:*:*'],
    ],
    [['Bool'], 'aws:SecureTransport', ['true', 'false']],
    [['IpAddress', 'NotIpAddress'], 'aws:SourceIp', ['203.0.113.0/24', '203.0.113.9', '10.0.0.0/8']],
    [
      ['NumericEquals', 'NumericLessThan', 'NumericGreaterThanEquals', 'NumericNotEquals'],
      'aws:MultiFactorAuthAge',
      ['5', '10', '50'],
    ],
    [['DateLessThan', 'DateGreaterThan'], 'aws:CurrentTime', ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z']],
  ].map(([operators = [], key = '', values = []]) =>
    fc
      .tuple(
        fc.constantFrom(...operators),
        fc.constantFrom('', '', 'IfExists'),
        fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
      )
      .map(([operator, suffix, given]) => ({ [`${operator}${suffix}`]: { [String(key)]: given } })),
  ),
  fc
    .tuple(
      fc.constantFrom('ForAllValues', 'ForAnyValue'),
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike'),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c*'), { minLength: 1, maxLength: 2 }),
    )
    .map(([set, operator, values]) => ({ [`${set}:${operator}`]: { 'aws:TagKeys': values } })),
  fc
    .tuple(fc.constantFrom('aws:SourceAccount', 'aws:SourceIp', 's3:x-amz-acl'), fc.boolean())
    .map(([key, isAbsent]) => ({ Null: { [key]: String(isAbsent) } })),
);

function statements(withPrincipal: boolean) {
  return fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    ...(withPrincipal ? { Principal: principals } : {}),
    Action: fc.uniqueArray(actions, { minLength: 1, maxLength: 2 }),
    Resource: fc.uniqueArray(resources, { minLength: 1, maxLength: 2 }),
    Condition: fc.option(conditions, { nil: {} }),
  });
}

const policies = (withPrincipal: boolean) =>
  fc
    .array(statements(withPrincipal), { minLength: 1, maxLength: 4 })
    .map((Statement) => ({ Version: '2012-10-17', Statement }));

const contexts: fc.Arbitrary<Context> = fc
  .record(
    {
      'aws:SourceAccount': fc.constantFrom(ACCOUNT, '444455556666'),
      's3:x-amz-acl': fc.constantFrom('bucket-owner-full-control', 'private', 'AWSLogs'),
      'aws:SourceArn': fc.constantFrom(`arn:aws:logs:r:${ACCOUNT}:delivery`, 'arn:aws:logs:r:4:delivery'),
      'aws:SecureTransport': fc.constantFrom('true', 'false'),
      'aws:SourceIp': fc.constantFrom('203.0.113.9', '198.51.100.1'),
      'aws:MultiFactorAuthAge': fc.constantFrom('5', '10', '11'),
      'aws:CurrentTime': fc.constantFrom('2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z'),
      'aws:TagKeys': fc.uniqueArray(fc.constantFrom('a', 'b', 'cd'), { minLength: 1, maxLength: 3 }),
      'aws:PrincipalTag/team': fc.constantFrom('AWSLogs', 'private'),
    },
    { requiredKeys: [] },
  )
  .map((context) => context);

const questions = fc.record({
  resource: fc.constantFrom(
    'arn:aws:s3:::logs/AWSLogs/1/file.gz',
    'arn:aws:s3:::logs/file.txt',
    'arn:aws:s3:::other/a',
  ),
  context: contexts,
});

async function simulated(
  principal: string,
  question: { readonly resource: string; readonly context: Context },
  sets: { readonly identity?: object; readonly resource?: object; readonly boundary?: object },
): Promise<string> {
  const named = (policy: object | undefined) => (policy === undefined ? [] : [{ name: 'policy', policy }]);
  const outcome = await runSimulation(
    {
      request: {
        principal,
        action: 's3:PutObject',
        resource: { resource: question.resource, accountId: ACCOUNT },
        contextVariables: { ...question.context } as Record<string, string | string[]>,
      },
      identityPolicies: named(sets.identity),
      resourcePolicy: sets.resource,
      permissionBoundaryPolicies: sets.boundary === undefined ? undefined : named(sets.boundary),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'Allowed' ? 'allowed' : 'denied';
}

function judged(
  principal: Principal,
  { resource, context }: { readonly resource: string; readonly context: Context },
  sets: { readonly identity?: object; readonly resource?: object; readonly boundary?: object },
): string {
  const read = (policy: object | undefined) => (policy === undefined ? undefined : [parsePolicy(policy)]);
  return authorize(
    { principal, action: 's3:PutObject', resource, context },
    { identity: read(sets.identity), resource: read(sets.resource), boundary: read(sets.boundary) },
  ).verdict;
}

/** 1,500 of each agree as well, in half a minute. */
const RUNS = { numRuns: 200, seed: 7 };
const TIMEOUT = 60_000;

test(
  'a service and the policy of a bucket: the same verdict as the simulator',
  () => {
    const principal = { kind: 'service', name: 'delivery.logs.amazonaws.com' } as const;
    return fc.assert(
      fc.asyncProperty(policies(true), questions, async (resource, question) => {
        expect(judged(principal, question, { resource })).toBe(await simulated(principal.name, question, { resource }));
      }),
      RUNS,
    );
  },
  TIMEOUT,
);

test(
  'a role with its policies: the same verdict as the simulator',
  () => {
    return fc.assert(
      fc.asyncProperty(policies(false), questions, async (identity, question) => {
        const principal = { kind: 'role', arn: ROLE, session: 'job' } as const;
        expect(judged(principal, question, { identity })).toBe(await simulated(SESSION, question, { identity }));
      }),
      RUNS,
    );
  },
  TIMEOUT,
);

test(
  'a role with its policies and boundary, and the policy of a bucket: the same verdict as the simulator',
  () => {
    return fc.assert(
      fc.asyncProperty(
        policies(false),
        policies(true),
        policies(false),
        questions,
        async (identity, resource, boundary, question) => {
          const principal = { kind: 'role', arn: ROLE, session: 'job' } as const;
          const sets = { identity, resource, boundary };
          expect(judged(principal, question, sets)).toBe(await simulated(SESSION, question, sets));
        },
      ),
      RUNS,
    );
  },
  TIMEOUT,
);
