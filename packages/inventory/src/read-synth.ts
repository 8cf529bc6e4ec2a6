import { collectBodyLinks, collectLinks } from './collect-links.ts';
import { NO_LIFECYCLE, type OutputDraft, type ResourceDraft, type StackDraft } from './draft.ts';
import { asList, asObject, asString, stringEntries } from './json-narrowing.ts';
import type { GroupRoom, Json, JsonObject, Lifecycle, Mode, Stack, Waiver } from './model.ts';
import {
  environmentOf,
  impliedProvider,
  literal,
  type ProviderSettings,
  readProviderSettings,
  stackKindOf,
} from './provider-settings.ts';
import { covers, readIgnoredDrift, readWaivers } from './read-waivers.ts';

const META_ARGUMENTS = new Set(['//', 'lifecycle', 'depends_on', 'provider', 'connection', 'provisioner']);

/** Facts about a stack that stand in the manifest, not in its own file. */
export type ManifestFacts = Pick<Stack, 'constructPath' | 'directory'> & { readonly dependencies: readonly string[] };

/** Reads the Terraform JSON that one stack synthesizes to. */
export function readSynthesizedStack(name: string, json: JsonObject, facts: ManifestFacts): StackDraft {
  const terraform = asObject(json.terraform);
  const backend = readBackend(terraform);
  const providers = readProviderSettings(json.provider);
  const waivers = readWaivers(json['//']);
  const context: StackContext = { providers, backendConfig: backend?.config, waivers };
  const { dependencies, ...paths } = facts;
  const resources = [...readResources(json.resource, 'managed', context), ...readResources(json.data, 'data', context)];
  const defaultTags = Object.assign({}, ...[...providers.values()].map((settings) => settings.defaultTags));
  const environment = environmentOf(backend?.config, defaultTags);
  const metadata = asObject(asObject(json['//']).metadata);
  return {
    name,
    ...paths,
    declaredDependencies: dependencies,
    environment,
    kind: stackKindOf(metadata, backend?.config, defaultTags),
    quotas: readNumbers(metadata.quotas),
    ...(metadata.usage === undefined ? {} : { usage: readNumbers(metadata.usage) }),
    capacity: readCapacity(metadata.capacity),
    backend,
    waivers,
    ignoredDrift: readIgnoredDrift(json['//']),
    moved: asList(json.moved).map((block) => {
      const { from, to } = asObject(block);
      return { from: asString(from) ?? '', to: asString(to) ?? '' };
    }),
    providers: readProviderBlocks(json.provider),
    constants: { ...prefixed('local', json.locals), ...prefixed('var', json.variable) },
    requiredProviders: readRequiredProviders(terraform.required_providers),
    resources,
    outputs: Object.entries(asObject(json.output)).map(([output, body]) => readOutput(output, asObject(body))),
    locals: new Map(Object.entries(asObject(json.locals)).map(([local, value]) => [local, collectLinks(value)])),
    variables: new Set(Object.keys(asObject(json.variable))),
    declared: new Set(resources.map(({ address }) => address)),
    remoteStates: new Map(
      Object.entries(asObject(asObject(json.data).terraform_remote_state)).map(([dataSource, body]) => {
        const { backend: type, config } = asObject(body);
        return [dataSource, { backend: asString(type) ?? '', config: config ?? {} }];
      }),
    ),
  };
}

interface StackContext {
  readonly providers: ReadonlyMap<string, ProviderSettings>;
  readonly backendConfig: JsonObject | undefined;
  readonly waivers: readonly Waiver[];
}

function readResources(types: Json | undefined, mode: Mode, context: StackContext): ResourceDraft[] {
  return Object.entries(asObject(types)).flatMap(([type, names]) =>
    Object.entries(asObject(names)).map(([name, body]) => readResource({ mode, type, name }, asObject(body), context)),
  );
}

