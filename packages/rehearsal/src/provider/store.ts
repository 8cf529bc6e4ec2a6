import type { DynamicValue } from '../protocol/messages.ts';
import type { ObjectValue } from '../protocol/value.ts';
import type { Place } from '../values/filler.ts';

/** One object that a stand-in provider has made, or has taken over from a state. */
export interface StoredObject {
  /** Names the object in the store; travels in Terraform's private data. */
  readonly key: string;
  readonly type: string;
  readonly place: Place;
  readonly value: ObjectValue;
  /** Ids of other objects that this one holds beyond what its arguments say. @default - none */
  readonly attached?: readonly string[];
  /** The message form of `value`, kept because most reads find it unchanged. */
  readonly encoded: DynamicValue;
}

/** What exists in the rehearsed clouds. Several Terraform processes share one store. */
export class ObjectStore {
  private readonly objects = new Map<string, StoredObject>();
  private readonly byType = new Map<string, Set<string>>();
  private readonly owners = new Map<string, string>();
  private readonly claims = new Map<string, readonly string[]>();
  private readonly deleted = new Set<string>();
  private readonly contents = new Map<string, number>();
  /** Whether it holds everything there is; one that goes on from states of which it saw only some does not. */
  readonly isWhole: boolean;

  constructor({ isWhole = true }: { readonly isWhole?: boolean } = {}) {
    this.isWhole = isWhole;
  }

  /** Grows with every change. */
  changes = 0;

  /** Number of objects that exist. */
  get size(): number {
    return this.objects.size;
  }

  /** The object of a key, if it exists. */
  get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  /** Whether a key was ever used, by an object that exists or by one that was deleted. */
  isTaken(key: string): boolean {
    return this.objects.has(key) || this.deleted.has(key);
  }

  /** Whether the object of a key existed once and was deleted. */
  isDeleted(key: string): boolean {
    return this.deleted.has(key);
  }

  /** The key of the object that holds a unique name. */
  ownerOf(name: string): string | undefined {
    return this.owners.get(name);
  }

  /** Puts an object in, new or changed, with the unique names it holds from now on. */
  put(object: StoredObject, names: readonly string[]): void {
    this.changes += 1;
    this.release(object.key);
    this.objects.set(object.key, object);
    this.deleted.delete(object.key);
    const ofType = this.byType.get(object.type) ?? new Set();
    this.byType.set(object.type, ofType.add(object.key));
    for (const name of names) this.owners.set(name, object.key);
    this.claims.set(object.key, names);
  }

  /** Takes an object out. Its key is never used again. */
  delete(key: string): void {
    this.changes += 1;
    const object = this.objects.get(key);
    this.release(key);
    this.objects.delete(key);
    this.contents.delete(key);
    this.deleted.add(key);
    if (object !== undefined) this.byType.get(object.type)?.delete(key);
  }

  /** The objects of a type, or all of them, in the order they were made. */
  list(type?: string): StoredObject[] {
    if (type === undefined) return [...this.objects.values()];
    return [...(this.byType.get(type) ?? [])].flatMap((key) => this.objects.get(key) ?? []);
  }

  /** How many things lie inside an object: S3 objects in a bucket, images in a repository. */
  contentsOf(key: string): number {
    return this.contents.get(key) ?? 0;
  }

  /** Sets how many things lie inside an object. */
  setContents(key: string, count: number): void {
    this.contents.set(key, count);
  }

  private release(key: string): void {
    for (const name of this.claims.get(key) ?? []) {
      if (this.owners.get(name) === key) this.owners.delete(name);
    }
    this.claims.delete(key);
  }
}
