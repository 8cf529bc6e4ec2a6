import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deriveProviderSchema } from '../schema/index.ts';
import { configuration } from './fixtures/schemas.ts';
import { Workspace } from './fixtures/terraform.ts';
import { type StandIns, startStandIns } from './start-stand-ins.ts';

/** A broker and a cache with a first credential that only Terraform makes up; what docs/adr/0008 stands on. */
const STORES = {
  aws_mq_broker: {
    broker: {
      broker_name: 'broker',
      engine_type: 'RabbitMQ',
      engine_version: '3.13',
      host_instance_type: 'mq.m5.large',
      user: [{ username: 'first', password: '${uuid()}' }],
      lifecycle: { ignore_changes: ['user'] },
    },
  },
  aws_elasticache_replication_group: {
    cache: {
      replication_group_id: 'cache',
      description: 'cache',
      transit_encryption_enabled: true,
      auth_token: '${uuid()}',
      auth_token_update_strategy: 'SET',
      lifecycle: { ignore_changes: ['auth_token', 'auth_token_update_strategy'] },
    },
  },
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

describe('a credential that Terraform makes up at apply', () => {
  let standIns: StandIns;
  let workspace: Workspace;
  let plan: { readonly resource_changes: readonly { readonly change: { readonly after: object } }[] };

  beforeAll(async () => {
    const resources = new Set(Object.keys(STORES));
    standIns = await startStandIns({ schemas: [deriveProviderSchema('aws', { resources, dataSources: new Set() })] });
    workspace = new Workspace(standIns, configuration(STORES));
    await workspace.run('plan', '-input=false', '-out=saved');
    plan = JSON.parse((await workspace.run('show', '-json', 'saved')).output);
    const applied = await workspace.run('apply', '-input=false', 'saved');
    if (applied.exitCode !== 0) throw new Error(applied.output);
  });

  afterAll(() => {
    workspace.remove();
    standIns.close();
  });

  test('is not in the plan', () => {
    expect(plan.resource_changes).toHaveLength(2);
    expect(JSON.stringify(plan)).not.toMatch(UUID);
  });

  test('is in the state, another one for each store', async () => {
    const state = await workspace.state();
    const token = String(state['aws_elasticache_replication_group.cache']?.auth_token);
    const [password] = UUID.exec(JSON.stringify(state['aws_mq_broker.broker']?.user)) ?? [];
    expect(token).toMatch(UUID);
    expect(password).toMatch(UUID);
    expect(password).not.toBe(token);
  });

  test('is never made again', async () => {
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
