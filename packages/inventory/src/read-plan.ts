import { isDeepStrictEqual } from 'node:util';
import type { OutputDraft, ResourceDraft, StackDraft } from './draft.ts';
import { InventoryError } from './inventory-error.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import { markedPaths } from './marked-paths.ts';
import type { Action, Change, Json, JsonObject, Mode, PlanFacts } from './model.ts';
import { withoutKeys } from './module-path.ts';
import {
  inEnvironment,
  instanceKey,
  mergeDeposed,
  moduleResources,
  observedResource,
  remoteStatesOf,
} from './observed-resource.ts';
import { type Configuration, expressionLinks, readConfiguration } from './plan-configuration.ts';
import { localProviderName } from './provider-settings.ts';
import { formatPathSteps } from './traversal.ts';

const SHOW_PLAN = 'pass what "terraform show -json <plan file>" prints';

/** Reads the JSON form of a saved plan. */
export function readPlan(stack: string, plan: JsonObject): StackDraft {
  checkPlan(stack, plan);
  const configuration = readConfiguration(plan.configuration);
  const changes = asList(plan.resource_changes).map((entry) => readChange(asObject(entry), configuration));
  const changed = new Set(changes.map(({ resource }) => resource.address));
  const prior = asObject(asObject(plan.prior_state).values);
  const read = moduleResources(asObject(prior.root_module)).filter(
    ({ mode, address }) => mode === 'data' && !changed.has(asString(address) ?? ''),
  );
  const resources = [...mergeDeposed(changes), ...read.map((entry) => readPrior(entry, configuration))];
  return {
    name: stack,
    declaredDependencies: [],
    kind: resources.find(({ tagsAll }) => tagsAll.stack !== undefined)?.tagsAll.stack,
    terraformVersion: asString(plan.terraform_version),
    plan: readFacts(plan),
    waivers: [],
    moved: [],
    requiredProviders: {},
    ...inEnvironment(resources),
    outputs: readOutputs(plan, configuration),
    variables: configuration.variables,
    modules: configuration.modules,
    declared: new Set([...configuration.resources.keys(), ...changed]),
    remoteStates: remoteStatesOf(resources),
  };
}

function checkPlan(stack: string, plan: JsonObject): void {
  const version = asString(plan.format_version);
  if (version === undefined || plan.resource_changes === undefined) {
    if (plan.values !== undefined || plan.version === 4) {
      throw new InventoryError([
        `stack ${stack}: this is a state, not a plan; read it as a state: --from state, or Inventory.fromState`,
      ]);
    }
    // A plan that changes nothing in an empty stack has no resource_changes, but always a configuration.
    if (version === undefined || plan.configuration === undefined) {
      const keys = Object.keys(plan).join(', ');
      throw new InventoryError([`stack ${stack}: this is not a plan, its keys are: ${keys}; ${SHOW_PLAN}`]);
    }
  }
  if (!version.startsWith('1.')) {
    throw new InventoryError([
      `stack ${stack}: the plan has format_version ${version}, only 1.x can be read; use a Terraform that writes it`,
    ]);
  }
}

function readChange(entry: JsonObject, configuration: Configuration): { resource: ResourceDraft; deposed?: string } {
  const change = asObject(entry.change);
  const action = readAction(asList(change.actions));
  const isGone = action === 'delete' || action === 'forget';
  const resource = observedResource({
    ...identify(entry, configuration),
    values: asObject(isGone ? change.before : change.after),
    sensitive: markedPaths(isGone ? change.before_sensitive : change.after_sensitive),
    unknown: markedPaths(change.after_unknown),
    change: readChangeFacts(entry, action),
    // Terraform replaces a tainted resource for no other reason, and shows the taint nowhere else in a plan.
    tainted: entry.action_reason === 'replace_because_tainted',
  });
  return { resource, deposed: asString(entry.deposed) };
}

