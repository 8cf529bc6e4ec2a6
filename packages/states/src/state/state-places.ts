import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asList, asString, type Inventory, type Stack } from '@smile/inventory';
import { StateError } from './state-error.ts';
import type { StatePlace } from './state-store.ts';

/** Where the states of stacks are, as their backends say. */
export function placesInBuckets(code: Inventory, stacks: readonly string[]): readonly StatePlace[] {
  return chosen(code, stacks).map((stack) => {
    const { bucket, key, region, allowed_account_ids } = stack.backend?.config ?? {};
    if (stack.backend?.type !== 's3' || typeof bucket !== 'string' || typeof key !== 'string') {
      throw new StateError(`${stack.name} keeps its state in no bucket; name the folder of the states with --states`);
    }
    const account = asString(asList(allowed_account_ids)[0]);
    return {
      kind: 's3',
      stack: stack.name,
      bucket,
      key,
      region: asString(region) ?? '',
      ...(account === undefined ? {} : { account }),
    };
  });
}

/**
 * Where the states of stacks are, or would be, in a folder: that of `smile offline` or of `cdktf.out` (`.state/<key>`), that of `smile rehearse --keep`
 * (`<stack>/terraform.tfstate`), or one that somebody filled with `<stack>.tfstate`.
 *
 * @throws StateError if the folder has no state of any of them, unless it may be empty.
 */
export function placesInFolder(
  folder: string,
  code: Inventory,
  stacks: readonly string[],
  options: { readonly mayBeEmpty?: boolean } = {},
): readonly StatePlace[] {
  const places = chosen(code, stacks).map((stack): StatePlace => {
    const candidates = candidatesFor(folder, stack);
    const path = candidates.find((candidate) => existsSync(candidate)) ?? candidates[0] ?? folder;
    return { kind: 'file', stack: stack.name, path };
  });
  if (options.mayBeEmpty === true || places.some((place) => place.kind === 'file' && existsSync(place.path)))
    return places;
  const [first] = chosen(code, stacks);
  const looked = first === undefined ? '' : `, as ${candidatesFor(folder, first).join(' or ')}`;
  throw new StateError(
    `no state of ${stacks.join(', ')} is in ${folder}${looked}; name the folder of smile offline or smile rehearse --keep`,
  );
}

function chosen(code: Inventory, stacks: readonly string[]): readonly Stack[] {
  return code.stacks.filter(({ name }) => stacks.includes(name));
}

function candidatesFor(folder: string, { name, backend }: Stack): readonly string[] {
  const key = asString(backend?.config.key);
  const byKey = key === undefined ? [] : [join(folder, '.state', key), join(folder, key)];
  return [...byKey, join(folder, name, 'terraform.tfstate'), join(folder, `${name}.tfstate`)];
}
