import { NO_LIFECYCLE, type ResourceDraft, type StackDraft } from './draft.ts';
import { scanExpression } from './expression.ts';
import { asList, asObject, asString, stringEntries } from './json-narrowing.ts';
import type { Change, Json, JsonObject, Mode } from './model.ts';
import { splitAddress } from './module-path.ts';
import { environmentOf, type ProviderSettings } from './provider-settings.ts';
import type { Link } from './traversal.ts';

/** What plans and states tell about a resource instance. */
export interface Observation {
  readonly address: string;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly module?: string;
  readonly index?: string | number;
  readonly provider: string;
  readonly values: JsonObject;
  readonly links: readonly Link[];
  /** Arguments that the configuration sets. @default - not shown */
  readonly configured?: ReadonlySet<string>;
  readonly sensitive: readonly string[];
  /** Provider block, as far as the source shows it. @default - not shown */
  readonly settings?: ProviderSettings;
  /** What a plan does. @default - a state */
  readonly change?: Change;
  /** Attribute paths not known yet. @default - none */
  readonly unknown?: readonly string[];
  readonly tainted?: boolean;
}

const ARN = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12})?:/;

/** Completes what a plan or a state tells: tags from `tags_all`, region and account from the values or the ARN. */
export function observedResource({ settings, ...seen }: Observation): ResourceDraft {
  const tags = stringEntries(seen.values.tags);
  const defaultTags = settings?.defaultTags ?? {};
  const isMerged = typeof seen.values.tags_all === 'object' && seen.values.tags_all !== null;
  const merged = isMerged
    ? stringEntries(seen.values.tags_all)
    : { ...(seen.mode === 'managed' ? defaultTags : {}), ...tags };
  const [, region, account] = ARN.exec(asString(seen.values.arn) ?? '') ?? [];
  return {
    ...seen,
    lifecycle: NO_LIFECYCLE,
    waivers: [],
    tags,
    tagsAll: merged,
    environment: environmentOf(undefined, { ...defaultTags, ...merged }),
    region: asString(seen.values.region) ?? (region === '' ? undefined : region) ?? settings?.region,
    account: account ?? settings?.account,
    unknown: seen.unknown ?? [],
    tainted: seen.tainted ?? false,
    deposed: [],
  };
}

/** Puts superseded objects, which share an address with their successor, onto one resource. */
export function mergeDeposed(
  entries: readonly { readonly resource: ResourceDraft; readonly deposed?: string }[],
): ResourceDraft[] {
  const merged = new Map<string, ResourceDraft>();
  for (const { resource, deposed } of entries) {
    const known = merged.get(resource.address);
    const keys = [...(known?.deposed ?? []), ...(deposed === undefined ? [] : [deposed])];
    // The current object is the resource; a superseded one stands for it only when nothing else does.
    const body = deposed === undefined ? resource : (known ?? resource);
    merged.set(resource.address, { ...body, deposed: keys });
  }
  return [...merged.values()];
}

/** An instance key as plans and states hold it. */
export function instanceKey(value: Json | undefined): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** The environment of a stack, as tags tell it, and its resources, of which many take no tags. */
export function inEnvironment(resources: readonly ResourceDraft[]): Pick<StackDraft, 'environment' | 'resources'> {
  const environment = resources.find((one) => one.environment !== undefined)?.environment;
  return { environment, resources: resources.map((one) => ({ ...one, environment: one.environment ?? environment })) };
}

/** The `terraform_remote_state` data sources among resources, by name. */
export function remoteStatesOf(resources: readonly ResourceDraft[]): Map<string, { backend: string; config: Json }> {
  return new Map(
    resources
      .filter(({ mode, type }) => mode === 'data' && type === 'terraform_remote_state')
      .map(({ name, values }) => [name, { backend: asString(values.backend) ?? '', config: asObject(values.config) }]),
  );
}

/** Resources of a module and of those inside it, each with its `module_address`. */
export function moduleResources(module: JsonObject): JsonObject[] {
  const own = asList(module.resources).map((entry) => {
    const resource = asObject(entry);
    return module.address === undefined ? resource : { ...resource, module_address: module.address };
  });
  return [...own, ...asList(module.child_modules).flatMap((child) => moduleResources(asObject(child)))];
}

/** Links of the dependency list, which a state keeps instead of expressions; its addresses start at the root. */
export function dependencyLinks(addresses: Json | undefined): readonly Link[] {
  return asList(addresses).flatMap((address) => {
    const { module, rest } = splitAddress(asString(address) ?? '');
    return scanExpression(rest).map((traversal) => ({ path: 'dependencies', traversal, exact: true, module }));
  });
}
