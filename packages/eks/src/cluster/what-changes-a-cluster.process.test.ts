import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import { RehearsedStack } from '../nodes/fixtures/rehearsed-stack.ts';
import type { ClusterProps } from './cluster.ts';

const TIMEOUT = 240_000;

describe('a cluster, planned by Terraform', () => {
  let rehearsed: RehearsedStack;

  beforeAll(async () => {
    rehearsed = await RehearsedStack.apply(clusterStackFor());
  }, TIMEOUT);

  afterAll(() => rehearsed.close());

  const changesTo = (props: Partial<ClusterProps>) => rehearsed.changesTo(clusterStackFor(props));

  test('stays as it is when nothing changes', { timeout: TIMEOUT }, async () => {
    expect(await changesTo({})).toEqual([]);
  });

  test('is upgraded in place, with the add-ons whose version follows, and nothing else', {
    timeout: TIMEOUT,
  }, async () => {
    expect(await changesTo({ version: '1.36' })).toEqual([
      'aws_eks_addon.Application_NetworkAddons_KubeProxy: update addon_version modified_at',
      'aws_eks_cluster.Application: update platform_version version',
    ]);
  });

  test('opens its API in place', { timeout: TIMEOUT }, async () => {
    expect(await changesTo({ publicAccessCidrs: ['203.0.113.0/24'] })).toEqual([
      'aws_eks_cluster.Application: update vpc_config',
    ]);
  });

  test.each([
    ['another block for services', { serviceCidr: '172.21.0.0/16' }, 'aws_eks_cluster.Application'],
    // Its log, which has the cluster's name, goes first.
    ['another name', { name: 'other' }, 'aws_cloudwatch_log_group.Application_Log_161E2D44'],
  ] as const)('is not replaced for %s: Terraform refuses', { timeout: TIMEOUT }, async (_, props, kept) => {
    await expect(changesTo(props)).rejects.toThrow(`Resource ${kept} has lifecycle.prevent_destroy set`);
  });
});
