import { asObject, asString, type Json, type JsonObject } from '@smile/inventory';
import { JSONParser } from '@streamparser/json';
import { StateError } from './state-error.ts';
import { instancesOf, type StateInstance } from './state-instance.ts';

/** What a state says of itself. */
export interface StateHead {
  readonly serial: number;
  /** Who it is: another lineage is another state. */
  readonly lineage: string;
  /** Terraform that wrote it. */
  readonly terraformVersion: string;
  readonly outputs: Readonly<Record<string, { readonly value: Json; readonly isSensitive: boolean }>>;
  readonly bytes: number;
}

/** Parts of a state of version 4, and of what is often taken for one. */
const PARTS = ['version', 'serial', 'lineage', 'terraform_version', 'outputs', 'format_version'] as const;
/** Parts of a plan; their content is of no use here. */
const OF_PLANS = ['planned_values', 'resource_changes', 'configuration'];

/**
 * Reads a state of version 4 piece by piece, so that one with 100,000 resources needs no more memory than its largest resource.
 *
 * @param where what is read, for errors, as in `s3://bucket/key`.
 * @throws StateError if it is not JSON, cut off, a plan, or of another format.
 */
export async function readStateStream(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  where: string,
  visit: (instance: StateInstance) => void,
): Promise<StateHead> {
  const found: Record<string, Json> = {};
  const parser = new JSONParser({
    paths: [...PARTS.map((part) => `$.${part}`), ...OF_PLANS.map((part) => `$.${part}`), '$.resources.*'],
    keepStack: false,
  });
  let failure: Error | undefined;
  parser.onError = (error) => {
    failure ??= error;
  };
  parser.onValue = ({ value, key, parent, stack }) => {
    if (stack.length === 1 && typeof key === 'string') found[key] = value as Json;
    else if (Array.isArray(parent)) for (const one of instancesOf(asObject(value as Json))) visit(one);
  };
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    parser.write(chunk);
    if (failure !== undefined) throw notJson(where, bytes, failure);
  }
  if (bytes === 0) throw new StateError(`${where} is empty, so it is no state; restore an earlier version of it`);
  if (!parser.isEnded)
    throw new StateError(`${where} is cut off after ${bytes} bytes; restore an earlier version of it`);
  return headOf(found, where, bytes);
}

function headOf(found: JsonObject, where: string, bytes: number): StateHead {
  if (OF_PLANS.some((part) => part in found)) {
    throw new StateError(`${where} is a plan, not a state; smile drift and smile review read plans`);
  }
  if (found.format_version !== undefined) {
    throw new StateError(
      `${where} is what "terraform show -json" prints; pass the state itself, as "terraform state pull" prints it`,
    );
  }
  const { version, serial, lineage, terraform_version: terraformVersion } = found;
  if (version !== 4 || typeof serial !== 'number' || typeof lineage !== 'string') {
    const has =
      typeof version === 'number'
        ? `version ${version}`
        : `the parts ${Object.keys(found).join(', ') || 'of something else'}`;
    throw new StateError(`${where} is no state of version 4, it has ${has}; pass what "terraform state pull" prints`);
  }
  const outputs = Object.entries(asObject(found.outputs)).map(([name, body]) => {
    const { value = null, sensitive } = asObject(body);
    return [name, { value, isSensitive: sensitive === true }] as const;
  });
  return {
    serial,
    lineage,
    terraformVersion: asString(terraformVersion) ?? 'unknown',
    outputs: Object.fromEntries(outputs),
    bytes,
  };
}

function notJson(where: string, bytes: number, error: Error): StateError {
  const [said = ''] = error.message.split('\n');
  return new StateError(
    `${where} is damaged: it is not JSON within its first ${bytes} bytes (${said}); restore an earlier version of it`,
  );
}
