import { baseAddress } from './address-book.ts';
import { askedUnknown } from './asked-unknown.ts';
import type { Graph } from './link.ts';
import type { Json, Output, Reference, Resource, Stack } from './model.ts';
import { valueAt } from './read-value.ts';

/**
 * A plan's or state's graph with what the synthesized graph of the same stacks knows better: construct paths,
 * protections, stack order, descriptions and readers of outputs, for a state references by attribute, and for a plan which
 * unknown values were asked for.
 */
export function completeFrom(observed: Graph, synthesized: Graph): Graph {
  const resources = new Map(synthesized.resources.map((one) => [keyOf(one.stack, one.address), one]));
  const outputs = new Map(synthesized.outputs.map((one) => [keyOf(one.stack, one.name), one]));
  const stacks = new Map(synthesized.stacks.map((one) => [one.name, one]));
  const instances = groupInstances(observed.resources);
  return {
    ...observed,
    stacks: observed.stacks.map((stack) => completeStack(stack, stacks.get(stack.name))),
    resources: observed.resources.map((one) => {
      return completeResource(one, resources.get(keyOf(one.stack, baseAddress(one))), instances);
    }),
    outputs: observed.outputs.map((one) => completeOutput(one, outputs.get(keyOf(one.stack, one.name)))),
  };
}

function completeStack(observed: Stack, written: Stack | undefined): Stack {
  if (written === undefined) return observed;
  const { terraformVersion, serial, lineage, plan } = observed;
  const environment = written.environment ?? observed.environment;
  return { ...written, environment, kind: written.kind ?? observed.kind, terraformVersion, serial, lineage, plan };
}

function completeResource(
  observed: Resource,
  written: Resource | undefined,
  instances: ReadonlyMap<string, readonly Resource[]>,
): Resource {
  if (written === undefined) return observed;
  return {
    ...observed,
    unknown: askedUnknown(observed, written),
    written: Object.keys(written.values),
    constructPath: written.constructPath,
    lifecycle: written.lifecycle,
    waivers: written.waivers,
    environment: written.environment ?? observed.environment,
    account: written.account ?? observed.account,
    region: written.region ?? observed.region,
    references: observed.change === undefined ? completeReferences(observed, written, instances) : observed.references,
  };
}

/**
 * References of a state's resource: what its values lead to, and besides what the configuration says of arguments whose
 * values are no identifiers, such as names. Values win, since they are what exists.
 */
function completeReferences(
  observed: Resource,
  written: Resource,
  instances: ReadonlyMap<string, readonly Resource[]>,
): readonly Reference[] {
  const byValue = observed.references.filter(({ path }) => path !== 'dependencies');
  // A policy contains identifiers; an argument that is one needs nothing from the configuration.
  const whole = byValue.filter(({ path, expression }) => valueAt(observed.values, path) === expression);
  const led = new Set(whole.map(argumentOf));
  const named = written.references.filter((reference) => {
    const argument = argumentOf(reference);
    return !led.has(argument) && !isEmpty(observed.values[argument], argument);
  });
  return [...byValue, ...toInstances(named, instances)];
}

function argumentOf({ path }: Reference): string {
  return path.replace(/[.[].*$/, '');
}

/** Whether what the configuration set is no longer there. Meta-arguments leave no value behind. */
function isEmpty(value: Json | undefined, argument: string): boolean {
  if (argument === 'depends_on' || argument === 'lifecycle') return false;
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** References of a configuration, which names no instances, to every instance that exists. */
function toInstances(
  references: readonly Reference[],
  instances: ReadonlyMap<string, readonly Resource[]>,
): readonly Reference[] {
  return references.flatMap((reference) => {
    const found = instances.get(keyOf(reference.stack, reference.address)) ?? [];
    return found.map(({ address }) => ({ ...reference, address }));
  });
}

function completeOutput(observed: Output, written: Output | undefined): Output {
  if (written === undefined) return observed;
  const { description, producers, consumers } = written;
  return { ...observed, description, producers, consumers };
}

function groupInstances(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = keyOf(resource.stack, baseAddress(resource));
    groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return groups;
}

function keyOf(stack: string, name: string): string {
  return `${stack}\n${name}`;
}
