import { asList, asObject, asString, type Json, type JsonObject, mayHoldData } from '@smile/inventory';
import type { ReadStack } from '../bundle/read-bundle.ts';
import { type ActionWord, actionWord } from '../changes/planned-action.ts';

/** What happens to one address, as reviewers read it. */
export interface ResourceChange {
  readonly stack: string;
  readonly address: string;
  readonly action: ActionWord;
  /** Path of the construct in the code. @default - no code makes it any more */
  readonly constructPath?: string;
  /** File and line that makes it, as in `packages/eks/src/cluster.ts:88`. @default - not found */
  readonly source?: string;
  /** What forces a replacement, or Terraform's reason; empty where none is needed. */
  readonly because: readonly string[];
  /** Whether losing it may lose data. */
  readonly holdsData: boolean;
  /** Address before a `moved` block. @default - the same */
  readonly previousAddress?: string;
  /** Attributes that change; empty where the whole object is made or goes. */
  readonly attributes: readonly AttributeChange[];
  /** How many attributes change besides that the code does not set: the provider decides about them. */
  readonly computed: number;
}

/** An attribute before and after, as it may be shown. */
interface AttributeChange {
  /** As in `vpc_config[0].subnet_ids[1]`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Whether it forces a replacement. */
  readonly forcesReplacement: boolean;
}

/** Words for Terraform's reasons. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted: its creation failed half-way',
  replace_by_request: 'somebody asked for it with -replace',
  replace_by_triggers: 'replace_triggered_by names something that changes',
  delete_because_no_resource_config: 'the code does not make it any more',
  delete_because_no_module: 'the code does not make its module any more',
  delete_because_wrong_repetition: 'the code makes it with other keys',
  delete_because_count_index: 'the code makes fewer of them',
  delete_because_each_key: 'the code does not make this key any more',
};

/** What is read of a planned stack. */
interface PlannedCode extends Pick<ReadStack, 'plan' | 'configuration'> {
  readonly stack: Pick<ReadStack['stack'], 'name' | 'sources'>;
}

/** Every change of a stack, from its redacted plan. */
export function resourceChanges({ stack, plan, configuration }: PlannedCode): ResourceChange[] {
  return asList(plan.resource_changes).flatMap((entry) => {
    const resource = asObject(entry);
    const change = asObject(resource.change);
    const action = actionWord(asList(change.actions));
    if (action === undefined) return [];
    const address = asString(resource.address) ?? '';
    const all = action === 'update' || action === 'replace' ? attributeChanges(change) : [];
    const set = argumentsOf(plan, resource);
    const attributes = all.filter((one) => one.forcesReplacement || set.has(topOf(one.path)) || !isDecidedLater(one));
    return [
      {
        stack: stack.name,
        address,
        action,
        ...placeIn(configuration, resource),
        ...(stack.sources[address] === undefined ? {} : { source: stack.sources[address] }),
        because: because(resource, attributes),
        holdsData: mayHoldData(address),
        ...(resource.previous_address === undefined ? {} : { previousAddress: asString(resource.previous_address) }),
        attributes,
        computed: all.length - attributes.length,
      },
    ];
  });
}

/** The path of a construct, which cdktf writes into the metadata of each block. */
export function constructPathOf(configuration: JsonObject, type: string, name: string): string | undefined {
  const body = asObject(asObject(asObject(configuration.resource)[type])[name]);
  return asString(asObject(asObject(body['//']).metadata).path);
}

/** Names of the arguments that the code gives a resource. */
function argumentsOf(plan: JsonObject, { type, name }: JsonObject): ReadonlySet<string> {
  const { resources } = asObject(asObject(plan.configuration).root_module);
  const found = asList(resources)
    .map(asObject)
    .find((one) => one.type === type && one.name === name);
  return new Set(Object.keys(asObject(found?.expressions)));
}

function topOf(path: string): string {
  return path.replace(/[.[].*$/, '');
}

function isDecidedLater({ after }: AttributeChange): boolean {
  return after === UNKNOWN || after === NOTHING;
}

/** What stands for a value that only the apply will show, and for none. */
const UNKNOWN = '(known after apply)';
const NOTHING = 'nothing';

function placeIn(configuration: JsonObject, resource: JsonObject): { readonly constructPath?: string } {
  const path = constructPathOf(configuration, asString(resource.type) ?? '', asString(resource.name) ?? '');
  return path === undefined ? {} : { constructPath: path };
}

function because(resource: JsonObject, attributes: readonly AttributeChange[]): string[] {
  const reason = asString(resource.action_reason);
  const forcing = attributes.flatMap((one) =>
    one.forcesReplacement ? [`${one.path}: ${one.before} → ${one.after}`] : [],
  );
  if (forcing.length > 0) return forcing;
  return reason === undefined ? [] : [REASONS[reason] ?? reason];
}

function attributeChanges(change: JsonObject): AttributeChange[] {
  const forcing = asList(change.replace_paths).map((path) => formatPath(asList(path)));
  const before = leaves(change.before ?? null);
  const after = new Map([...leaves(change.after ?? null), ...unknownLeaves(change.after_unknown)]);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .filter((path) => before.get(path) !== after.get(path) && !hasDeeper(path, before, after))
    .map((path) => ({
      path,
      before: before.get(path) ?? NOTHING,
      after: after.get(path) ?? NOTHING,
      forcesReplacement: forcing.some(
        (one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`),
      ),
    }));
}

/** An object that is wholly unknown afterwards hides its former leaves: they are shown as they are. */
function hasDeeper(path: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  const isInside = (one: string) => one.startsWith(`${path}.`) || one.startsWith(`${path}[`);
  return !after.has(path) && [...before.keys()].some(isInside);
}

function leaves(value: Json, path = ''): Map<string, string> {
  if (value === null) return new Map();
  if (typeof value !== 'object') return new Map([[path, JSON.stringify(value)]]);
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((item: Json, index) => [index, item] as const)
    : Object.entries(value);
  return new Map(entries.flatMap(([key, item]) => [...leaves(item, extend(path, key))]));
}

function unknownLeaves(mask: Json | undefined, path = ''): Map<string, string> {
  if (mask === true) return new Map([[path, UNKNOWN]]);
  if (typeof mask !== 'object' || mask === null) return new Map();
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(mask)
    ? mask.map((item: Json, index) => [index, item] as const)
    : Object.entries(mask);
  return new Map(entries.flatMap(([key, item]) => [...unknownLeaves(item, extend(path, key))]));
}

function formatPath(steps: readonly Json[]): string {
  return steps.reduce<string>((path, step) => extend(path, typeof step === 'number' ? step : String(step)), '');
}

function extend(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
