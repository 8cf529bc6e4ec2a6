import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeFlow, policiesOf, TEST_PENTAHO } from '../../fixtures.ts';

const made = madeFlow('Pentaho', { flow: { ...TEST_DATA_FLOW, pentaho: TEST_PENTAHO } });
const [carte] = resourcesOf(made.stack, StatefulSetV1) as unknown as readonly {
  readonly spec: {
    readonly template: { readonly spec: PodSpec };
    readonly volume_claim_template: readonly { readonly spec: object }[];
  };
}[];
interface PodSpec {
  readonly init_container: readonly {
    readonly name: string;
    readonly env?: readonly object[];
    readonly args: readonly string[];
  }[];
  readonly container: readonly {
    readonly image: string;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  }[];
}
const pod = carte?.spec.template.spec;

describe('Carte', () => {
  test('runs on the node for ETL, as nobody in particular, without a token of the API', () => {
    expect(pod).toMatchObject({
      node_selector: { 'smile/role': 'etl' },
      automount_service_account_token: false,
      security_context: { run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } },
    });
    expect(made.stack).toHaveResource(ServiceAccountV1, { automount_service_account_token: false });
  });

  test('runs the image of the values', () => {
    expect(pod?.container[0]?.image).toBe(
      `222222222222.dkr.ecr.ap-southeast-3.amazonaws.com/smile-uat/platform/pentaho:${TEST_PENTAHO.image}`,
    );
  });

  test('has transformations of the commit that was reviewed, and of no branch', () => {
    const checkout = pod?.init_container.find(({ name }) => name === 'checkout');
    expect(checkout?.env).toEqual(
      expect.arrayContaining([
        { name: 'REPOSITORY', value: TEST_PENTAHO.transformations.repository },
        { name: 'COMMIT', value: TEST_PENTAHO.transformations.commit },
      ]),
    );
    // https://git-scm.com/docs/git-fetch: a refspec may be a full object name.
    expect(checkout?.args[0]).toContain('git fetch --quiet --depth 1 "$REPOSITORY" "$COMMIT"');
  });

  test('has no password among its values', () => {
    const plain = pod?.container.flatMap(({ env }) => env.filter(({ value }) => value !== undefined)) ?? [];
    expect(plain.filter(({ name }) => /PASSWORD/.test(name))).toEqual([]);
  });

  test('keeps 100 GiB that outlive it', () => {
    expect(carte?.spec.volume_claim_template[0]?.spec).toMatchObject({
      resources: { requests: { storage: '100Gi' } },
      storage_class_name: expect.stringMatching(/keep|kept|retain/i),
    });
  });
});

// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
test('a job runs when the values say, one at a time, and is not tried again by itself', () => {
  expect(made.stack).toHaveResource(CronJobV1, {
    metadata: { name: 'pentaho-nightly', namespace: 'etl' },
    spec: expect.objectContaining({
      schedule: '15 18 * * *',
      timezone: 'Etc/UTC',
      concurrency_policy: 'Forbid',
      job_template: expect.objectContaining({ spec: expect.objectContaining({ backoff_limit: 0 }) }),
    }),
  });
});

test('it reaches MySQL, ClickHouse and Git, and nobody reaches it', () => {
  expect(Object.keys(policiesOf(made)).sort()).toEqual([
    'clickhouse-from-pentaho',
    'pentaho-to-clickhouse',
    'pentaho-to-data-stores',
    'pentaho-to-outside-vpc',
  ]);
});