function readChangeFacts(entry: JsonObject, action: Action): Change {
  const change = asObject(entry.change);
  return {
    action,
    createBeforeDestroy: action === 'replace' && asList(change.actions)[0] === 'create',
    replacePaths: asList(change.replace_paths).map((path) => formatPathSteps(asList(path))),
    updated: action === 'update' ? updatedNames(change) : [],
    reason: asString(entry.action_reason),
    previousAddress: asString(entry.previous_address),
    importing: asString(asObject(change.importing).id),
  };
}

/** https://developer.hashicorp.com/terraform/internals/json-format#change-representation: `after` leaves out what is known after apply. */
function updatedNames(change: JsonObject): readonly string[] {
  const [before, after, unknown] = [asObject(change.before), asObject(change.after), asObject(change.after_unknown)];
  const isUnknown = (value: Json | undefined): boolean =>
    value === true || (typeof value === 'object' && value !== null && Object.values(value).some(isUnknown));
  return [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])]
    .filter((name) => isUnknown(unknown[name]) || !isDeepStrictEqual(before[name] ?? null, after[name] ?? null))
    .sort();
}

/** Older formats have neither `errored` nor `complete`: Terraform saved no plan then unless it had planned everything. */
function readFacts(plan: JsonObject): PlanFacts {
  const actionOf = (change: Json | undefined) => readAction(asList(asObject(change).actions));
  return {
    errored: plan.errored === true,
    complete: plan.complete !== false,
    drift: asList(plan.resource_drift).map((entry) => {
      const { address, change } = asObject(entry);
      return { address: asString(address) ?? '', action: actionOf(change) };
    }),
    deferred: asList(plan.deferred_changes).map((entry) => {
      const { reason, resource_change } = asObject(entry);
      return { address: asString(asObject(resource_change).address) ?? '', reason: asString(reason) ?? '' };
    }),
    outputs: Object.entries(asObject(plan.output_changes))
      .map(([name, change]) => ({ name, action: actionOf(change) }))
      .filter(({ action }) => action !== 'no-op'),
  };
}

function readAction(actions: readonly Json[]): Action {
  // With `create` beside `forget`, the old object stays in AWS and only leaves the state.
  if (actions.length === 2) return actions.includes('forget') ? 'forget' : 'replace';
  const [action] = actions;
  const known: readonly Action[] = ['create', 'read', 'update', 'delete', 'forget'];
  return known.find((candidate) => candidate === action) ?? 'no-op';
}

function readPrior(entry: JsonObject, configuration: Configuration): ResourceDraft {
  return observedResource({
    ...identify(entry, configuration),
    values: asObject(entry.values),
    sensitive: markedPaths(entry.sensitive_values),
    change: { action: 'no-op', createBeforeDestroy: false, replacePaths: [], updated: [] },
  });
}

function identify(entry: JsonObject, configuration: Configuration) {
  const mode: Mode = entry.mode === 'data' ? 'data' : 'managed';
  const [type, name, module] = [asString(entry.type) ?? '', asString(entry.name) ?? '', asString(entry.module_address)];
  const inModule = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  const base = module === undefined ? inModule : `${module}.${inModule}`;
  const called = module === undefined ? inModule : `${withoutKeys(module)}.${inModule}`;
  const configured = configuration.resources.get(called);
  const provider = configured?.provider ?? localProviderName(asString(entry.provider_name) ?? '');
  return {
    address: asString(entry.address) ?? base,
    mode,
    type,
    name,
    module,
    index: instanceKey(entry.index),
    provider,
    settings: configuration.providers.get(provider),
    links: configured?.links ?? [],
    configured: configured?.configured,
  };
}

function readOutputs(plan: JsonObject, configuration: Configuration): OutputDraft[] {
  const planned = asObject(asObject(plan.planned_values).outputs);
  return [...configuration.outputs].map(([name, body]) => {
    const { value, sensitive } = asObject(planned[name]);
    return {
      name,
      value,
      description: asString(body.description),
      sensitive: sensitive === true,
      links: expressionLinks(body.expression ?? null, ''),
    };
  });
}
