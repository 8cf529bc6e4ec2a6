import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { hole } from './hole.ts';
import { parsePolicy } from './parse-policy.ts';
import { type Context, type Request, UNKNOWN_KEY } from './request.ts';
import { type Policy, UNKNOWN_POLICY } from './statement.ts';

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const MULTI = `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html`;

const SERVICE = 'delivery.logs.amazonaws.com';
const OBJECT = 'arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/111122223333/file.gz';

function verdict(statements: readonly object[], request: Partial<Request> = {}, version = '2012-10-17'): string {
  const policy = parsePolicy({ Version: version, Statement: statements });
  return evaluate([policy], {
    principal: { kind: 'service', name: SERVICE },
    action: 's3:PutObject',
    resource: OBJECT,
    ...request,
  }).verdict;
}

const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: '*',
  ...more,
});

describe('an explicit deny over an allow, and no statement at all', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
  test.each([
    ['nothing', [], 'denied'],
    ['an allow', [allow()], 'allowed'],
    ['an allow and a deny', [allow(), allow({ Effect: 'Deny' })], 'denied'],
    ['a deny of another action', [allow(), allow({ Effect: 'Deny', Action: 's3:DeleteObject' })], 'allowed'],
    ['only a deny', [allow({ Effect: 'Deny' })], 'denied'],
  ] as const)('%s', (_, statements, expected) => {
    expect(verdict(statements)).toBe(expected);
  });
});

