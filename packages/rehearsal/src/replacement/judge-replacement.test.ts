import type { JsonObject } from '@smile/inventory';
import { describe, expect, it } from 'vitest';
import { judgeReplacement, recomputedAttributes } from './judge-replacement.ts';

describe('what a change in code does', () => {
  // "Forces new resource", or not, in the pages of the provider:
  // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/<type>
  it.each<[string, string, JsonObject, JsonObject, object]>([
    [
      'an identity',
      'aws_subnet',
      { cidr_block: '10.0.0.0/24', vpc_id: '${aws_vpc.V.id}' },
      { cidr_block: '10.0.1.0/24', vpc_id: '${aws_vpc.V.id}' },
      { verdict: 'replaced', paths: ['cidr_block'] },
    ],
    [
      'a size',
      'aws_db_instance',
      { instance_class: 'db.m5.large' },
      { instance_class: 'db.m5.xlarge' },
      { verdict: 'in place', paths: [] },
    ],
    [
      'an argument inside a block',
      'aws_launch_template',
      { metadata_options: { http_tokens: 'optional' } },
      { metadata_options: { http_tokens: 'required' } },
      { verdict: 'in place', paths: [] },
    ],
    [
      'encryption of a cluster, which can be added',
      'aws_eks_cluster',
      { name: 'app' },
      { name: 'app', encryption_config: { provider: { key_arn: 'arn' }, resources: ['secrets'] } },
      { verdict: 'in place', paths: [] },
    ],
    [
      'and not be taken away',
      'aws_eks_cluster',
      { name: 'app', encryption_config: { provider: { key_arn: 'arn' }, resources: ['secrets'] } },
      { name: 'app' },
      { verdict: 'replaced', paths: ['encryption_config.provider.key_arn', 'encryption_config.resources'] },
    ],
    [
      'what the plugin did not answer',
      'aws_elasticache_replication_group',
      { multi_az_enabled: false },
      { multi_az_enabled: true },
      { verdict: 'not known', paths: ['multi_az_enabled'] },
    ],
    [
      'a type that nobody asked about',
      'aws_glue_job',
      { name: 'job', max_retries: 1 },
      { name: 'job', max_retries: 2 },
      { verdict: 'not known', paths: ['max_retries'] },
    ],
    // Optional and computed, and it forces a new object when it is set to another one.
    [
      'a zone that the code does not set any more: AWS has chosen it',
      'aws_db_instance',
      { availability_zone: 'ap-southeast-3a' },
      {},
      { verdict: 'in place', paths: [] },
    ],
    [
      'another zone',
      'aws_db_instance',
      { availability_zone: 'ap-southeast-3a' },
      { availability_zone: 'ap-southeast-3b' },
      { verdict: 'replaced', paths: ['availability_zone'] },
    ],
    // https://registry.terraform.io/providers/hashicorp/kubernetes/2.38.0/docs/resources/config_map_v1: `immutable`
    [
      'data that was sealed',
      'kubernetes_config_map_v1',
      { immutable: true, data: { a: '1' } },
      { immutable: true, data: { a: '2' } },
      { verdict: 'replaced', paths: ['data'] },
    ],
  ])('%s', (_, type, before, after, expected) => {
    expect(judgeReplacement({ type, before, after })).toEqual(expected);
  });

  it('counts an argument as changed whose reference leads to a new object', () => {
    const same = { vpc_id: '${aws_vpc.V.id}', cidr_block: '10.0.0.0/24', tags: { a: '${aws_vpc.V.id}' } };
    const judge = (follows: readonly string[]) =>
      judgeReplacement({ type: 'aws_subnet', before: same, after: same, follows });
    expect(judge(['vpc_id'])).toEqual({ verdict: 'replaced', paths: ['vpc_id'] });
    expect(judge(['tags.a'])).toEqual({ verdict: 'in place', paths: [] });
  });
});

describe('what others read of a changed object', () => {
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html
  it('is a new version of a launch template, unless its own tags alone change', () => {
    expect(recomputedAttributes('aws_launch_template', ['user_data'])).toEqual(['latest_version']);
    expect(recomputedAttributes('aws_launch_template', ['tags.Name'])).toEqual([]);
  });
});
