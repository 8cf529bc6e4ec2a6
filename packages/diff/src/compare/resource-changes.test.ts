import { Redactor } from '@smile/delivery';
import type { Inventory, JsonObject } from '@smile/inventory';
import { describe, expect, it } from 'vitest';
import type { ResourceChange } from '../diff-report.ts';
import { estate, readsOf, resources } from '../fixtures/estates.ts';
import { resourceChanges } from './resource-changes.ts';

const between = (before: Inventory, after: Inventory) =>
  resourceChanges(before, after, new Redactor(Buffer.from('a key of this test')));

const ofOne = (before: JsonObject, after: JsonObject) =>
  between(estate({ network: resources(before) }), estate({ network: resources(after) }));

const actions = (changes: readonly ResourceChange[]) => changes.map(({ action, address }) => `${action} ${address}`);

const subnet = (values: JsonObject) => ({ aws_subnet: { S: { vpc_id: '${aws_vpc.V.id}', ...values } } });

describe('resources that change', () => {
  it('are none where the code is the same', () => {
    expect(ofOne(subnet({ cidr_block: '10.0.0.0/24' }), subnet({ cidr_block: '10.0.0.0/24' }))).toEqual([]);
  });

  it('come and go, and those that may hold data come first', () => {
    const before = { aws_vpc: { V: {} }, aws_s3_bucket: { B: { bucket: 'b' } } };
    expect(ofOne(before, { aws_sns_topic: { T: {} } })).toMatchObject([
      { action: 'destroy', address: 'aws_s3_bucket.B', holdsData: true },
      { action: 'destroy', address: 'aws_vpc.V', holdsData: false },
      { action: 'create', address: 'aws_sns_topic.T' },
    ]);
  });

  it('say what of them changes, what that does, and where AWS says so', () => {
    const redis = (node: string) => ({
      aws_elasticache_replication_group: {
        R: { node_type: node, apply_immediately: false, maintenance_window: 'sun:05:00-sun:06:00' },
      },
    });
    const [change] = ofOne(redis('cache.m5.xlarge'), redis('cache.m5.2xlarge'));
    expect(change).toEqual({
      stack: 'network',
      address: 'aws_elasticache_replication_group.R',
      type: 'aws_elasticache_replication_group',
      action: 'update',
      holdsData: true,
      newOneFirst: false,
      attributes: [
        {
          path: 'node_type',
          before: '"cache.m5.xlarge"',
          after: '"cache.m5.2xlarge"',
          replaces: false,
          ignored: false,
          effect: {
            when: 'maintenance window',
            down: 'briefly',
            what: 'data is copied to new nodes; reads and writes stop while the name of the primary moves (sun:05:00-sun:06:00 UTC)',
            source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.RedisReplGrps.ScaleUp.html',
          },
        },
      ],
    });
  });

  it('show no text that might be a secret, and numbers and references as they are', () => {
    const change = (password: string, size: number, key: string) => ({
      aws_db_instance: { D: { password, allocated_storage: size, kms_key_id: `\${aws_kms_key.${key}.arn}` } },
    });
    const [found] = ofOne(change('first-secret', 100, 'A'), change('second-secret', 200, 'B'));
    expect(found?.attributes.map(({ path, before, after }) => [path, before, after])).toEqual([
      [
        'password',
        expect.stringMatching(/^"«text, 12 characters, [0-9a-f]{8}»"$/),
        expect.stringMatching(/^"«text, 13 characters, [0-9a-f]{8}»"$/),
      ],
      ['allocated_storage', '100', '200'],
      ['kms_key_id', '${aws_kms_key.A.arn}', '${aws_kms_key.B.arn}'],
    ]);
  });

  it('show quantities, and policies but for what looks like a credential', () => {
    const quota = (cpu: string) => ({
      kubernetes_resource_quota_v1: { Q: { spec: { hard: { 'requests.cpu': cpu } } } },
    });
    const [changed] = ofOne(quota('500m'), quota('2'));
    expect(changed?.attributes.map(({ before, after }) => [before, after])).toEqual([['"500m"', '"2"']]);
    const topic = (principal: string) => ({
      aws_sns_topic_policy: {
        P: { policy: JSON.stringify({ Statement: [{ Sid: 'Send', Principal: { AWS: principal } }] }) },
      },
    });
    const [opened] = ofOne(topic('arn:aws:iam::111111111111:root'), topic('password=Correct-Horse'));
    expect(opened?.attributes).toMatchObject([
      {
        path: 'policy.Statement[Send].Principal.AWS',
        before: '"arn:aws:iam::111111111111:root"',
        after: expect.stringMatching(/^"password=«text, 13 characters, [0-9a-f]{8}»"$/),
      },
    ]);
  });

  it('are replaced by an identity, and Terraform refuses it where they are protected', () => {
    const bucket = (name: string) => ({
      aws_s3_bucket: { B: { bucket: name, lifecycle: [{ prevent_destroy: true }] } },
    });
    expect(ofOne(bucket('one'), bucket('two'))).toMatchObject([
      { action: 'replace', refused: 'prevent_destroy is set, so the plan fails', attributes: [{ replaces: true }] },
    ]);
  });

  it('are not touched where Terraform is told to ignore the change', () => {
    const group = (size: number) => ({
      aws_eks_node_group: {
        N: {
          scaling_config: { desired_size: size },
          lifecycle: [{ ignore_changes: ['scaling_config[0].desired_size'] }],
        },
      },
    });
    expect(ofOne(group(1), group(2))).toMatchObject([{ action: 'none', attributes: [{ ignored: true }] }]);
  });

  it('are moved by a moved block, and keep what they are', () => {
    const before = { aws_vpc: { Old: { cidr_block: '10.0.0.0/16' } } };
    const after = { aws_vpc: { New: { cidr_block: '10.0.0.0/16' } } };
    const moved = resources(after, { moved: [{ from: 'aws_vpc.Old', to: 'aws_vpc.New' }] });
    expect(between(estate({ network: resources(before) }), estate({ network: moved }))).toMatchObject([
      { action: 'move', address: 'aws_vpc.New', movedFrom: 'aws_vpc.Old', attributes: [] },
    ]);
    expect(actions(ofOne(before, after))).toEqual(['destroy aws_vpc.Old', 'create aws_vpc.New']);
  });

  it('may be replaced where the data does not tell', () => {
    const job = (retries: number) => ({ aws_glue_job: { J: { name: 'j', max_retries: retries } } });
    expect(actions(ofOne(job(1), job(2)))).toEqual(['not known aws_glue_job.J']);
  });

  it('show a protection that is taken off', () => {
    const bucket = (prevent: boolean) => ({ aws_s3_bucket: { B: { lifecycle: [{ prevent_destroy: prevent }] } } });
    expect(ofOne(bucket(true), bucket(false))).toMatchObject([
      { action: 'none', attributes: [{ path: 'lifecycle.prevent_destroy', before: 'true', after: 'false' }] },
    ]);
  });
});

