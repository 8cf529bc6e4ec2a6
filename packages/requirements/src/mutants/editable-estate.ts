import type { Json, JsonObject } from '@smile/inventory';

type Mutable = Record<string, Json>;

/** A synthesized stack: what its `cdk.tf.json` holds. */
export type StackJson = JsonObject;

/** A resource in a copy, to change at will. */
export interface EditableResource {
  readonly stack: string;
  readonly name: string;
  readonly body: Mutable;
}

/** Which resources a mutant means: those whose name in the stack matches; all of the type without one. */
export type Choice = RegExp | ((place: Pick<EditableResource, 'stack' | 'name'>) => boolean);

/**
 * A copy of synthesized stacks that mutants change. A stack is copied when it is first touched; the original never changes.
 *
 * A mutant that finds nothing to change is a mistake in the mutant, so it throws.
 */
export class EditableEstate {
  private readonly stacks: Record<string, StackJson>;
  private readonly copied = new Set<string>();

  constructor(stacks: Readonly<Record<string, StackJson>>) {
    this.stacks = { ...stacks };
  }

  /** The stacks as they are now. */
  get json(): Readonly<Record<string, StackJson>> {
    return this.stacks;
  }

  /** Names of the stacks that were changed. */
  get touched(): readonly string[] {
    return [...this.copied];
  }

  /** Takes resources out. */
  remove(type: string, choice?: Choice): void {
    for (const { stack, name } of this.find(type, choice)) {
      const group = this.section(stack, 'resource')[type] as Mutable;
      delete group[name];
    }
  }

  /** Adds a resource to a stack. */
  add(stackEnding: string, type: string, name: string, body: JsonObject): void {
    const stack = Object.keys(this.stacks).find((one) => one.endsWith(`-${stackEnding}`));
    if (stack === undefined) throw new Error(`no stack ends with -${stackEnding}`);
    this.copy(stack);
    const section = this.section(stack, 'resource');
    section[type] = { ...(section[type] as JsonObject | undefined), [name]: body };
  }

  /** Sets an argument, through blocks written as objects or lists of one. */
  set(type: string, choice: Choice | undefined, path: string, value: Json): void {
    for (const { body } of this.find(type, choice)) setAt(body, path, value);
  }

  /** Takes an argument away. */
  unset(type: string, choice: Choice | undefined, path: string): void {
    for (const { body } of this.find(type, choice)) setAt(body, path, undefined);
  }

  /** Expression for the id of the one resource that is meant, for use within its stack. */
  idOf(type: string, choice?: Choice): string {
    const [found] = this.find(type, choice);
    return `\${${type}.${found?.name}.id}`;
  }

  /** Changes the bodies of resources, or of data sources when the type begins with `data.`. */
  edit(type: string, choice: Choice | undefined, change: (body: Mutable) => void): void {
    for (const { body } of this.find(type, choice)) change(body);
  }

  /** Changes whole stacks, as for their backends. */
  editStacks(ending: string, change: (stack: Record<string, Json>) => void): void {
    const names = Object.keys(this.stacks).filter((name) => name.endsWith(ending));
    if (names.length === 0) throw new Error(`no stack ends with ${ending}`);
    for (const name of names) change(this.copy(name));
  }

  /** Takes a whole stack out. */
  removeStack(ending: string): void {
    const names = Object.keys(this.stacks).filter((name) => name.endsWith(ending));
    if (names.length === 0) throw new Error(`no stack ends with ${ending}`);
    for (const name of names) delete this.stacks[name];
  }

  private find(type: string, choice: Choice | undefined): readonly EditableResource[] {
    const [section, plain] = type.startsWith('data.')
      ? (['data', type.slice(5)] as const)
      : (['resource', type] as const);
    const isMeant = (stack: string, name: string) => {
      if (choice === undefined) return true;
      return choice instanceof RegExp ? choice.test(name) : choice({ stack, name });
    };
    const found = Object.keys(this.stacks).flatMap((stack) => {
      const group = (this.stacks[stack]?.[section] as JsonObject | undefined)?.[plain] as JsonObject | undefined;
      const names = Object.keys(group ?? {}).filter((name) => isMeant(stack, name));
      if (names.length === 0) return [];
      this.copy(stack);
      const bodies = this.section(stack, section)[plain] as Record<string, Mutable>;
      return names.map((name) => ({ stack, name, body: bodies[name] ?? {} }));
    });
    if (found.length === 0) throw new Error(`a mutant finds no ${type} ${choice ?? ''}; correct the mutant`);
    return found;
  }

  private section(stack: string, section: string): Mutable {
    const body = this.stacks[stack] as Record<string, Json>;
    body[section] ??= {};
    return body[section] as Mutable;
  }

  private copy(stack: string): Record<string, Json> {
    if (!this.copied.has(stack)) {
      this.copied.add(stack);
      this.stacks[stack] = structuredClone(this.stacks[stack] ?? {});
    }
    return this.stacks[stack] as Record<string, Json>;
  }
}

/** Sets or deletes what lies at a path, in every block on the way. */
function setAt(body: Mutable, path: string, value: Json | undefined): void {
  const [first = '', ...rest] = path.split('.');
  const [, name = first, index] = /^(.*?)(?:\[(\d+)\])?$/.exec(first) ?? [];
  if (rest.length === 0 && index === undefined) {
    if (value === undefined) delete body[name];
    else body[name] = value;
    return;
  }
  const inner = body[name];
  const blocks = Array.isArray(inner) ? inner : [inner];
  const chosen = index === undefined ? blocks : [blocks[Number(index)]];
  for (const block of chosen) {
    if (block !== null && typeof block === 'object' && !Array.isArray(block))
      setAt(block as Mutable, rest.join('.'), value);
  }
}
