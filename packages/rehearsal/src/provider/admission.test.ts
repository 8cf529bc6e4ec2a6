import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { factsOf } from '../values/facts-of.ts';
import { createObject, deleteObject, overwriteObject } from './cloud.ts';
import { attribute, block } from './fixtures/schemas.ts';
import { type ResourceKind, resourceKind } from './resource-kind.ts';
import { ObjectStore, type StoredObject } from './store.ts';

const HERE = { account: '111111111111', region: 'ap-southeast-3', partition: 'aws' };

function kindOf(type: string, example: ObjectValue): ResourceKind {
  return resourceKind(type, block(Object.keys(example).map((name) => attribute(name, 'optional'))), factsOf(type));
}

/** Puts an object in a store; the message of the refusal if there is one. */
function create(store: ObjectStore, type: string, value: ObjectValue, place = HERE): StoredObject | string {
  const outcome = createObject(kindOf(type, value), store, place, value);
  return 'problem' in outcome ? outcome.problem.summary : outcome.object;
}

function deletion(store: ObjectStore, object: StoredObject | string): string | undefined {
  if (typeof object === 'string') throw new Error(object);
  return deleteObject(kindOf(object.type, object.value), store, object)?.summary;
}

describe('what the rehearsed services hold', () => {
  it('is one log group per name, in each region', () => {
    const store = new ObjectStore();
    create(store, 'aws_cloudwatch_log_group', { id: 'a', name: '/smile/app' });
    expect(create(store, 'aws_cloudwatch_log_group', { id: 'a', name: '/smile/app' })).toBe(
      'ResourceAlreadyExistsException: The specified log group already exists: /smile/app',
    );
    const elsewhere = { ...HERE, region: 'ap-southeast-1' };
    expect(create(store, 'aws_cloudwatch_log_group', { id: 'a', name: '/smile/app' }, elsewhere)).toBeTypeOf('object');
  });

  it('is one DNS record per name and type, unless a record may overwrite', () => {
    const store = new ObjectStore();
    const record = { id: 'r', zone_id: 'Z1', name: 'a.smile.example', type: 'CNAME', set_identifier: null };
    create(store, 'aws_route53_record', { ...record, allow_overwrite: false });
    expect(create(store, 'aws_route53_record', { ...record, allow_overwrite: false })).toBe(
      "InvalidChangeBatch: Tried to create resource record set [name='a.smile.example', type='CNAME'] but it already exists",
    );
    expect(create(store, 'aws_route53_record', { ...record, allow_overwrite: true })).toBeTypeOf('object');
  });

  it('frees a name when its object is renamed or deleted', () => {
    const store = new ObjectStore();
    const first = create(store, 'aws_kms_alias', { id: 'x', name: 'alias/data' });
    if (typeof first === 'string') throw new Error(first);
    overwriteObject(kindOf(first.type, first.value), store, first, { id: 'x', name: 'alias/other' });
    const second = create(store, 'aws_kms_alias', { id: 'y', name: 'alias/data' });
    expect(deletion(store, second)).toBeUndefined();
    expect(create(store, 'aws_kms_alias', { id: 'z', name: 'alias/data' })).toBeTypeOf('object');
  });
});

