import { hole } from '@smile/policy';
import type { Inventory } from '../inventory.ts';
import { asObject } from '../json-narrowing.ts';
import type { Json, JsonObject, Reference, Resource } from '../model.ts';

/** How AWS names what a resource makes, with `{attribute}` of it. */
const ARNS: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_rule: 'arn:aws:events:{region}:{account}:rule/{name}',
  aws_cloudwatch_log_group: 'arn:aws:logs:{region}:{account}:log-group:{name}',
  aws_cloudtrail: 'arn:aws:cloudtrail:{region}:{account}:trail/{name}',
  aws_iam_policy: 'arn:aws:iam::{account}:policy/{name}',
  aws_iam_role: 'arn:aws:iam::{account}:role/{name}',
  aws_kms_alias: 'arn:aws:kms:{region}:{account}:{name}',
  aws_kms_key: 'arn:aws:kms:{region}:{account}:key/{key_id}',
  aws_s3_bucket: 'arn:aws:s3:::{bucket}',
  aws_sns_topic: 'arn:aws:sns:{region}:{account}:{name}',
  aws_sqs_queue: 'arn:aws:sqs:{region}:{account}:{name}',
};

/** Attributes that are another one: the id of a bucket is its name. */
const SAME: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_cloudwatch_event_rule: { id: 'name' },
  aws_kms_key: { id: 'key_id' },
  aws_s3_bucket: { id: 'bucket' },
  aws_sns_topic: { id: 'arn' },
};

const EXPRESSION = /(?<!\$)\$\{([^}]*)\}/;
const EXPRESSIONS = new RegExp(EXPRESSION.source, 'g');

/**
 * Values of resources as texts that a policy can be compared with, whichever source they come from: expressions are followed to
 * what they will be, an ARN is made of the names that it consists of, and what stays unknown is a hole that bears the name of
 * the resource and the attribute, so that the same unknown is the same hole everywhere.
 */
export class SymbolicValues {
  private readonly inventory: Inventory;
  private readonly known = new Map<Resource, JsonObject>();
  private readonly accounts = new Map<string, string | undefined>();

  constructor(inventory: Inventory) {
    this.inventory = inventory;
  }

  /** The arguments of a resource with every text as it will be. */
  of(resource: Resource): JsonObject {
    const known = this.known.get(resource);
    if (known !== undefined) return known;
    // A plan and a state hold no expressions: there `${` is a policy variable.
    const isCode = this.inventory.source === 'synth';
    const references = new Map(isCode ? resource.references.map((one) => [one.expression, one]) : []);
    const values = isCode ? asObject(this.texts(resource.values, resource, references)) : resource.values;
    const found = resource.unknown.length === 0 ? values : { ...values, ...this.unknown(resource) };
    this.known.set(resource, found);
    return found;
  }

  /** An attribute of a resource. */
  attribute(resource: Resource, name: string): string {
    const same = SAME[resource.type]?.[name];
    const value = resource.values[name];
    const isKnown = typeof value === 'string' && value !== '';
    if (isKnown) return EXPRESSION.test(value) ? String(this.of(resource)[name]) : value;
    if (same !== undefined) return this.attribute(resource, same);
    const template = name === 'arn' ? ARNS[resource.type] : undefined;
    if (template === undefined) return hole(`${resource.stack} ${resource.address} ${name}`);
    const { account, region } = this.place(resource);
    return template.replaceAll(/\{(\w+)\}/g, (_, part: string) => {
      if (part === 'account') return account;
      return part === 'region' ? region : this.attribute(resource, part);
    });
  }

  /** Account and region of a resource; a state tells the account only in ARNs. */
  place(resource: Resource): { readonly account: string; readonly region: string } {
    const account = resource.account ?? this.accountOf(resource.stack);
    return {
      account: account ?? hole(`${resource.stack} account`),
      region: resource.region ?? hole(`${resource.stack} region`),
    };
  }

  private accountOf(stack: string): string | undefined {
    if (this.accounts.has(stack)) return this.accounts.get(stack);
    const accounts = this.inventory
      .resources({ stack, mode: 'managed' })
      .flatMap(({ values }) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(String(values.arn))?.[1] ?? []);
    this.accounts.set(stack, accounts[0]);
    return accounts[0];
  }

  private texts(value: Json, resource: Resource, references: ReadonlyMap<string, Reference>): Json {
    if (typeof value === 'string') return this.text(value, resource, references);
    if (Array.isArray(value)) return value.map((item: Json) => this.texts(item, resource, references));
    if (value === null || typeof value !== 'object') return value;
    const read: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) read[key] = this.texts(item, resource, references);
    return read;
  }

  private text(text: string, resource: Resource, references: ReadonlyMap<string, Reference>): string {
    if (!text.includes('${')) return text;
    const parts = text.split(EXPRESSIONS).map((part, index) => {
      if (index % 2 === 0) return part.replaceAll('$${', '${');
      const reference = references.get(part);
      return reference === undefined ? hole(`${resource.stack} ${part}`) : this.target(reference);
    });
    return parts.join('');
  }

  /** What a plan does not know yet, where one reference alone makes it. */
  private unknown(resource: Resource): JsonObject {
    const paths = resource.unknown.filter((path) => /^\w+$/.test(path));
    return Object.fromEntries(
      paths.flatMap((path): [string, string][] => {
        const [only, ...others] = resource.references.filter((one) => one.path === path);
        return [
          [path, only !== undefined && others.length === 0 ? this.target(only) : hole(`${resource.address} ${path}`)],
        ];
      }),
    );
  }

  private target(reference: Reference): string {
    const target = this.inventory.byAddress(reference.stack, reference.address);
    return target === undefined
      ? hole(`${reference.stack} ${reference.address} ${reference.attribute}`)
      : this.attribute(target, reference.attribute);
  }
}
