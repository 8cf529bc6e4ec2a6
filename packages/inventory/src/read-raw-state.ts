import type { ResourceDraft } from './draft.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import type { Json, JsonObject, Mode } from './model.ts';
import { dependencyLinks, instanceKey, mergeDeposed, observedResource } from './observed-resource.ts';
import { localProviderName } from './provider-settings.ts';
import { formatPathSteps, formatSteps } from './traversal.ts';

const PROVIDER = /^(?:module\..+\.)?provider\["(.+)"\](\..+)?$/;

/** Types with attributes that hold a value of any type, which a raw state wraps as `{ value, type }`. */
const WRAPPED = new Set(['terraform_data', 'terraform_remote_state', 'cloudflare_zone_setting']);

/** The same one level below, by type and attribute: the flags of a CAA record are a number, those of others a text. */
const WRAPPED_BELOW: Readonly<Record<string, string>> = { cloudflare_dns_record: 'data' };

/** Reads the resources of a state file of version 4. */
export function readRawResources(state: JsonObject): ResourceDraft[] {
  return mergeDeposed(
    asList(state.resources).flatMap((entry) => {
      const block = asObject(entry);
      return asList(block.instances).map((instance) => readInstance(block, asObject(instance)));
    }),
  );
}

function readInstance(block: JsonObject, instance: JsonObject): { resource: ResourceDraft; deposed?: string } {
  const mode: Mode = block.mode === 'data' ? 'data' : 'managed';
  const [type, name, module] = [asString(block.type) ?? '', asString(block.name) ?? '', asString(block.module)];
  const index = instanceKey(instance.index_key);
  const key = index === undefined ? '' : formatSteps([{ kind: 'index', key: index }]);
  const [, source, alias] = PROVIDER.exec(asString(block.provider) ?? '') ?? [];
  const resource = observedResource({
    address: `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}${key}`,
    mode,
    type,
    name,
    module,
    index,
    provider: `${localProviderName(source ?? '')}${alias ?? ''}`,
    values: readAttributes(type, asObject(instance.attributes)),
    links: dependencyLinks(instance.dependencies),
    sensitive: asList(instance.sensitive_attributes).map(readSensitivePath),
    tainted: instance.status === 'tainted',
  });
  return { resource, deposed: asString(instance.deposed) };
}

function readAttributes(type: string, attributes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      key,
      key === WRAPPED_BELOW[type] ? unwrapBelow(value) : unwrap(value, WRAPPED.has(type)),
    ]),
  );
}

/** An object whose own members may be wrapped. */
function unwrapBelow(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unwrap(child as Json, true)]));
}

/** The value in a wrapping. Beside a type that is written as a list, as in `["tuple", …]`, a value can be nothing else. */
function unwrap(value: Json, isKnown: boolean): Json {
  const wrapped = asObject(value);
  const keys = Object.keys(wrapped);
  const isWrapped = keys.length === 2 && keys.includes('value') && keys.includes('type');
  return isWrapped && (isKnown || Array.isArray(wrapped.type)) ? (wrapped.value ?? null) : value;
}

/** Path as `[{ type: 'get_attr', value: 'a' }, { type: 'index', value: { value: 0, type: 'number' } }]`. */
function readSensitivePath(path: Json): string {
  return formatPathSteps(
    asList(path).map((step) => {
      const { value } = asObject(step);
      return typeof value === 'object' ? asObject(value).value : value;
    }),
  );
}