function readResource(
  id: { readonly mode: Mode; readonly type: string; readonly name: string },
  body: JsonObject,
  { providers, backendConfig, waivers }: StackContext,
): ResourceDraft {
  const provider = asString(body.provider) ?? impliedProvider(id.type);
  const settings = providers.get(provider);
  const constructPath = asString(asObject(asObject(body['//']).metadata).path);
  const tags = body.tags === undefined ? NO_TAGS : stringEntries(body.tags);
  const defaultTags = settings?.defaultTags ?? NO_TAGS;
  const environment = environmentOf(backendConfig, defaultTags);
  const region = literal(body.region) ?? settings?.region;
  return {
    ...id,
    address: `${id.mode === 'data' ? 'data.' : ''}${id.type}.${id.name}`,
    provider,
    constructPath,
    values: argumentsOf(body),
    links: collectBodyLinks(body),
    lifecycle: readLifecycle(body.lifecycle),
    waivers: waivers.filter((waiver) => covers(waiver, constructPath)),
    tags,
    tagsAll: id.mode === 'managed' ? over(defaultTags, tags) : tags,
    environment,
    account: settings?.account,
    region,
    unknown: [],
    sensitive: [],
    tainted: false,
    deposed: [],
  };
}

const NO_TAGS: Readonly<Record<string, string>> = {};

/** Own tags over default ones. Most resources have none of their own, and thousands of equal copies cost time. */
function over(defaults: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>) {
  return Object.keys(own).length === 0 ? defaults : { ...defaults, ...own };
}

function argumentsOf(body: JsonObject): JsonObject {
  const values: Record<string, Json> = {};
  for (const key in body) {
    const value = body[key];
    if (value !== undefined && !META_ARGUMENTS.has(key)) values[key] = value;
  }
  return values;
}

function readLifecycle(value: Json | undefined): Lifecycle {
  const [block] = asList(value);
  if (block === undefined) return NO_LIFECYCLE;
  const { prevent_destroy, create_before_destroy, ignore_changes } = asObject(block);
  return {
    preventDestroy: prevent_destroy === true,
    createBeforeDestroy: create_before_destroy === true,
    ignoreChanges: asList(ignore_changes).flatMap((path) => asString(path) ?? []),
  };
}

/** What AWS granted, as the base stack of core writes it. */
function readNumbers(value: Json | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(asObject(value)).flatMap(([id, granted]) => (typeof granted === 'number' ? [[id, granted]] : [])),
  );
}

/** As `ClusterLoads` of the estate writes it; what is no list of objects is none. */
function readCapacity(value: Json | undefined): readonly GroupRoom[] | undefined {
  return Array.isArray(value) ? (value as unknown as readonly GroupRoom[]) : undefined;
}

function readOutput(name: string, body: JsonObject): OutputDraft {
  const description = asString(body.description);
  return {
    name,
    value: body.value,
    description,
    sensitive: body.sensitive === true,
    links: collectLinks(body.value ?? null),
  };
}

function readBackend(terraform: JsonObject): Stack['backend'] {
  const [entry] = Object.entries(asObject(terraform.backend));
  return entry === undefined ? undefined : { type: entry[0], config: asObject(entry[1]) };
}

function readProviderBlocks(value: Json | undefined): NonNullable<Stack['providers']> {
  return Object.fromEntries(
    Object.entries(asObject(value)).flatMap(([name, blocks]) =>
      asList(blocks).map((block) => {
        const body = asObject(block);
        const alias = asString(body.alias);
        return [alias === undefined ? name : `${name}.${alias}`, body] as const;
      }),
    ),
  );
}

function readRequiredProviders(value: Json | undefined): Stack['requiredProviders'] {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, requirement]) => {
      if (typeof requirement === 'string') return [name, { version: requirement }];
      const { source, version } = stringEntries(requirement);
      return [name, { source, version }];
    }),
  );
}

function prefixed(prefix: string, values: Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(asObject(values)).map(([name, value]) => [`${prefix}.${name}`, value]));
}
