import type { Path } from '../protocol/problem.ts';
import { isList, isObject, type ObjectValue, sameValue, UNKNOWN, type Value } from '../protocol/value.ts';
import { changedPlaces, replacingPlaces } from '../replacement/replacing-places.ts';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from '../schema/schema.ts';
import { conform } from '../values/conform.ts';
import { fillTemplate } from '../values/template.ts';
import type { ResourceKind } from './resource-kind.ts';
import { sameJson } from './same-json.ts';
import type { Session } from './session.ts';
import { allTags } from './tags.ts';

/** What a change would do. */
export interface PlannedChange {
  readonly planned: ObjectValue;
  /** Places whose change makes a new object. Empty for an update, a creation, or no change. */
  readonly replace: readonly Path[];
}

/** What core sends for the plan of one resource. `prior` is null for a creation. */
export interface PlanInput {
  readonly prior: Value;
  readonly proposed: ObjectValue;
  readonly config: Value;
}

/** Plans a creation or an update. A deletion needs no plan: the planned object is null. */
export function planChange(
  kind: ResourceKind,
  session: Session,
  { prior, proposed, config }: PlanInput,
): PlannedChange {
  const planner = new Planner(kind, session);
  const drafted = planner.planBlock(kind.block, { proposed, config, prior: isObject(prior) ? prior : undefined }, '');
  const tags = drafted.tags ?? null;
  const planned = kind.hasAllTags ? { ...drafted, tags_all: allTags(session, tags) } : drafted;
  if (!isObject(prior)) return { planned, replace: [] };
  if (sameValue(planned, prior)) return { planned: prior, replace: [] };
  const replace = [
    ...kind.replace.flatMap((rule) => replacingPlaces(prior, planned, rule)),
    ...(kind.facts.replaceFor?.(prior, planned) ?? []).flatMap((path) => changedPlaces(prior, planned, path)),
  ];
  return { planned: planner.withRecomputed(planned, prior, config), replace };
}

interface BlockInput {
  readonly proposed: ObjectValue;
  readonly config: Value;
  /** The block before the change; undefined when the block is new. */
  readonly prior: ObjectValue | undefined;
}

class Planner {
  private readonly kind: ResourceKind;
  private readonly session: Session;

  constructor(kind: ResourceKind, session: Session) {
    this.kind = kind;
    this.session = session;
  }

  planBlock(block: BlockSchema, { proposed, config, prior }: BlockInput, prefix: string): ObjectValue {
    const planned: { [name: string]: Value } = {};
    for (const attribute of block.attributes) {
      const { name } = attribute;
      // The configuration of a set element cannot be told for certain; what is proposed stands for it.
      const written = isObject(config) ? (config[name] ?? null) : (proposed[name] ?? null);
      planned[name] = this.planAttribute(attribute, {
        path: `${prefix}${name}`,
        proposed: proposed[name] ?? null,
        written,
        prior: prior === undefined ? undefined : (prior[name] ?? null),
      });
    }
    for (const nested of block.blocks) {
      const { name } = nested;
      planned[name] = this.planNested(nested, {
        proposed: proposed[name] ?? null,
        config: isObject(config) ? (config[name] ?? null) : null,
        prior: prior?.[name] ?? null,
        prefix: `${prefix}${name}.`,
      });
    }
    return planned;
  }

  /**
   * The planned object with the attributes unknown that depend on what changed. What the configuration sets stays as it
   * is set: core refuses a plan that says otherwise.
   */
  withRecomputed(planned: ObjectValue, prior: ObjectValue, config: Value): ObjectValue {
    const isSet = (attribute: string) => isObject(config) && (config[attribute] ?? null) !== null;
    const unknown = Object.entries(this.kind.facts.recomputed ?? {})
      .filter(([attribute]) => attribute in planned && !isSet(attribute))
      .filter(
        ([, causes]) => causes.includes('*') || causes.some((path) => changedPlaces(prior, planned, path).length > 0),
      )
      .map(([attribute]) => [attribute, UNKNOWN]);
    return { ...planned, ...Object.fromEntries(unknown) };
  }

  private planAttribute(
    attribute: AttributeSchema,
    { path, proposed, written, prior }: { path: string; proposed: Value; written: Value; prior: Value | undefined },
  ): Value {
    if (attribute.writeOnly === true) return null;
    if (prior !== undefined && sameJson(prior, proposed)) return prior;
    if (attribute.computed !== true || written !== null) return proposed;
    const recipe = this.kind.facts.defaults?.[path];
    if (recipe !== undefined) return conform(fillTemplate(recipe, this.session.place), attribute.type);
    return prior === undefined && proposed === null ? UNKNOWN : proposed;
  }

  private planNested(
    nested: NestedBlockSchema,
    { proposed, config, prior, prefix }: { proposed: Value; config: Value; prior: Value; prefix: string },
  ): Value {
    const planOne = (item: Value, itemConfig: Value, itemPrior: Value | undefined): Value =>
      isObject(item)
        ? this.planBlock(
            nested.block,
            { proposed: item, config: itemConfig, prior: isObject(itemPrior) ? itemPrior : undefined },
            prefix,
          )
        : item;
    if (nested.nesting === 'single') return planOne(proposed, config, prior);
    if (nested.nesting === 'map' && isObject(proposed)) {
      const entries = Object.entries(proposed).map(([key, item]) => [
        key,
        planOne(item, isObject(config) ? (config[key] ?? null) : null, isObject(prior) ? prior[key] : undefined),
      ]);
      return Object.fromEntries(entries);
    }
    if (!isList(proposed)) return proposed;
    const priorItems = isList(prior) ? prior : [];
    if (nested.nesting === 'set') {
      return proposed.map((item) =>
        planOne(
          item,
          null,
          priorItems.find((candidate) => sameValue(candidate, item)),
        ),
      );
    }
    return proposed.map((item, i) => planOne(item, isList(config) ? (config[i] ?? null) : null, priorItems[i]));
  }
}
