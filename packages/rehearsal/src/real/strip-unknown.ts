import type { Json, JsonObject } from '@smile/inventory';
import type { KnownAttribute, KnownBlock, KnownProvider, KnownType } from './known-arguments.ts';

/** Something in a configuration that a version of a provider does not know. */
export interface UnknownItem {
  readonly kind: 'argument' | 'attribute' | 'type';
  /** Resource, data source or provider that holds it. */
  readonly address: string;
  /** Argument path as in `rule.action.count`; the type itself for `type`. */
  readonly path: string;
}

/** A configuration that every named provider can read, and what was left out of it. */
export interface StrippedConfiguration {
  readonly configuration: JsonObject;
  readonly unknown: readonly UnknownItem[];
}

/** Arguments that Terraform itself knows, for every resource and data source. */
const META_ARGUMENTS = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/**
 * Stands for what a real provider would have told had it known the type or the attribute: nothing before apply.
 * The output of `terraform_data` has no type of its own, so that it fits any argument.
 */
const PLACEHOLDER = { type: 'terraform_data', seed: 'SmileUnknownSeed', name: 'SmileUnknown' };

/**
 * Takes out of a configuration what other versions of its providers do not know: arguments and blocks at any depth, and
 * resources of types that they lack. What refers to something that is gone refers to an unknown value instead.
 *
 * @param configuration a stack's `cdk.tf.json`.
 * @param providers by name, as in `aws`; the types of others are left alone.
 */
export function stripUnknown(
  configuration: JsonObject,
  providers: ReadonlyMap<string, KnownProvider>,
): StrippedConfiguration {
  const unknown: UnknownItem[] = [];
  const gone = new Set<string>();
  const known = new Map<string, KnownBlock>();
  const strip = (section: 'resource' | 'data'): JsonObject => {
    const kept: Record<string, JsonObject> = {};
    for (const [type, byName] of Object.entries((configuration[section] ?? {}) as JsonObject)) {
      const provider = providerOf(type, providers);
      const block = section === 'resource' ? provider?.resources[type] : provider?.dataSources[type];
      const bodies = Object.entries(byName as JsonObject).flatMap(([name, body]): [string, Json][] => {
        const address = `${section === 'data' ? 'data.' : ''}${type}.${name}`;
        if (provider === undefined) return [[name, body]];
        if (block === undefined) {
          unknown.push({ kind: 'type', address, path: type });
          gone.add(address);
          return [];
        }
        known.set(address, block);
        const report = (path: string) => unknown.push({ kind: 'argument', address, path });
        return [[name, stripBlock(body as JsonObject, block, '', report, META_ARGUMENTS)]];
      });
      if (bodies.length > 0) kept[type] = Object.fromEntries(bodies);
    }
    return kept;
  };
  const resource = strip('resource');
  const data = strip('data');
  const provider = stripProviders(configuration.provider as JsonObject | undefined, providers, unknown);
  const stripped = { ...configuration, resource, data, provider };
  const repaired = withoutReferences(stripped, gone, known, unknown);
  return { configuration: withoutEmpty(repaired), unknown };
}

function stripProviders(
  blocks: JsonObject | undefined,
  providers: ReadonlyMap<string, KnownProvider>,
  unknown: UnknownItem[],
): JsonObject {
  const entries = Object.entries(blocks ?? {}).map(([name, value]): [string, Json] => {
    const known = providers.get(name);
    if (known === undefined) return [name, value];
    const report = (path: string) => unknown.push({ kind: 'argument', address: `provider.${name}`, path });
    const bodies = (Array.isArray(value) ? value : [value]) as JsonObject[];
    return [name, bodies.map((body) => stripBlock(body, known.provider, '', report, new Set(['alias'])))];
  });
  return Object.fromEntries(entries);
}

type Report = (path: string) => void;

const NONE: ReadonlySet<string> = new Set();

function stripBlock(
  body: JsonObject,
  block: KnownBlock,
  prefix: string,
  report: Report,
  always: ReadonlySet<string> = NONE,
): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const path = `${prefix}${name}`;
    const attribute = block.attributes?.[name];
    const nested = block.block_types?.[name];
    if (always.has(name)) kept[name] = value;
    else if (attribute !== undefined) kept[name] = stripValue(value, attribute, path, report);
    else if (nested !== undefined) kept[name] = each(value, (one) => stripBlock(one, nested.block, `${path}.`, report));
    else if (name === 'dynamic') kept[name] = stripDynamic(value as JsonObject, block, prefix, report);
    // An argument that is null is as good as absent.
    else if (value !== null) report(path);
  }
  return kept;
}

