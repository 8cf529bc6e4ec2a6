import { describe, expect, test } from 'vitest';
import { state } from './fixtures/guarded-estate.ts';
import { Inventory } from './inventory.ts';
import { secretReaders, secretsOf } from './secret-readers.ts';

const ARN = 'arn:aws:secretsmanager:ap-southeast-3:333333333333:secret:smile-dev/mysql-AbCdEf';

const provider = { aws: [{ region: 'ap-southeast-3', allowed_account_ids: ['333333333333'] }] };
const allow = (actions: string[], resources: string[], more = {}) => ({ statement: [{ actions, resources, ...more }] });
const READ = ['secretsmanager:GetSecretValue'];

/** A secret, a role, and what else is given. */
const synth = (more: { data?: object; resource?: object; tags?: object }) =>
  Inventory.fromStacks({
    a: {
      provider,
      data: more.data ?? {},
      resource: {
        aws_secretsmanager_secret: { Mysql: { name: 'smile-dev/mysql', tags: more.tags ?? {} } },
        aws_iam_role: { Reader: { name: 'smile-dev-reader' } },
        ...more.resource,
      },
    },
  });

/** The secret's readers as text. */
const readersIn = (inventory: Inventory) =>
  secretsOf(inventory).flatMap((secret) =>
    secretReaders(inventory, secret).map(({ how, who, by }) => `${how}: ${who} by ${by}`),
  );

const withPolicy = (document: object) =>
  synth({
    data: { aws_iam_policy_document: { Document: document } },
    resource: {
      aws_iam_role_policy: {
        Policy: { role: '${aws_iam_role.Reader.name}', policy: '${data.aws_iam_policy_document.Document.json}' },
      },
    },
  });

const SECRET = '${aws_secretsmanager_secret.Mysql.arn}';

describe('a role reads a secret', () => {
  test.each([
    ['by reference', allow(READ, [SECRET])],
    ['by a pattern of its name', allow(READ, ['arn:aws:secretsmanager:*:*:secret:smile-dev/*'])],
    ['by every action of the service', allow(['secretsmanager:*'], [SECRET])],
    ['by everything', allow(['*'], ['*'])],
    ['by the actions that begin so', allow(['secretsmanager:Get*'], [SECRET])],
  ])('%s', (_, document) => {
    expect(readersIn(withPolicy(document))).toEqual(['policy: aws_iam_role.Reader by aws_iam_role_policy.Policy']);
  });

  test.each([
    ['for another secret', allow(READ, ['arn:aws:secretsmanager:*:*:secret:smile-dev/redis-??????'])],
    ['for another action', allow(['secretsmanager:DescribeSecret'], [SECRET])],
    ['when it is denied', allow(READ, [SECRET], { effect: 'Deny' })],
  ])('not %s', (_, document) => {
    expect(readersIn(withPolicy(document)).filter((one) => one.startsWith('policy'))).toEqual([]);
  });

  test('by a policy that is attached, made from another document', () => {
    const inventory = synth({
      data: {
        aws_iam_policy_document: {
          Inner: allow(READ, [SECRET]),
          Outer: { source_policy_documents: ['${data.aws_iam_policy_document.Inner.json}'] },
        },
      },
      resource: {
        aws_iam_policy: { Policy: { policy: '${data.aws_iam_policy_document.Outer.json}' } },
        aws_iam_role_policy_attachment: {
          Attached: { role: '${aws_iam_role.Reader.name}', policy_arn: '${aws_iam_policy.Policy.arn}' },
        },
      },
    });
    expect(readersIn(inventory)).toContain('policy: aws_iam_role.Reader by aws_iam_policy.Policy');
  });

  test('in a state, by the JSON of the policy and the name of the role', () => {
    const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: READ, Resource: ARN } };
    const inventory = Inventory.fromState({
      stack: 'a',
      json: state([
        ['aws_secretsmanager_secret', 'Mysql', { id: ARN, arn: ARN, name: 'smile-dev/mysql' }, []],
        [
          'aws_iam_role',
          'Reader',
          { id: 'smile-dev-reader', name: 'smile-dev-reader', arn: 'arn:aws:iam::333333333333:role/smile-dev-reader' },
          [],
        ],
        [
          'aws_iam_role_policy',
          'Policy',
          { id: 'x', role: 'smile-dev-reader', policy: JSON.stringify(policy) },
          ['aws_iam_role.Reader', 'aws_secretsmanager_secret.Mysql'],
        ],
      ]),
    });
    expect(readersIn(inventory)).toEqual(['policy: aws_iam_role.Reader by aws_iam_role_policy.Policy']);
  });

  test('in a state, where the outputs of another stack hold the ARN and read nothing', () => {
    const remote = { backend: 's3', config: { value: {}, type: 'dynamic' }, outputs: { secret: ARN } };
    const inventory = Inventory.fromState({
      stack: 'a',
      json: {
        version: 4,
        resources: [
          ...state([['aws_secretsmanager_secret', 'Mysql', { id: ARN, arn: ARN, name: 'smile-dev/mysql' }, []]])
            .resources,
          {
            mode: 'data',
            type: 'terraform_remote_state',
            name: 'databases',
            provider: 'provider["terraform.io/builtin/terraform"]',
            instances: [{ attributes: remote }],
          },
        ],
      },
    });
    expect(readersIn(inventory)).toEqual([]);
  });
});