describe('what refers to a change', () => {
  it('is replaced with it, over stacks', () => {
    const network = (block: string) =>
      resources(
        {
          aws_vpc: { V: { cidr_block: block } },
          ...subnet({ cidr_block: '10.0.1.0/24', tags: { vpc: '${aws_vpc.V.arn}' } }),
        },
        { output: { SubnetId: { value: '${aws_subnet.S.id}' } } },
      );
    const reader = resources(
      { aws_instance: { I: { subnet_id: '${data.terraform_remote_state.upstream.outputs.SubnetId}' } } },
      { data: readsOf('network') },
    );
    const changes = between(
      estate({ network: network('10.0.0.0/16'), access: reader }),
      estate({ network: network('10.1.0.0/16'), access: reader }),
    );
    expect(actions(changes).sort()).toEqual(['replace aws_instance.I', 'replace aws_subnet.S', 'replace aws_vpc.V']);
    expect(changes.find(({ address }) => address === 'aws_instance.I')?.attributes).toEqual([
      {
        path: 'subnet_id',
        before: 'as it is',
        after: '(known after apply)',
        follows: 'aws_subnet.S.id',
        replaces: true,
        ignored: false,
      },
    ]);
  });

  it('takes the new version of a launch template, which rolls the nodes', () => {
    const nodes = (data: string) => ({
      aws_launch_template: { T: { name: 't', user_data: data } },
      aws_eks_node_group: {
        N: {
          launch_template: { id: '${aws_launch_template.T.id}', version: '${aws_launch_template.T.latest_version}' },
        },
      },
    });
    const changes = ofOne(nodes('b25l'), nodes('dHdv'));
    expect(changes.map(({ address, action, attributes }) => [address, action, attributes[0]?.effect?.when])).toEqual([
      ['aws_eks_node_group.N', 'update', 'node roll'],
      ['aws_launch_template.T', 'update', 'next launch'],
    ]);
  });

  it('follows a policy document that Terraform writes, and shows what of it changes', () => {
    const role = (action: string) =>
      estate({
        network: resources(
          { aws_iam_role_policy: { P: { policy: '${data.aws_iam_policy_document.D.json}' } } },
          { data: { aws_iam_policy_document: { D: { statement: [{ actions: [action] }] } } } },
        ),
      });
    expect(between(role('s3:GetObject'), role('s3:*'))).toMatchObject([
      {
        action: 'update',
        address: 'aws_iam_role_policy.P',
        attributes: [
          { path: 'policy', follows: 'data.aws_iam_policy_document.D.json', replaces: false },
          { path: 'policy: statement.actions', before: '"s3:GetObject"', after: '"s3:*"' },
        ],
      },
    ]);
  });

  it('stays where it reads what does not change', () => {
    const database = (size: number) => ({
      aws_db_instance: { D: { identifier: 'd', allocated_storage: size } },
      aws_ssm_parameter: { P: { name: 'p', value: '${aws_db_instance.D.endpoint}' } },
    });
    expect(actions(ofOne(database(1), database(2)))).toEqual(['update aws_db_instance.D']);
  });
});
