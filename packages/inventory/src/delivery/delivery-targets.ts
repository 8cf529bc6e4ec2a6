import { type Policy, parsePolicy, UNKNOWN_POLICY } from '@smile/policy';
import { groupedBy } from '../grouped-by.ts';
import type { Inventory } from '../inventory.ts';
import { asString } from '../json-narrowing.ts';
import type { Resource } from '../model.ts';
import { oncePer } from '../once-per.ts';
import { valueAt } from '../read-value.ts';
import type { PolicyReader } from './policy-reader.ts';
import type { SymbolicValues } from './symbolic-values.ts';

/** Type of each kind of target, and the resource beside it that may hold its policy, by the argument that names the target. */
const KINDS: Readonly<Record<string, { readonly beside: string; readonly by: string }>> = {
  aws_s3_bucket: { beside: 'aws_s3_bucket_policy', by: 'bucket' },
  aws_sns_topic: { beside: 'aws_sns_topic_policy', by: 'arn' },
  aws_sqs_queue: { beside: 'aws_sqs_queue_policy', by: 'queue_url' },
  aws_kms_key: { beside: 'aws_kms_key_policy', by: 'key_id' },
};

/** How a target is encrypted: not by a key, by one of AWS's own for a service, or by a key that has a policy. */
export type Encryption = 'none' | 'by AWS' | 'unknown' | { readonly key: string };

/** Finds what is written to, its policies and its key. */
export class DeliveryTargets {
  private readonly inventory: Inventory;
  private readonly values: SymbolicValues;
  private readonly policies: PolicyReader;
  private readonly byType = new Map<string, Resource[]>();
  private readonly byArn = new Map<string, Resource>();
  private readonly byKeyId = new Map<string, Resource>();
  private readonly policiesByTarget = new Map<Resource, readonly Policy[]>();
  private readonly companionsByName = new Map<string, ReadonlyMap<string | Resource, readonly Resource[]>>();

  constructor(inventory: Inventory, values: SymbolicValues, policies: PolicyReader) {
    this.inventory = inventory;
    this.values = values;
    this.policies = policies;
    for (const resource of remainingResources(inventory)) {
      const same = this.byType.get(resource.type);
      if (same === undefined) this.byType.set(resource.type, [resource]);
      else same.push(resource);
    }
    const types = [...Object.keys(KINDS), 'aws_kms_alias', 'aws_cloudwatch_log_group'];
    for (const resource of this.remaining(types)) {
      this.byArn.set(values.attribute(resource, 'arn'), resource);
      if (resource.type === 'aws_kms_key') this.byKeyId.set(values.attribute(resource, 'key_id'), resource);
    }
  }

  /** The resource with an ARN; a key by its alias too. */
  find(arn: string): Resource | undefined {
    const found = this.byArn.get(arn) ?? this.byKeyId.get(arn);
    if (found?.type !== 'aws_kms_alias') return found;
    const target = this.values.attribute(found, 'target_key_id');
    return this.byKeyId.get(target) ?? this.byArn.get(target);
  }

  /** Policies of a target, its default one where it has none. */
  policiesOf(target: Resource): readonly Policy[] {
    const known = this.policiesByTarget.get(target) ?? this.readPolicies(target);
    this.policiesByTarget.set(target, known);
    return known;
  }

  private readPolicies(target: Resource): readonly Policy[] {
    if (target.type === 'aws_cloudwatch_log_group') return this.logPolicies(target);
    const beside = this.beside(target).flatMap((one) => this.policies.at(one, 'policy') ?? []);
    if (beside.length > 0) return beside;
    const own = this.policies.at(target, 'policy');
    return own === undefined ? this.defaultPolicies(target) : [own];
  }

