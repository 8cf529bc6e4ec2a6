import type { ResourceDraft, StackDraft } from './draft.ts';
import { InventoryError } from './inventory-error.ts';
import { asObject, asString } from './json-narrowing.ts';
import { markedPaths } from './marked-paths.ts';
import type { JsonObject, Mode } from './model.ts';
import {
  dependencyLinks,
  inEnvironment,
  instanceKey,
  mergeDeposed,
  moduleResources,
  observedResource,
  remoteStatesOf,
} from './observed-resource.ts';
import { localProviderName } from './provider-settings.ts';
import { readRawResources } from './read-raw-state.ts';

/** Reads a state, either as `terraform show -json` prints it, or raw as `terraform state pull` does. */
export function readState(stack: string, state: JsonObject): StackDraft {
  const isRaw = isRawState(stack, state);
  const values = asObject(state.values);
  const resources = isRaw ? readRawResources(state) : readShownResources(asObject(values.root_module));
  return {
    name: stack,
    declaredDependencies: [],
    kind: resources.find(({ tagsAll }) => tagsAll.stack !== undefined)?.tagsAll.stack,
    terraformVersion: asString(state.terraform_version),
    serial: typeof state.serial === 'number' ? state.serial : undefined,
    lineage: asString(state.lineage),
    waivers: [],
    moved: [],
    requiredProviders: {},
    ...inEnvironment(resources),
    outputs: Object.entries(asObject(isRaw ? state.outputs : values.outputs)).map(([name, body]) => {
      const { value, sensitive } = asObject(body);
      return { name, value, sensitive: sensitive === true, links: [] };
    }),
    remoteStates: remoteStatesOf(resources),
    holdsValues: true,
  };
}

/** Tells the two formats apart; anything else is refused. */
function isRawState(stack: string, state: JsonObject): boolean {
  const format = asString(state.format_version);
  if (state.planned_values !== undefined || state.resource_changes !== undefined) {
    throw new InventoryError([
      `stack ${stack}: this is a plan, not a state; read it as a plan: --from plan, or Inventory.fromPlan`,
    ]);
  }
  if (format?.startsWith('1.') || format === '0.2') return false;
  if (state.version === 4) return true;
  const found =
    format !== undefined
      ? `has format_version ${format}`
      : typeof state.version === 'number'
        ? `has version ${state.version}`
        : `has the keys: ${Object.keys(state).join(', ')}`;
  throw new InventoryError([
    `stack ${stack}: this is no state that can be read, it ${found}; pass what "terraform state pull" (version 4) or "terraform show -json" (format_version 1.x) prints`,
  ]);
}

function readShownResources(root: JsonObject): ResourceDraft[] {
  return mergeDeposed(
    moduleResources(root).map((entry) => {
      const mode: Mode = entry.mode === 'data' ? 'data' : 'managed';
      const resource = observedResource({
        address: asString(entry.address) ?? '',
        mode,
        type: asString(entry.type) ?? '',
        name: asString(entry.name) ?? '',
        module: asString(entry.module_address),
        index: instanceKey(entry.index),
        provider: localProviderName(asString(entry.provider_name) ?? ''),
        values: asObject(entry.values),
        links: dependencyLinks(entry.depends_on),
        sensitive: markedPaths(entry.sensitive_values),
        tainted: entry.tainted === true,
      });
      return { resource, deposed: asString(entry.deposed_key) };
    }),
  );
}
