import { describe, expect, it } from 'vitest';
import { type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import { attribute, block } from '../provider/fixtures/schemas.ts';
import type { AttributeSchema, NestedBlockSchema } from '../schema/schema.ts';
import { factsOf } from './facts-of.ts';
import { fillUnknowns } from './filler.ts';

const PLACE = { account: '111111111111', region: 'ap-southeast-3', partition: 'aws' };

function filled(
  type: string,
  planned: ObjectValue,
  more: {
    attributes?: readonly AttributeSchema[];
    blocks?: readonly NestedBlockSchema[];
    seed?: string;
    prior?: Value;
  } = {},
): ObjectValue {
  const names = Object.keys(planned).filter((name) => !more.blocks?.some((nested) => nested.name === name));
  return fillUnknowns({
    type,
    block: block([...(more.attributes ?? names.map((name) => attribute(name, 'either')))], more.blocks),
    recipes: factsOf(type).values ?? {},
    place: PLACE,
    seed: more.seed ?? 'seed',
    planned,
    prior: more.prior ?? null,
  });
}

describe('fillUnknowns', () => {
  it.each<[string, string, ObjectValue, RegExp]>([
    ['aws_subnet', 'arn', { id: UNKNOWN }, /^arn:aws:ec2:ap-southeast-3:111111111111:subnet\/subnet-0[0-9a-f]{16}$/],
    ['aws_iam_role', 'arn', { name: 'deploy', path: '/ops/' }, /^arn:aws:iam::111111111111:role\/ops\/deploy$/],
    ['aws_kms_key', 'key_id', {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
    [
      'aws_ecr_repository',
      'repository_url',
      { name: 'web' },
      /^111111111111\.dkr\.ecr\.ap-southeast-3\.amazonaws\.com\/web$/,
    ],
    [
      'aws_eks_cluster',
      'endpoint',
      { name: 'app' },
      /^https:\/\/[0-9A-F]{32}\.gr7\.ap-southeast-3\.eks\.amazonaws\.com$/,
    ],
    [
      'aws_lb',
      'dns_name',
      { name: 'web', internal: true },
      /^internal-web-\d{10}\.ap-southeast-3\.elb\.amazonaws\.com$/,
    ],
    [
      'aws_elasticache_replication_group',
      'primary_endpoint_address',
      { replication_group_id: 'r' },
      /^master\.r\.[a-z0-9]{6}\.apse3\.cache\.amazonaws\.com$/,
    ],
    ['aws_route53_zone', 'zone_id', {}, /^Z[A-Z0-9]{20}$/],
    ['aws_sqs_queue', 'url', { name: 'q' }, /^https:\/\/sqs\.ap-southeast-3\.amazonaws\.com\/111111111111\/q$/],
    ['aws_never_heard_of', 'arn', {}, /^arn:aws:never:ap-southeast-3:111111111111:heard-of\/[0-9a-f]{17}$/],
  ])('gives %s a real-looking %s', (type, name, planned, form) => {
    expect(filled(type, { ...planned, [name]: UNKNOWN })[name]).toMatch(form);
  });

  it('gives the same values for the same seed, and others for another', () => {
    const vpc = { id: UNKNOWN, main_route_table_id: UNKNOWN };
    expect(filled('aws_vpc', vpc)).toEqual(filled('aws_vpc', vpc));
    expect(filled('aws_vpc', vpc, { seed: 'other' }).id).not.toBe(filled('aws_vpc', vpc).id);
  });

  it('puts an object with a region of its own there', () => {
    const vpc = filled('aws_vpc', { region: 'us-east-1', id: 'vpc-1', arn: UNKNOWN });
    expect(vpc.arn).toBe('arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1');
  });

  it('goes with the zone that is given, by name or by id', () => {
    const zones = (given: ObjectValue) =>
      filled('aws_subnet', { availability_zone: UNKNOWN, availability_zone_id: UNKNOWN, ...given });
    expect(zones({ availability_zone_id: 'apse3-az3' }).availability_zone).toBe('ap-southeast-3c');
    expect(zones({ availability_zone: 'ap-southeast-3b' }).availability_zone_id).toBe('apse3-az2');
    expect(zones({})).toEqual({ availability_zone: 'ap-southeast-3a', availability_zone_id: 'apse3-az1' });
  });

  it('fills blocks, each element with a value of its own', () => {
    const disks = {
      name: 'ebs_block_device',
      nesting: 'set',
      block: block([attribute('device_name', 'required'), attribute('volume_id', 'computed')]),
    } as const;
    const { ebs_block_device: filledDisks } = filled(
      'aws_instance',
      {
        ebs_block_device: [
          { device_name: 'a', volume_id: UNKNOWN },
          { device_name: 'b', volume_id: UNKNOWN },
        ],
      },
      { blocks: [disks] },
    );
    const ids = JSON.stringify(filledDisks).match(/vol-0[0-9a-f]{16}/g);
    expect(new Set(ids).size).toBe(2);
  });

  it('names a Kubernetes object by its namespace and name', () => {
    const metadata = {
      name: 'metadata',
      nesting: 'list',
      block: block([attribute('name', 'either'), attribute('namespace', 'either'), attribute('uid', 'computed')]),
    } as const;
    const secret = filled(
      'kubernetes_secret_v1',
      { id: UNKNOWN, metadata: [{ name: 'token', namespace: 'smile', uid: UNKNOWN }] },
      { blocks: [metadata], attributes: [attribute('id', 'computed')] },
    );
    expect(secret.id).toBe('smile/token');
  });

  it('counts a version up from what was there before', () => {
    const attributes = [attribute('latest_version', 'computed', 'number')];
    const version = (prior: Value) => filled('aws_launch_template', { latest_version: UNKNOWN }, { attributes, prior });
    expect(version(null)).toEqual({ latest_version: 1 });
    expect(version({ latest_version: 4 })).toEqual({ latest_version: 5 });
  });
});
