import { isObject, type Json, type JsonObject, type Resource } from '@smile/inventory';

/** Whether a text holds an expression, whose value Terraform knows later; `$${` is a plain text. */
export function isExpression(text: string): boolean {
  return text.includes('{') && /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}

/**
 * The arguments of a resource or of a nested block, whatever they were read from.
 *
 * Synthesized JSON writes one nested block as an object, plans and states as a list; numbers and booleans may be texts. What
 * Terraform does not know yet (an expression, `known after apply`) is neither true nor false here, so that no rule fails on it.
 */
export class Block {
  private readonly values: JsonObject;
  private readonly unknown: readonly string[];

  constructor(values: JsonObject, unknown: readonly string[] = []) {
    this.values = values;
    this.unknown = unknown;
  }

  static of({ values, unknown }: Resource): Block {
    return new Block(values, unknown);
  }

  /** The value as written. */
  raw(name: string): Json | undefined {
    return this.values[name];
  }

  /** Whether the value, or a part of it, is known later. */
  isUnknown(name: string): boolean {
    const value = this.values[name];
    return (typeof value === 'string' && isExpression(value)) || this.unknown.some((path) => startsWith(path, name));
  }

  /** Whether there is a value at all, known or not; empty texts and lists are none. */
  has(name: string): boolean {
    return this.isUnknown(name) || !isEmpty(this.values[name]);
  }

  /** A known text; undefined for anything else. */
  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' && value !== '' && !isExpression(value) ? value : undefined;
  }

  /** A known switch, or what an absent one counts as; undefined when known later. */
  flag(name: string, absent: boolean): boolean | undefined {
    if (this.isUnknown(name)) return undefined;
    const value = this.values[name];
    if (isEmpty(value)) return absent;
    return value === true || value === 'true';
  }

  /** A known number; undefined for anything else. */
  number(name: string): number | undefined {
    const value = this.values[name];
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  }

  /** Elements of a list or set as written, expressions included; empty for none. */
  list(name: string): readonly Json[] {
    const value = this.values[name];
    if (isEmpty(value) || value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  /** Known texts of a list or set. */
  texts(name: string): readonly string[] {
    return this.list(name).filter((item): item is string => typeof item === 'string' && !isExpression(item));
  }

  /** How many elements a list has; undefined when the whole list is known later. */
  count(name: string): number | undefined {
    const whole = typeof this.values[name] === 'string' || this.unknown.includes(name);
    return whole && this.isUnknown(name) ? undefined : this.list(name).length;
  }

  /** Nested blocks of a name, none to many. */
  blocks(name: string): readonly Block[] {
    const isList = Array.isArray(this.values[name]);
    return this.list(name).map((item, index) => {
      const inside = isList ? `${name}[${index}]` : name;
      const unknown = this.unknown.flatMap((path) =>
        path.startsWith(`${inside}.`) ? [path.slice(inside.length + 1)] : [],
      );
      const whole = this.unknown.includes(inside) ? ['*'] : [];
      return new Block(isObject(item) ? item : {}, [...unknown, ...whole]);
    });
  }

  /** The first nested block of a name; an empty one where there is none. */
  block(name: string): Block {
    return this.blocks(name)[0] ?? new Block({}, this.isUnknown(name) ? ['*'] : []);
  }

  /** Names of the arguments that are given. */
  names(): readonly string[] {
    return Object.keys(this.values).filter((name) => this.has(name));
  }

  /** Keys of a map whose values are known later, as far as a plan names them. */
  unknownBelow(name: string): readonly string[] {
    return this.unknown.flatMap((path) => {
      const [, plain, quoted] = new RegExp(`^${name}(?:\\.([^.[]+)|\\["([^"]+)"\\])$`).exec(path) ?? [];
      return plain ?? quoted ?? [];
    });
  }

  /** The value for a message: as JSON, `nothing`, or `a value known after apply`. */
  show(name: string): string {
    if (this.isUnknown(name)) return 'a value known after apply';
    const value = this.values[name];
    return value === undefined || isEmpty(value) ? 'nothing' : JSON.stringify(value);
  }
}

/** Whether an unknown path is a name, or lies below it; `*` stands for every name. */
function startsWith(path: string, name: string): boolean {
  return path === '*' || path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
