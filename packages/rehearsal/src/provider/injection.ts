import type { Problem } from '../protocol/problem.ts';
import { sameValue, type Value } from '../protocol/value.ts';
import { findAll, withValueAt } from '../values/place-in-object.ts';
import { overwriteObject } from './cloud.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { ObjectStore, StoredObject } from './store.ts';

/** Which objects an injection concerns. */
export interface Target {
  readonly type: string;
  /** Values that the object must have, by dotted path. @default - every object of the type */
  readonly match?: { readonly [path: string]: Value };
}

/** A call that the service refuses although nothing is wrong with it. */
export interface InjectedFailure extends Target {
  readonly operation: 'create' | 'update' | 'delete' | 'read';
  /** Error code, as in `ThrottlingException`. */
  readonly code: string;
  readonly message: string;
  /** How many calls fail before one succeeds. @default 1 */
  readonly times?: number;
  /**
   * Whether a creation fails while the provider waits for an object that the service has made: Terraform then has it in the state, tainted.
   * https://developer.hashicorp.com/terraform/cli/state/taint @default false
   */
  readonly whileWaiting?: boolean;
}

/** What a call must answer with. */
interface TakenFailure extends Problem {
  readonly whileWaiting: boolean;
}

/** Changes the rehearsed clouds behind Terraform's back. Every verb throws when nothing matches its target. */
export class Injection {
  private readonly store: ObjectStore;
  private readonly kinds: ReadonlyMap<string, ResourceKind>;
  private failures: (InjectedFailure & { left: number })[] = [];
  private readonly delays = new Map<string, number>();

  constructor(store: ObjectStore, kinds: ReadonlyMap<string, ResourceKind>) {
    this.store = store;
    this.kinds = kinds;
  }

  /** Changes attributes of existing objects, as somebody in the console would. Returns how many it changed. */
  drift(target: Target & { readonly set: { readonly [path: string]: Value } }): number {
    const objects = this.targets(target);
    for (const object of objects) {
      const changed = Object.entries(target.set).reduce(
        (value, [path, replacement]) => withValueAt(value, path, replacement),
        object.value,
      );
      overwriteObject(this.kind(object.type), this.store, object, changed);
    }
    return objects.length;
  }

  /** Deletes existing objects without asking whether the service would allow it. Returns how many. */
  delete(target: Target): number {
    const objects = this.targets(target);
    for (const object of objects) this.store.delete(object.key);
    return objects.length;
  }

  /** Puts things into existing objects: S3 objects into a bucket, images into a repository, recovery points into a vault. */
  fill(target: Target & { readonly count: number }): number {
    const objects = this.targets(target);
    for (const object of objects) this.store.setContents(object.key, target.count);
    return objects.length;
  }

  /** Makes the next calls of a kind fail with an error of the service. The object need not exist yet. */
  fail(failure: InjectedFailure): void {
    this.kind(failure.type);
    this.failures.push({ ...failure, left: failure.times ?? 1 });
  }

  /** Makes every change of a type take this long. */
  delay(target: { readonly type: string; readonly milliseconds: number }): void {
    this.kind(target.type);
    this.delays.set(target.type, target.milliseconds);
  }

  /** How long a change of a type takes. */
  delayOf(type: string): number {
    return this.delays.get(type) ?? 0;
  }

  /** The failure that a call must answer with, counted off; undefined when it may succeed. */
  takeFailure(type: string, operation: InjectedFailure['operation'], value: Value): TakenFailure | undefined {
    const failure = this.failures.find(
      (candidate) => candidate.type === type && candidate.operation === operation && matches(value, candidate.match),
    );
    if (failure === undefined) return undefined;
    failure.left -= 1;
    this.failures = this.failures.filter(({ left }) => left > 0);
    return { summary: `${failure.code}: ${failure.message}`, whileWaiting: failure.whileWaiting ?? false };
  }

  private targets({ type, match }: Target): StoredObject[] {
    this.kind(type);
    const objects = this.store.list(type);
    const found = objects.filter(({ value }) => matches(value, match));
    if (found.length === 0) {
      throw new Error(`no ${type} matches ${JSON.stringify(match ?? {})}; ${objects.length} of that type exist`);
    }
    return found;
  }

  private kind(type: string): ResourceKind {
    const kind = this.kinds.get(type);
    if (kind === undefined)
      throw new Error(`no stand-in serves ${type}; served are ${[...this.kinds.keys()].join(', ')}`);
    return kind;
  }
}

function matches(value: Value, match: Target['match']): boolean {
  return Object.entries(match ?? {}).every(([path, wanted]) =>
    findAll(value, path).some((found) => sameValue(found.value, wanted)),
  );
}
