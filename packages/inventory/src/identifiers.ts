import type { ResourceDraft, StackDraft } from './draft.ts';
import { asString } from './json-narrowing.ts';
import type { Json, Reference } from './model.ts';
import { valueAt } from './read-value.ts';
import { extendPath } from './traversal.ts';

/** As in `sg-023e783692014fdaf`: hexadecimal identifiers that AWS gives out once. */
const AWS_ID = /^[a-z]+(?:-[a-z]+)*-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const ARNS = /arn:aws[\w-]*:[^\s"'\\<>,]+/g;
/** An ARN has six parts; shorter beginnings of it name a service, not a thing. */
const SHORTEST_ARN = 6;

/** Attributes besides `id` and `arn` that name a thing which AWS makes along with a resource. */
const MADE_ALONG: Readonly<Record<string, readonly string[]>> = {
  aws_eks_cluster: ['vpc_config[0].cluster_security_group_id'],
  aws_db_instance: ['master_user_secret[0].secret_arn'],
  aws_vpc_endpoint: ['prefix_list_id'],
  aws_vpc: ['default_security_group_id', 'default_route_table_id', 'default_network_acl_id'],
};

/** Attributes that say what a resource is, not what it refers to. */
const OWN = new Set(['id', 'arn', 'tags', 'tags_all']);

/** Attributes in which a provider repeats what others say. https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release */
const REPEATED: Readonly<Record<string, ReadonlySet<string>>> = {
  helm_release: new Set(['manifest', 'metadata', 'resources']),
};

/** What an identifier in a value stands for. */
type Place = Pick<Reference, 'stack' | 'address' | 'attribute'>;

/**
 * Finds resources by the identifiers that their attributes hold.
 *
 * A state keeps values where a configuration has expressions. An ARN or an identifier such as `sg-0a1b…` can only be one
 * thing, so it leads to that thing as the expression did, also in another stack.
 */
export class Identifiers {
  private readonly places = new Map<string, Place>();

  constructor(drafts: readonly StackDraft[]) {
    for (const { name, resources } of drafts) {
      for (const resource of resources.filter(({ mode }) => mode === 'managed')) this.add(name, resource);
    }
  }

  /** References that the values of a resource make, to what `mayReach` lets through. */
  referencesOf(resource: ResourceDraft, mayReach: (place: Place) => boolean): readonly Reference[] {
    return Object.entries(resource.values)
      .filter(([name]) => !OWN.has(name) && REPEATED[resource.type]?.has(name) !== true)
      .flatMap(([name, value]) => this.find(value, name))
      .filter(mayReach);
  }

  private add(stack: string, { address, type, values }: ResourceDraft): void {
    const isNamedById = (id: string) => AWS_ID.test(id) || type === 'aws_s3_bucket';
    const { id, arn } = values;
    if (typeof id === 'string' && isNamedById(id)) this.places.set(id, { stack, address, attribute: 'id' });
    if (typeof arn === 'string' && arn !== '') this.places.set(arn, { stack, address, attribute: 'arn' });
    for (const attribute of MADE_ALONG[type] ?? []) {
      const value = asString(valueAt(values, attribute));
      if (value !== undefined && !this.places.has(value)) this.places.set(value, { stack, address, attribute });
    }
  }

  private find(value: Json, path: string): readonly Reference[] {
    if (typeof value === 'string') return this.inText(value, path);
    if (value === null || typeof value !== 'object') return [];
    if (Array.isArray(value)) return value.flatMap((one: Json, index) => this.find(one, extendPath(path, index)));
    return Object.entries(value).flatMap(([key, one]) => this.find(one, extendPath(path, key)));
  }

  private inText(text: string, path: string): readonly Reference[] {
    const whole = this.places.get(text);
    if (whole !== undefined) return [{ ...whole, path, expression: text, via: [] }];
    return (text.match(ARNS) ?? []).flatMap((arn) => {
      const place = this.ofArn(arn);
      return place === undefined ? [] : [{ ...place, path, expression: arn, via: [] }];
    });
  }

  /** What an ARN names, or what it is inside of: objects in a bucket, streams of a log group. */
  private ofArn(arn: string): Place | undefined {
    for (let part = arn; part.split(':').length >= SHORTEST_ARN; part = part.replace(/[/:][^/:]*$/, '')) {
      const place = this.places.get(part);
      if (place !== undefined) return place;
      if (!/[/:]/.test(part)) return undefined;
    }
    return undefined;
  }
}
