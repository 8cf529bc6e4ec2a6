import { asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';
import { NOWHERE, type Redactor } from './redactor.ts';

/**
 * What `terraform show -json` prints of a plan, without anything that might be a secret.
 *
 * It is built anew from the parts that are listed here, so a part that a later Terraform adds is left out, not let through. Source of the
 * shape: https://developer.hashicorp.com/terraform/internals/json-format, format 1.2.
 */
export function redactPlan(plan: JsonObject, redactor: Redactor): JsonObject {
  const changes = (name: string) => asList(plan[name]).map((one) => redactChange(asObject(one), redactor));
  return {
    ...pick(plan, ['format_version', 'terraform_version', 'timestamp', 'applyable', 'complete', 'errored']),
    variables: mapValues(plan.variables, (one) => ({ value: redactor.value(asObject(one).value, NOWHERE) })),
    resource_changes: changes('resource_changes'),
    resource_drift: changes('resource_drift'),
    deferred_changes: asList(plan.deferred_changes).map((one) => ({
      ...pick(asObject(one), ['reason']),
      resource_change: redactChange(asObject(asObject(one).resource_change), redactor),
    })),
    output_changes: mapValues(plan.output_changes, (one) => changeOf(asObject(one), '', redactor)),
    prior_state: { values: redactStateValues(asObject(asObject(plan.prior_state).values), redactor) },
    planned_values: redactStateValues(asObject(plan.planned_values), redactor),
    configuration: redactConfiguration(asObject(plan.configuration), redactor),
    relevant_attributes: asList(plan.relevant_attributes).map((one) => ({
      ...pick(asObject(one), ['resource']),
      attribute: asList(asObject(one).attribute).map((step) => redactor.step(step)),
    })),
    checks: asList(plan.checks).map((one) => ({
      ...pick(asObject(one), ['status']),
      address: placeOf(asObject(asObject(one).address)),
    })),
  };
}

/** The values of a state or of what is planned, as `terraform show -json` prints them: resources of all modules, and outputs. */
export function redactStateValues(values: JsonObject, redactor: Redactor): JsonObject {
  return {
    outputs: mapValues(values.outputs, (one) => ({
      ...pick(asObject(one), ['sensitive']),
      value: redactor.value(asObject(one).value, NOWHERE),
    })),
    root_module: redactModule(asObject(values.root_module), redactor),
  };
}

/** What identifies a resource in a plan or a state; nothing of it comes from a service. */
const IDENTITY = [
  'address',
  'module_address',
  'previous_address',
  'deposed',
  'mode',
  'type',
  'name',
  'index',
  'provider_name',
  'schema_version',
  'tainted',
  'action_reason',
  'depends_on',
];

function redactModule(module: JsonObject, redactor: Redactor): JsonObject {
  return {
    ...pick(module, ['address']),
    resources: asList(module.resources).map((entry) => {
      const resource = asObject(entry);
      const place = { type: typeOf(resource), sensitive: resource.sensitive_values };
      return {
        ...pick(resource, IDENTITY),
        values: redactor.value(resource.values, place),
        sensitive_values: redactor.marks(resource.sensitive_values),
      };
    }),
    child_modules: asList(module.child_modules).map((child) => redactModule(asObject(child), redactor)),
  };
}

function redactChange(entry: JsonObject, redactor: Redactor): JsonObject {
  return { ...pick(entry, IDENTITY), change: changeOf(asObject(entry.change), typeOf(entry), redactor) };
}

function changeOf(change: JsonObject, type: string, redactor: Redactor): JsonObject {
  const side = (name: 'before' | 'after') =>
    redactor.value(change[name], { type, sensitive: change[`${name}_sensitive`] });
  return {
    ...pick(change, ['actions']),
    before: side('before'),
    after: side('after'),
    after_unknown: redactor.marks(change.after_unknown),
    before_sensitive: redactor.marks(change.before_sensitive),
    after_sensitive: redactor.marks(change.after_sensitive),
    ...(change.replace_paths === undefined
      ? {}
      : { replace_paths: asList(change.replace_paths).map((path) => asList(path).map((step) => redactor.step(step))) }),
    ...(change.importing === undefined
      ? {}
      : { importing: { id: redactor.value(asObject(change.importing).id, NOWHERE) } }),
  };
}

function redactConfiguration(configuration: JsonObject, redactor: Redactor): JsonObject {
  return {
    provider_config: mapValues(configuration.provider_config, (one) => ({
      ...pick(asObject(one), ['name', 'full_name', 'alias', 'module_address', 'version_constraint']),
      expressions: redactExpressions(asObject(one).expressions, '', redactor),
    })),
    root_module: redactConfigurationModule(asObject(configuration.root_module), redactor),
  };
}

function redactConfigurationModule(module: JsonObject, redactor: Redactor): JsonObject {
  return {
    outputs: mapValues(module.outputs, (one) => ({
      ...pick(asObject(one), ['sensitive', 'depends_on']),
      expression: redactExpressions(asObject(one).expression, '', redactor),
    })),
    resources: asList(module.resources).map((entry) => {
      const resource = asObject(entry);
      return {
        ...pick(resource, [...IDENTITY, 'provider_config_key']),
        expressions: redactExpressions(resource.expressions, typeOf(resource), redactor),
        provisioners: asList(resource.provisioners).map((one) => pick(asObject(one), ['type'])),
      };
    }),
    variables: mapValues(module.variables, (one) => pick(asObject(one), ['sensitive'])),
    module_calls: mapValues(module.module_calls, (one) => ({
      ...pick(asObject(one), ['source', 'version_constraint', 'depends_on']),
      module: redactConfigurationModule(asObject(asObject(one).module), redactor),
    })),
  };
}

/** Expressions of a block: constants are values like others, references are names in the code. */
function redactExpressions(expression: Json | undefined, type: string, redactor: Redactor, path = ''): Json {
  if (Array.isArray(expression)) return expression.map((one: Json) => redactExpressions(one, type, redactor, path));
  if (typeof expression !== 'object' || expression === null) return redactor.value(expression, { type, path });
  const { references, constant_value: constant, ...nested } = expression as JsonObject;
  if (constant !== undefined) return { constant_value: redactor.value(constant, { type, path }) };
  if (references !== undefined && asList(references).every((one) => typeof one === 'string')) return { references };
  return Object.fromEntries(
    Object.entries(nested).map(([key, item]) => [
      String(redactor.step(key)),
      redactExpressions(item, type, redactor, path === '' ? key : `${path}.${key}`),
    ]),
  );
}

/** A condition's place; its messages are written by people. */
function placeOf(address: JsonObject): JsonObject {
  return pick(address, ['kind', 'mode', 'type', 'name', 'module', 'to_display']);
}

function typeOf(entry: JsonObject): string {
  const type = asString(entry.type) ?? '';
  return entry.mode === 'data' ? `data.${type}` : type;
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name] as Json]])));
}

function mapValues(map: Json | undefined, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(asObject(map)).map(([key, value]) => [key, change(value)]));
}