describe('what load balancers and their groups hold', () => {
  const rule = (store: ObjectStore, id: string, list: string | null) =>
    create(store, 'aws_vpc_security_group_ingress_rule', {
      id,
      security_group_id: 'sg-1',
      ip_protocol: 'tcp',
      from_port: 443,
      to_port: 443,
      prefix_list_id: list,
      referenced_security_group_id: list === null ? id : null,
    });

  it('is 60 rules per group, where a prefix list counts as much as it may ever hold', () => {
    const store = new ObjectStore();
    create(store, 'aws_ec2_managed_prefix_list', { id: 'pl-1', max_entries: 40 });
    create(store, 'aws_ec2_managed_prefix_list', { id: 'pl-2', max_entries: 20 });
    expect(rule(store, 'a', 'pl-1')).toBeTypeOf('object');
    expect(rule(store, 'b', 'pl-2')).toBeTypeOf('object');
    expect(rule(store, 'c', null)).toBe(
      'RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached: 61 of 60 in sg-1',
    );
  });

  it('is a prefix list as long as a rule names it', () => {
    const store = new ObjectStore();
    const list = create(store, 'aws_ec2_managed_prefix_list', { id: 'pl-1', max_entries: 40 });
    rule(store, 'a', 'pl-1');
    expect(deletion(store, list)).toBe(
      'DependencyViolation: aws_ec2_managed_prefix_list pl-1 has a dependent object and cannot be deleted: aws_vpc_security_group_ingress_rule a',
    );
  });

  it('is a target group behind one load balancer only', () => {
    const store = new ObjectStore();
    const forward = (id: string, balancer: string, group = 'arn:targets') =>
      create(store, 'aws_lb_listener_rule', {
        id,
        listener_arn: `arn:listener/app/${balancer}/0123/4567`,
        priority: 1,
        action: [{ target_group_arn: group }],
      });
    expect(forward('a', 'web')).toBeTypeOf('object');
    expect(forward('b', 'wms', 'arn:others')).toBeTypeOf('object');
    expect(forward('c', 'platform')).toBe(
      'TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: arn:targets',
    );
  });

  it('is a web ACL as long as a load balancer is behind it (P77)', () => {
    const store = new ObjectStore();
    const acl = create(store, 'aws_wafv2_web_acl', { id: 'a', scope: 'REGIONAL', name: 'public', arn: 'a' });
    create(store, 'aws_wafv2_web_acl_association', { id: 'x', web_acl_arn: 'a', resource_arn: 'lb' });
    expect(deletion(store, acl)).toBe(
      'WAFAssociatedItemException: aws_wafv2_web_acl a has a dependent object and cannot be deleted: aws_wafv2_web_acl_association x',
    );
  });
});

describe('what the rehearsed services refuse to delete', () => {
  it('is a security group that a rule of another group refers to, but not one that only its own rules do', () => {
    const store = new ObjectStore();
    const group = create(store, 'aws_security_group', { id: 'sg-1', vpc_id: 'vpc-1', name: 'one' });
    const rule = { referenced_security_group_id: 'sg-1', security_group_id: 'sg-2', id: 'sgr-1' };
    const foreign = create(store, 'aws_vpc_security_group_ingress_rule', rule);
    create(store, 'aws_vpc_security_group_ingress_rule', { ...rule, security_group_id: 'sg-1', id: 'sgr-2' });
    expect(deletion(store, group)).toBe(
      'DependencyViolation: aws_security_group sg-1 has a dependent object and cannot be deleted: aws_vpc_security_group_ingress_rule sgr-1',
    );
    deletion(store, foreign);
    expect(deletion(store, group)).toBeUndefined();
  });

  it('is a hosted zone with records, unless force_destroy says so', () => {
    const store = new ObjectStore();
    const zone = create(store, 'aws_route53_zone', { id: 'Z1', force_destroy: false });
    const forced = create(store, 'aws_route53_zone', { id: 'Z2', force_destroy: true });
    create(store, 'aws_route53_record', { id: 'r1', zone_id: 'Z1' });
    create(store, 'aws_route53_record', { id: 'r2', zone_id: 'Z2' });
    expect(deletion(store, zone)).toBe(
      'HostedZoneNotEmpty: aws_route53_zone Z1 has a dependent object and cannot be deleted: aws_route53_record r1',
    );
    expect(deletion(store, forced)).toBeUndefined();
  });

  it.each<[string, ObjectValue, string]>([
    [
      'aws_lb',
      { name: 'web', enable_deletion_protection: true },
      "OperationNotPermitted: Load balancer 'web' cannot be deleted because deletion protection is enabled",
    ],
    [
      'aws_eks_cluster',
      { name: 'app', deletion_protection: true },
      'InvalidRequestException: Cluster app has deletion protection enabled; disable it first',
    ],
    [
      'aws_dynamodb_table',
      { name: 't', deletion_protection_enabled: true },
      'ValidationException: Resource cannot be deleted as it is currently protected against deletion: t',
    ],
    [
      'aws_backup_vault_lock_configuration',
      { backup_vault_name: 'daily', changeable_for_days: 3 },
      'InvalidRequestException: the lock of vault daily is in compliance mode and cannot be removed after its grace time',
    ],
  ])('is a protected %s', (type, value, message) => {
    const store = new ObjectStore();
    expect(deletion(store, create(store, type, { id: 'x', ...value }))).toBe(message);
  });

  it('is not a vault lock in governance mode', () => {
    const store = new ObjectStore();
    const lock = { id: 'daily', backup_vault_name: 'daily', changeable_for_days: null };
    expect(deletion(store, create(store, 'aws_backup_vault_lock_configuration', lock))).toBeUndefined();
  });
});
