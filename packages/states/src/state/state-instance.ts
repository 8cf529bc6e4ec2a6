import { asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';

/** One object of a state, as the file has it. */
export interface StateInstance {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** As in `hashicorp/aws`. */
  readonly provider: string;
  /** Version of the provider's schema that wrote it. */
  readonly schemaVersion: number;
  readonly attributes: JsonObject;
  /** Paths that Terraform holds as sensitive. */
  readonly sensitive: readonly (readonly (string | number)[])[];
  /** Whether the next apply replaces it, since its creation failed half-way. */
  readonly isTainted: boolean;
  /** Key of a superseded object that waits for its deletion. @default - it is the current one */
  readonly deposed?: string;
}

/** The objects in one entry of `resources`. */
export function instancesOf(block: JsonObject): readonly StateInstance[] {
  const mode = block.mode === 'data' ? 'data' : 'managed';
  const [type, name, module] = [asString(block.type) ?? '', asString(block.name) ?? '', asString(block.module)];
  const base = `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  return asList(block.instances).map((entry) => {
    const instance = asObject(entry);
    return {
      address: `${base}${keyOf(instance.index_key)}`,
      mode,
      type,
      provider: sourceOf(asString(block.provider) ?? ''),
      schemaVersion: typeof instance.schema_version === 'number' ? instance.schema_version : 0,
      attributes: asObject(instance.attributes),
      sensitive: asList(instance.sensitive_attributes).map(sensitivePath),
      isTainted: instance.status === 'tainted',
      deposed: asString(instance.deposed),
    };
  });
}

function keyOf(index: Json | undefined): string {
  return index === undefined || index === null ? '' : `[${JSON.stringify(index)}]`;
}

/** `provider["registry.terraform.io/hashicorp/aws"].us` is `hashicorp/aws`. */
function sourceOf(provider: string): string {
  const [, source = provider] = /provider\["(.+)"\]/.exec(provider) ?? [];
  return source.replace(/^registry\.terraform\.io\//, '');
}

/** Path as `[{ type: 'get_attr', value: 'a' }, { type: 'index', value: { value: 0, type: 'number' } }]`. */
function sensitivePath(path: Json): readonly (string | number)[] {
  return asList(path).flatMap((step) => {
    const { value } = asObject(step);
    const plain = typeof value === 'object' ? asObject(value).value : value;
    return typeof plain === 'string' || typeof plain === 'number' ? [plain] : [];
  });
}