/** `dynamic` holds, by the block's name, the block itself under `content`. */
function stripDynamic(blocks: JsonObject, block: KnownBlock, prefix: string, report: Report): JsonObject {
  const entries = Object.entries(blocks).flatMap(([name, value]): [string, Json][] => {
    const nested = block.block_types?.[name];
    if (nested !== undefined) {
      const strip = (one: JsonObject) => ({
        ...one,
        content: each(one.content ?? {}, (content) => stripBlock(content, nested.block, `${prefix}${name}.`, report)),
      });
      return [[name, each(value, strip)]];
    }
    report(`${prefix}${name}`);
    return [];
  });
  return Object.fromEntries(entries);
}

function stripValue(value: Json, { type, nested_type: nested }: KnownAttribute, path: string, report: Report): Json {
  const attributes = nested?.attributes;
  if (attributes !== undefined) return each(value, (one) => stripBlock(one, { attributes }, `${path}.`, report));
  const members = membersOf(type);
  if (members === undefined) return value;
  const inner = Object.fromEntries(Object.entries(members).map(([name, of]) => [name, { type: of }]));
  return each(value, (one) => stripBlock(one, { attributes: inner }, `${path}.`, report));
}

/** Members of an object, or of the objects in a list or set; undefined for every other type. */
function membersOf(type: KnownType | undefined): Readonly<Record<string, KnownType>> | undefined {
  if (type === undefined || typeof type === 'string') return undefined;
  const [kind, of] = type;
  if (kind === 'object') return of as Readonly<Record<string, KnownType>>;
  return kind === 'list' || kind === 'set' ? membersOf(of as KnownType) : undefined;
}

/** A block once, or each of a list; an expression in its place stays as it is. */
function each(value: Json, change: (body: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((one: Json) => each(one, change));
  return value !== null && typeof value === 'object' ? change(value as JsonObject) : value;
}

function providerOf(type: string, providers: ReadonlyMap<string, KnownProvider>): KnownProvider | undefined {
  return providers.get(type.split('_', 1).join());
}

const REFERENCE = /((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*)(?:\[[^\]]*\])*(?:\.([a-z_][a-z0-9_]*))?/g;

function withoutReferences(
  configuration: JsonObject,
  gone: ReadonlySet<string>,
  known: ReadonlyMap<string, KnownBlock>,
  unknown: UnknownItem[],
): JsonObject {
  let replaced = false;
  const reported = new Set<string>();
  const isLost = (address: string, attribute: string | undefined): boolean => {
    if (gone.has(address)) return true;
    const block = known.get(address);
    if (block === undefined || attribute === undefined) return false;
    if (block.attributes?.[attribute] !== undefined || block.block_types?.[attribute] !== undefined) return false;
    const key = `${address}.${attribute}`;
    if (!reported.has(key)) unknown.push({ kind: 'attribute', address, path: attribute });
    reported.add(key);
    return true;
  };
  const change = (value: Json): Json => {
    if (typeof value === 'string') {
      if (!value.includes('${')) return value;
      const lost = [...value.matchAll(REFERENCE)].filter(([, address = '', attribute]) => isLost(address, attribute));
      if (lost.length === 0) return value;
      replaced = true;
      return `\${${PLACEHOLDER.type}.${PLACEHOLDER.name}.output}`;
    }
    if (Array.isArray(value)) return value.map((one: Json) => change(one));
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value as JsonObject).map(([name, inner]): [string, Json] => [
      name,
      name === 'depends_on' && Array.isArray(inner) ? inner.filter((one) => !gone.has(String(one))) : change(inner),
    ]);
    return Object.fromEntries(members);
  };
  const changed = change(configuration) as JsonObject;
  if (!replaced) return changed;
  const resource = changed.resource as JsonObject;
  const placeholder: JsonObject = {
    [PLACEHOLDER.seed]: {},
    [PLACEHOLDER.name]: { input: `\${${PLACEHOLDER.type}.${PLACEHOLDER.seed}.id}` },
  };
  const others = (resource[PLACEHOLDER.type] ?? {}) as JsonObject;
  return { ...changed, resource: { ...resource, [PLACEHOLDER.type]: { ...others, ...placeholder } } };
}

/** Terraform refuses a section that is there and empty. */
function withoutEmpty(configuration: JsonObject): JsonObject {
  const full = Object.entries(configuration).filter(
    ([name, value]) => !['resource', 'data', 'provider'].includes(name) || Object.keys(value as JsonObject).length > 0,
  );
  return Object.fromEntries(full);
}