describe('actions, resources and principals', () => {
  test.each([
    [
      'an action in other letters, since names of actions are not case-sensitive',
      { Action: 'S3:putobject' },
      'allowed',
    ],
    ['a wildcard in an action', { Action: 's3:Put*' }, 'allowed'],
    ['one character for ?', { Action: 's3:PutObjec?' }, 'allowed'],
    ['no character for ?', { Action: 's3:PutObject?' }, 'denied'],
    ['all but one action', { Action: undefined, NotAction: 's3:GetObject' }, 'allowed'],
    ['all but this action', { Action: undefined, NotAction: 's3:Put*' }, 'denied'],
    ['the exact resource', { Resource: OBJECT }, 'allowed'],
    ['a resource in other letters, since ARNs are case-sensitive', { Resource: OBJECT.toUpperCase() }, 'denied'],
    ['a folder', { Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/*' }, 'allowed'],
    ['another folder', { Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/aws-account-id=*' }, 'denied'],
    ['the bucket without its objects', { Resource: 'arn:aws:s3:::amzn-s3-demo-bucket' }, 'denied'],
    ['all but another bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }, 'allowed'],
    ['all but this bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::amzn-*' }, 'denied'],
    ['the service', { Principal: { Service: SERVICE } }, 'allowed'],
    ['one of several services', { Principal: { Service: ['events.amazonaws.com', SERVICE] } }, 'allowed'],
    ['another service', { Principal: { Service: 'logs.amazonaws.com' } }, 'denied'],
    ['the name of the service as an AWS principal', { Principal: { AWS: SERVICE } }, 'denied'],
    ['everybody, as AWS', { Principal: { AWS: '*' } }, 'allowed'],
    ['an account', { Principal: { AWS: '111122223333' } }, 'denied'],
    ['all but another service', { Principal: undefined, NotPrincipal: { Service: 'events.amazonaws.com' } }, 'allowed'],
    ['all but this service', { Principal: undefined, NotPrincipal: { Service: SERVICE } }, 'denied'],
  ] as const)('%s', (_, statement, expected) => {
    expect(verdict([JSON.parse(JSON.stringify(allow(statement)))])).toBe(expected);
  });

  test.each([
    ['role', 'arn:aws:iam::111122223333:role/r', 'allowed'],
    ['session of it', 'arn:aws:sts::111122223333:assumed-role/r/s', 'allowed'],
    ['another session of it', 'arn:aws:sts::111122223333:assumed-role/r/other', 'denied'],
    ['root of the account', 'arn:aws:iam::111122223333:root', 'allowed'],
    ['number of the account', '111122223333', 'allowed'],
    ['another account', '444455556666', 'denied'],
  ])('a role named by: %s', (_, id, expected) => {
    const principal = { kind: 'role', arn: 'arn:aws:iam::111122223333:role/r', session: 's' } as const;
    expect(verdict([allow({ Principal: { AWS: id } })], { principal })).toBe(expected);
  });
});

/** Condition block, context of the request, whether it holds, and the page that says so. */
const CONDITIONS: readonly (readonly [condition: object, context: Context, holds: boolean, source: string])[] = [
  [{ StringEquals: { k: 'a' } }, { k: 'a' }, true, OPERATORS],
  [{ StringEquals: { k: 'a' } }, { k: 'A' }, false, OPERATORS],
  [{ StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true, OPERATORS],
  [{ StringEquals: { k: 'a*' } }, { k: 'ab' }, false, OPERATORS],
  [{ StringEquals: { K: 'a' } }, { k: 'a' }, true, OPERATORS],
  [{ StringEquals: { k: 'a' } }, {}, false, OPERATORS],
  [{ StringEquals: { k: 'a', l: 'b' } }, { k: 'a', l: 'c' }, false, OPERATORS],
  [{ StringEquals: { k: 'a' }, StringNotEquals: { l: 'b' } }, { k: 'a', l: 'c' }, true, OPERATORS],
  [{ StringEqualsIfExists: { k: 'a' } }, {}, true, OPERATORS],
  [{ StringEqualsIfExists: { k: 'a' } }, { k: 'b' }, false, OPERATORS],
  [{ StringNotEquals: { k: 'a' } }, {}, true, OPERATORS],
  [{ StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false, OPERATORS],
  [{ StringNotEquals: { k: ['a', 'b'] } }, { k: 'c' }, true, OPERATORS],
  [{ StringEqualsIgnoreCase: { k: 'a' } }, { k: 'A' }, true, OPERATORS],
  [{ StringNotEqualsIgnoreCase: { k: 'a' } }, { k: 'A' }, false, OPERATORS],
  [{ StringLike: { k: 'a*c?' } }, { k: 'abbcd' }, true, OPERATORS],
  [{ StringLike: { k: 'a*c?' } }, { k: 'abbc' }, false, OPERATORS],
  [{ StringNotLike: { k: 'a*' } }, { k: 'b' }, true, OPERATORS],
  [{ NumericEquals: { k: '10' } }, { k: '10.0' }, true, OPERATORS],
  [{ NumericLessThanEquals: { k: '10' } }, { k: '10' }, true, OPERATORS],
  [{ NumericLessThan: { k: '10' } }, { k: '10' }, false, OPERATORS],
  [{ NumericGreaterThan: { k: '9' } }, { k: '10' }, true, OPERATORS],
  [{ NumericNotEquals: { k: '9' } }, { k: '9' }, false, OPERATORS],
  [{ NumericGreaterThan: { k: '9' } }, { k: 'ten' }, false, OPERATORS],
  [{ DateGreaterThan: { k: '2020-01-01T00:00:01Z' } }, { k: '2020-01-01T00:00:02Z' }, true, OPERATORS],
  [{ DateLessThan: { k: '2020-01-01T00:00:01Z' } }, { k: '1577836800' }, true, OPERATORS],
  [{ DateNotEquals: { k: '2020-01-01T00:00:00Z' } }, { k: '1577836800' }, false, OPERATORS],
  [{ Bool: { k: 'true' } }, { k: 'TRUE' }, true, OPERATORS],
  [{ Bool: { k: 'false' } }, { k: 'true' }, false, OPERATORS],
  [{ Bool: { k: 'false' } }, {}, false, OPERATORS],
  [{ BoolIfExists: { k: 'false' } }, {}, true, OPERATORS],
  [{ BinaryEquals: { k: 'QmluYXJ5' } }, { k: 'QmluYXJ5' }, true, OPERATORS],
  [{ BinaryEquals: { k: 'QmluYXJ5' } }, { k: 'qmluYXJ5' }, false, OPERATORS],
  [{ IpAddress: { k: '203.0.113.0/24' } }, { k: '203.0.113.9' }, true, OPERATORS],
  [{ IpAddress: { k: '203.0.113.0/24' } }, { k: '203.0.114.9' }, false, OPERATORS],
  [{ IpAddress: { k: '2001:DB8:1234:5678::/64' } }, { k: '2001:db8:1234:5678::9' }, true, OPERATORS],
  [{ IpAddress: { k: '203.0.113.9' } }, { k: '203.0.113.9' }, true, OPERATORS],
  [{ NotIpAddress: { k: '203.0.113.0/24' } }, { k: '203.0.113.9' }, false, OPERATORS],
  [{ NotIpAddress: { k: '203.0.113.0/24' } }, {}, true, OPERATORS],
  [
    { ArnEquals: { k: 'arn:aws:sns:*:111122223333:t*' } },
    { k: 'arn:aws:sns:eu-west-1:111122223333:topic' },
    true,
    OPERATORS,
  ],
  [{ ArnLike: { k: 'arn:aws:sns:*:t' } }, { k: 'arn:aws:sns:eu-west-1:111122223333:t' }, false, OPERATORS],
  [{ ArnLike: { k: 'arn:aws:logs:r:1:*' } }, { k: 'arn:aws:logs:r:1:log-group:g:*' }, true, OPERATORS],
  [{ ArnNotLike: { k: 'arn:aws:sns:*:1:t' } }, { k: 'arn:aws:sns:r:1:t' }, false, OPERATORS],
  [{ ArnNotEquals: { k: 'arn:aws:sns:*:1:t' } }, {}, true, OPERATORS],
  [{ Null: { k: 'true' } }, {}, true, OPERATORS],
  [{ Null: { k: 'true' } }, { k: 'a' }, false, OPERATORS],
  [{ Null: { k: 'false' } }, { k: 'a' }, true, OPERATORS],
  [{ Null: { k: 'false' } }, {}, false, OPERATORS],
  [{ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'b'] }, true, MULTI],
  [{ 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false, MULTI],
  [{ 'ForAllValues:StringEquals': { k: ['a'] } }, {}, true, MULTI],
  [{ 'ForAnyValue:StringEquals': { k: ['a', 'b'] } }, { k: ['c', 'a'] }, true, MULTI],
  [{ 'ForAnyValue:StringEquals': { k: ['a', 'b'] } }, { k: ['c'] }, false, MULTI],
  [{ 'ForAnyValue:StringEquals': { k: ['a'] } }, {}, false, MULTI],
  [{ 'ForAnyValue:StringNotEquals': { k: ['a'] } }, { k: ['a', 'b'] }, true, MULTI],
  [{ 'ForAnyValue:StringNotEquals': { k: ['a'] } }, {}, false, MULTI],
  [{ 'ForAllValues:StringNotEquals': { k: ['a'] } }, { k: ['b', 'a'] }, false, MULTI],
  [{ StringEquals: { k: '${l}' } }, { k: 'a', l: 'a' }, true, VARIABLES],
  [{ StringEquals: { k: '${l}' } }, { k: 'a' }, false, VARIABLES],
  [{ StringNotEquals: { k: '${l}' } }, { k: 'a' }, true, VARIABLES],
  [{ StringLike: { k: '${l}' } }, { k: 'ab', l: 'a*' }, false, VARIABLES],
  [{ StringLike: { k: '${l}*' } }, { k: 'ab', l: 'a' }, true, VARIABLES],
  [{ StringEquals: { k: "${l, 'none'}" } }, { k: 'none' }, true, VARIABLES],
  [{ StringLike: { k: 'a${*}' } }, { k: 'a*' }, true, VARIABLES],
  [{ StringLike: { k: 'a${*}' } }, { k: 'ab' }, false, VARIABLES],
];

describe('conditions', () => {
  test.each(CONDITIONS)('%j with %j: %s (%s)', (condition, context, holds) => {
    expect(verdict([allow({ Condition: condition })], { context })).toBe(holds ? 'allowed' : 'denied');
  });

  test('hold of variables only in documents of 2012', () => {
    const statements = [allow({ Condition: { StringEquals: { k: '${l}' } } })];
    expect(verdict(statements, { context: { k: 'a', l: 'a' } }, '2008-10-17')).toBe('denied');
    expect(verdict(statements, { context: { k: '${l}' } }, '2008-10-17')).toBe('allowed');
  });

  test('a variable in a resource without a value matches nothing', () => {
    const statements = [allow({ Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}*' })];
    expect(verdict(statements)).toBe('denied');
    expect(verdict(statements, { context: { 'aws:username': 'AWSLogs/' } })).toBe('allowed');
  });
});

describe('what is not known before apply', () => {
  const bucket = hole('aws_s3_bucket.Logs.id');
  const put = { resource: `arn:aws:s3:::${bucket}/AWSLogs/111122223333/file.gz` };

  test.each([
    ['the same unknown bucket', { Resource: `arn:aws:s3:::${bucket}/AWSLogs/*` }, 'allowed'],
    ['another folder of the same unknown bucket', { Resource: `arn:aws:s3:::${bucket}/Config/*` }, 'unknown'],
    ['another unknown bucket', { Resource: `arn:aws:s3:::${hole('other')}/AWSLogs/*` }, 'unknown'],
    ['a known bucket', { Resource: 'arn:aws:s3:::logs/AWSLogs/*' }, 'unknown'],
    ['another service, whatever the bucket is', { Resource: 'arn:aws:sns:::*' }, 'denied'],
    ['any bucket', { Resource: 'arn:aws:s3:::*' }, 'allowed'],
    ['an action that is not known', { Action: hole('var.action') }, 'unknown'],
    ['a condition value that is not known', { Condition: { StringEquals: { k: hole('v') } } }, 'unknown'],
    ['a condition on an absent key', { Condition: { StringEquals: { l: hole('v') } } }, 'denied'],
    ['a number that is not known', { Condition: { NumericEquals: { k: hole('v') } } }, 'unknown'],
    ['an operator that is not known', { Condition: { [hole('o')]: { k: 'a' } } }, 'unknown'],
    ['a key that may be there', { Condition: { StringEquals: { u: 'a' } } }, 'unknown'],
    ['a negated test of a key that may be there', { Condition: { StringNotEquals: { u: 'a' } } }, 'unknown'],
    ['whether a key is there', { Condition: { Null: { u: 'false' } } }, 'unknown'],
  ] as const)('allowed for %s', (_, statement, expected) => {
    const context = { k: 'a', u: UNKNOWN_KEY };
    expect(verdict([allow(statement)], { ...put, context })).toBe(expected);
  });

  test.each([
    ['a deny that may apply, over an allow', [allow(), allow({ Effect: 'Deny', Resource: `${bucket}*` })], 'unknown'],
    ['a deny that may apply, over nothing', [allow({ Effect: 'Deny', Resource: `${bucket}*` })], 'denied'],
    [
      'a deny that applies, over an allow that may',
      [allow({ Action: hole('a') }), allow({ Effect: 'Deny' })],
      'denied',
    ],
  ])('%s', (_, statements, expected) => {
    expect(verdict(statements, put)).toBe(expected);
  });

  test('a policy that is not known, alone and beside others', () => {
    const request: Request = { principal: { kind: 'anonymous' }, action: 's3:PutObject', resource: OBJECT };
    const policy = (effect: string): Policy =>
      parsePolicy({ Version: '2012-10-17', Statement: allow({ Effect: effect }) });
    expect(evaluate([UNKNOWN_POLICY], request).verdict).toBe('unknown');
    expect(evaluate([UNKNOWN_POLICY, policy('Allow')], request).verdict).toBe('unknown');
    expect(evaluate([UNKNOWN_POLICY, policy('Deny')], request).verdict).toBe('denied');
  });
});
