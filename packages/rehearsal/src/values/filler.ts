import { canonicalText, isList, isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import type { BlockSchema, CtyType, NestedBlockSchema } from '../schema/schema.ts';
import { conform, emptyValue } from './conform.ts';
import type { Recipe, RecipeContext } from './facts.ts';
import { fallbackRecipe } from './fallback.ts';
import { generatedText } from './generated-text.ts';

/** Where an object lives: decides ARNs, endpoints and the scope of names. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** What a filler works on. */
export interface FillJob {
  readonly type: string;
  readonly block: BlockSchema;
  readonly recipes: { readonly [path: string]: Recipe };
  readonly place: Place;
  /** Distinguishes this object from its equals; every generated text derives from it. */
  readonly seed: string;
  readonly planned: ObjectValue;
  readonly prior: Value;
}

const PLACEHOLDERS = /\{([A-Za-z_0-9]+)\}/g;

/** The planned object with every unknown replaced by a value as the cloud would give it. */
export function fillUnknowns(job: FillJob): ObjectValue {
  return new Filler(job).fillBlock(job.block, job.planned, '');
}

class Filler implements RecipeContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly prior: Value;
  private readonly job: FillJob;
  private readonly types: ReadonlyMap<string, CtyType>;
  private readonly made = new Map<string, Value>();
  private readonly making = new Set<string>();
  private salt = '';
  /** The block whose attributes are being made. */
  private current: ObjectValue;

  constructor(job: FillJob) {
    this.job = job;
    this.types = new Map(job.block.attributes.map(({ name, type }) => [name, type]));
    this.account = job.place.account;
    this.partition = job.place.partition;
    this.prior = job.prior;
    this.current = job.planned;
    const region = job.planned.region;
    this.region = typeof region === 'string' ? region : job.place.region;
  }

  fillBlock(block: BlockSchema, value: ObjectValue, prefix: string, salt = prefix): ObjectValue {
    const filled: { [name: string]: Value } = { ...value };
    // Blocks first: an id may be made of what a block holds.
    for (const nested of block.blocks) {
      const made = this.fillNested(nested, value[nested.name] ?? null, `${prefix}${nested.name}`, salt);
      filled[nested.name] = made;
      if (prefix === '') this.made.set(nested.name, made);
    }
    const outer = this.current;
    this.current = filled;
    for (const { name, type } of block.attributes) {
      if (value[name] !== UNKNOWN) continue;
      filled[name] = prefix === '' ? this.attribute(name) : this.make(`${prefix}${name}`, type, `${salt}${name}`);
    }
    this.current = outer;
    return filled;
  }

  // Recipes take these out of their context, so they must not depend on how they are called.
  readonly attribute = (name: string): Value => {
    const made = this.made.get(name);
    if (made !== undefined) return made;
    const planned = this.job.planned[name];
    if (planned !== UNKNOWN) return planned ?? null;
    if (this.making.has(name)) throw new Error(`the recipe of ${this.job.type}.${name} needs its own result`);
    this.making.add(name);
    const value = this.make(name, this.types.get(name) ?? 'string', name);
    this.making.delete(name);
    this.made.set(name, value);
    return value;
  };

  readonly asked = (name: string): boolean => {
    const planned = this.job.planned[name] ?? null;
    return planned !== null && planned !== UNKNOWN;
  };

  readonly beside = (name: string): Value => {
    const value = this.current[name] ?? null;
    return value === UNKNOWN ? null : value;
  };

  readonly text = (name: string): string => {
    const value = this.attribute(name);
    if (value === null) return '';
    return isList(value) ? value.map(String).join(',') : String(value);
  };

  readonly fill = (template: string): string => {
    return template.replaceAll(PLACEHOLDERS, (_, name: string) => {
      const generated = generatedText(name, `${this.job.seed}/${this.salt}`);
      if (generated !== undefined) return generated;
      if (name === 'account') return this.account;
      if (name === 'region') return this.region;
      if (name === 'partition') return this.partition;
      return this.text(name);
    });
  };

  private fillNested(nested: NestedBlockSchema, value: Value, path: string, salt: string): Value {
    const fillOne = (item: Value, key: string): Value =>
      isObject(item) ? this.fillBlock(nested.block, item, `${path}.`, `${salt}${path}[${key}].`) : item;
    if (isList(value)) {
      // The elements of a set have no order, so what they hold tells them apart.
      return value.map((item, i) => fillOne(item, nested.nesting === 'set' ? canonicalText(item) : String(i)));
    }
    if (nested.nesting === 'map' && isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillOne(item, key)]));
    }
    return fillOne(value, '');
  }

  private make(path: string, type: CtyType, salt: string): Value {
    const { recipes } = this.job;
    // A recipe may say null, which is not the same as none.
    const recipe = path in recipes ? recipes[path] : fallbackRecipe(this.job.type, path, type, this.types);
    if (recipe === undefined) return emptyValue(type);
    const outer = this.salt;
    this.salt = salt;
    const value = conform(this.cook(recipe), type);
    this.salt = outer;
    return value;
  }

  private cook(recipe: Recipe): Value {
    if (typeof recipe === 'function') return recipe(this);
    if (typeof recipe === 'string') return this.fill(recipe);
    if (Array.isArray(recipe)) return recipe.map((item: Recipe) => this.cook(item));
    if (typeof recipe !== 'object' || recipe === null) return recipe as Value;
    return Object.fromEntries(Object.entries(recipe).map(([key, item]) => [key, this.cook(item as Recipe)]));
  }
}
