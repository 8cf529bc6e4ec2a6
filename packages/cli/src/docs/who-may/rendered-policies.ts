import type { Inventory, Json, JsonObject, Resource } from '@smile/inventory';
import { type ObjectValue, renderPolicyDocument } from '@smile/rehearsal';

/** Policies of one role as AWS gets them. */
export interface RolePolicies {
  readonly name: string;
  readonly arn: string;
  /** Policies written in the estate. */
  readonly own: readonly object[];
  /** ARNs of policies that AWS writes. */
  readonly managed: readonly string[];
  /** @default - the role has none */
  readonly boundary?: object;
  readonly trust: object;
}

/** Every role of an environment, by name, its policies rendered as Terraform's provider renders them. */
export function renderedRoles(estate: Inventory, environment: string): ReadonlyMap<string, RolePolicies> {
  const render = new Renderer(estate);
  const roles = estate.ofType('aws_iam_role').filter((role) => role.environment === environment);
  return new Map(roles.map((role) => [String(role.values.name), render.role(role)]));
}

/** Policies of buckets and keys of an environment, by ARN. Keys stand under the words of their alias. */
export function renderedResourcePolicies(estate: Inventory, environment: string): ReadonlyMap<string, object> {
  const render = new Renderer(estate);
  const inEnvironment = (type: string) => estate.ofType(type).filter((one) => one.environment === environment);
  const buckets = inEnvironment('aws_s3_bucket_policy').flatMap((policy): [string, object][] => {
    const [bucket] = estate.referencesAt(policy, 'bucket');
    return bucket === undefined ? [] : [[render.identity(bucket, 'arn'), render.policyAt(policy, 'policy')]];
  });
  const keys = inEnvironment('aws_kms_key').map((key): [string, object] => [
    render.identity(key, 'arn'),
    render.policyAt(key, 'policy'),
  ]);
  return new Map([...buckets, ...keys]);
}

/** Fills in what Terraform would know after apply, by the forms in which AWS makes it. */
class Renderer {
  private readonly estate: Inventory;

  constructor(estate: Inventory) {
    this.estate = estate;
  }

  role(role: Resource): RolePolicies {
    const named = (type: string) =>
      this.estate.ofType(type).filter((one) => this.estate.referencesAt(one, 'role').includes(role));
    const boundary = this.boundaryOf(role);
    return {
      name: String(role.values.name),
      arn: this.identity(role, 'arn'),
      own: named('aws_iam_role_policy').map((policy) => this.policyAt(policy, 'policy')),
      managed: named('aws_iam_role_policy_attachment').map(({ values }) => String(values.policy_arn)),
      trust: this.policyAt(role, 'assume_role_policy'),
      ...(boundary === undefined ? {} : { boundary: this.policyAt(boundary, 'policy') }),
    };
  }

  /** The policy that an argument holds: a document of the estate. */
  policyAt(holder: Resource, argument: string): object {
    const [document, ...others] = this.estate
      .referencesAt(holder, argument)
      .filter(({ type }) => type === 'aws_iam_policy_document');
    if (document === undefined || others.length > 0) {
      throw new Error(`${holder.stack} ${holder.address}: ${argument} is not one policy document`);
    }
    const config = this.filled(document, document.values, '') as unknown as ObjectValue;
    return JSON.parse(renderPolicyDocument(config).json) as object;
  }

  /** What an attribute of a resource is in AWS, as far as policies name it. */
  identity(resource: Resource, attribute: string): string {
    const { type, values, account, region } = resource;
    const name = String(values.name ?? values.bucket ?? values.function_name ?? resource.address);
    const regional = (service: string, id: string) => `arn:aws:${service}:${region}:${account}:${id}`;
    if (attribute !== 'arn') return name;
    switch (type) {
      case 'aws_s3_bucket':
        return `arn:aws:s3:::${name}`;
      case 'aws_kms_key':
        return regional('kms', `key/${this.aliasOf(resource)}`);
      case 'aws_iam_role':
        return `arn:aws:iam::${account}:role/${name}`;
      case 'aws_iam_policy':
        return `arn:aws:iam::${account}:policy/${name}`;
      case 'aws_cloudwatch_log_group':
        return regional('logs', `log-group:${name}`);
      case 'aws_secretsmanager_secret':
        return regional('secretsmanager', `secret:${name}-AbCdEf`);
      case 'aws_ssm_document':
        return regional('ssm', `document/${name}`);
      case 'aws_sns_topic':
        return regional('sns', name);
      default:
        return regional(type, name);
    }
  }

  private aliasOf(key: Resource): string {
    const alias = this.estate
      .ofType('aws_kms_alias')
      .find((one) => this.estate.referencesAt(one, 'target_key_id').includes(key));
    return String(alias?.values.name ?? `alias/${key.address}`).replace('alias/', '');
  }

  private boundaryOf(role: Resource): Resource | undefined {
    const [referred] = this.estate.referencesAt(role, 'permissions_boundary');
    if (referred !== undefined) return referred;
    const arn = role.values.permissions_boundary;
    return this.estate.ofType('aws_iam_policy').find((policy) => this.identity(policy, 'arn') === arn);
  }

  private filled(holder: Resource, value: Json, path: string): Json {
    if (typeof value === 'string') return value.includes('${') ? this.resolved(holder, value, path) : value;
    if (Array.isArray(value)) return value.map((item: Json, index) => this.filled(holder, item, `${path}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    const below = (key: string) => (path === '' ? key : `${path}.${key}`);
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([key, item]) => [key, this.filled(holder, item, below(key))]),
    );
  }

  /** A text whose one reference is replaced by what it leads to. */
  private resolved(holder: Resource, text: string, path: string): string {
    const references = holder.references.filter((one) => one.path === path);
    return text.replace(/\$\{[^}]*\}/g, (expression) => {
      const reference = references.find((one) => expression.includes(one.expression)) ?? references[0];
      const target = reference && this.estate.byAddress(reference.stack, reference.address);
      if (target === undefined) throw new Error(`${holder.stack} ${holder.address}: ${path} leads nowhere: ${text}`);
      const attribute = /(?:\.|_)?(arn|id|name|bucket)\}?$/.exec(expression)?.[1] ?? 'arn';
      return this.identity(target, attribute);
    });
  }
}