  encryptionOf(target: Resource): Encryption {
    if (target.type !== 'aws_s3_bucket') {
      const key = asString(this.values.of(target).kms_master_key_id) ?? '';
      if (key === '') return 'none';
      return /^alias\/aws\/|:alias\/aws\//.test(key) ? 'by AWS' : { key };
    }
    const [configuration] = this.companions('aws_s3_bucket_server_side_encryption_configuration', 'bucket', target);
    if (configuration === undefined) return 'none';
    const rule = 'rule.apply_server_side_encryption_by_default';
    const values = this.values.of(configuration);
    if (!String(valueAt(values, `${rule}.sse_algorithm`) ?? 'unknown').startsWith('aws:kms')) return 'none';
    const path = `${rule}.kms_master_key_id`;
    const key = asString(valueAt(values, path)) ?? '';
    if (key === '') return this.keyToCome(configuration, path) ?? 'by AWS';
    return /alias\/aws\/s3$/.test(key) ? 'by AWS' : { key };
  }

  /** A key that a plan does not know yet: the one that the configuration names, or some key. */
  private keyToCome(configuration: Resource, path: string): Encryption | undefined {
    const [key] = this.inventory.referencesAt(configuration, path);
    if (key !== undefined) return { key: this.values.attribute(key, 'arn') };
    const plain = (text: string) => text.replace(/\[\d+\]/g, '');
    return configuration.unknown.some((one) => plain(one) === path) ? 'unknown' : undefined;
  }

  /** Whether objects of a bucket are kept from being overwritten for a time by default. */
  hasDefaultRetention(bucket: Resource): boolean {
    return this.companions('aws_s3_bucket_object_lock_configuration', 'bucket', bucket).some(
      ({ values }) => valueAt(values, 'rule.default_retention') !== undefined,
    );
  }

  /** Resources of a type that name a target in an argument. */
  companions(type: string, argument: string, target: Resource): readonly Resource[] {
    const index = this.companionsByName.get(type) ?? this.indexed(type, argument);
    this.companionsByName.set(type, index);
    const names = [...new Set(['arn', 'id'].map((name) => this.values.attribute(target, name)))];
    return [...new Set([target, ...names].flatMap((name) => index.get(name) ?? []))];
  }

  /** Resources of a type by what they name in an argument: as a text, and as a resource. */
  private indexed(type: string, argument: string): ReadonlyMap<string | Resource, readonly Resource[]> {
    return groupedBy<Resource, string | Resource>(this.remaining([type]), (one) => [
      String(this.values.of(one)[argument]),
      ...this.inventory.referencesAt(one, argument),
    ]);
  }

  private beside(target: Resource): readonly Resource[] {
    const kind = KINDS[target.type];
    return kind === undefined ? [] : this.companions(kind.beside, kind.by, target);
  }

  /** CloudWatch Logs has policies of an account and region, not of a log group. */
  private logPolicies(group: Resource): readonly Policy[] {
    return this.remaining(['aws_cloudwatch_log_resource_policy'])
      .filter(({ account, region }) => account === group.account && region === group.region)
      .flatMap((one) => this.policies.at(one, 'policy_document') ?? []);
  }

  /** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html; buckets and queues have none, a key its account. */
  private defaultPolicies(target: Resource): readonly Policy[] {
    if (target.unknown.includes('policy')) return [UNKNOWN_POLICY];
    if (target.type !== 'aws_sns_topic') return [];
    const { account } = this.values.place(target);
    return [
      parsePolicy({
        Version: '2008-10-17',
        Statement: {
          Sid: '__default_statement_ID',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'SNS:Publish',
          Resource: this.values.attribute(target, 'arn'),
          Condition: { StringEquals: { 'AWS:SourceOwner': account } },
        },
      }),
    ];
  }

  private remaining(types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }
}

/** Managed resources, without those that a plan removes. */
export const remainingResources = oncePer((inventory: Inventory): readonly Resource[] =>
  inventory
    .resources({ mode: 'managed' })
    .filter(({ change }) => change?.action !== 'delete' && change?.action !== 'forget'),
);