describe('pods read a secret', () => {
  const externalSecret = (more: { readonly readers?: string; readonly spec?: object }) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name: 'keycloak-db',
      namespace: 'auth',
      ...(more.readers === undefined ? {} : { annotations: { 'smile/readers': more.readers } }),
    },
    spec: more.spec ?? {
      target: { name: 'keycloak-db' },
      data: [{ secretKey: 'password', remoteRef: { key: 'smile-dev/mysql', property: 'password' } }],
    },
  });
  const withObjects = (...manifests: object[]) =>
    synth({
      resource: { helm_release: { Secrets: { chart: 'assets/x/manifests', values: [JSON.stringify({ manifests })] } } },
    });

  test('through an ExternalSecret that names their accounts', () => {
    expect(readersIn(withObjects(externalSecret({ readers: 'keycloak keycloak-realm' })))).toEqual([
      'external secret: auth/keycloak by helm_release.Secrets',
      'external secret: auth/keycloak-realm by helm_release.Secrets',
    ]);
  });

  test('through one that somebody else wrote, which names nobody', () => {
    expect(readersIn(withObjects(externalSecret({})))).toEqual([
      'external secret: auth/whoever reads Secret keycloak-db by helm_release.Secrets',
    ]);
  });

  test('through one that takes the whole secret', () => {
    const spec = { dataFrom: [{ extract: { key: 'smile-dev/mysql' } }] };
    expect(readersIn(withObjects(externalSecret({ readers: 'keycloak', spec })))).toEqual([
      'external secret: auth/keycloak by helm_release.Secrets',
    ]);
  });

  test('not through one of another secret, nor through objects of other kinds', () => {
    const spec = { data: [{ secretKey: 'x', remoteRef: { key: 'smile-dev/mysql-wms', property: 'x' } }] };
    const other = { ...externalSecret({ readers: 'keycloak' }), kind: 'PushSecret' };
    expect(readersIn(withObjects(externalSecret({ readers: 'keycloak', spec }), other))).toEqual([]);
  });
});

test('a secret names its readers by its own policy', () => {
  const inventory = synth({
    data: {
      aws_iam_policy_document: {
        Own: allow(READ, ['*'], { principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::444444444444:root'] }] }),
      },
    },
    resource: {
      aws_secretsmanager_secret_policy: {
        Policy: {
          secret_arn: SECRET,
          policy: '${data.aws_iam_policy_document.Own.json}',
        },
      },
    },
  });
  expect(readersIn(inventory)).toEqual([
    'resource policy: arn:aws:iam::444444444444:root by aws_secretsmanager_secret_policy.Policy',
  ]);
});

test('a secret is read by what refers to it, and meant for what its tag names', () => {
  const inventory = synth({
    resource: { aws_ssm_parameter: { Arn: { value: SECRET } } },
    tags: { 'secret-consumers': 'smile wms' },
  });
  expect(readersIn(inventory)).toEqual([
    'reference: aws_ssm_parameter.Arn by value',
    'tag: smile by secret-consumers',
    'tag: wms by secret-consumers',
  ]);
});

test('the master password that RDS keeps is a secret, too; other references to the database are not its readers', () => {
  const inventory = Inventory.fromStacks({
    a: {
      resource: {
        aws_db_instance: { Mysql: { manage_master_user_password: true }, Other: {} },
        aws_ssm_parameter: {
          Secret: { value: '${aws_db_instance.Mysql.master_user_secret[0].secret_arn}' },
          Host: { value: '${aws_db_instance.Mysql.address}' },
        },
      },
    },
  });
  expect(secretsOf(inventory).map(({ address }) => address)).toEqual(['aws_db_instance.Mysql']);
  expect(readersIn(inventory)).toEqual(['reference: aws_ssm_parameter.Secret by value']);
});
