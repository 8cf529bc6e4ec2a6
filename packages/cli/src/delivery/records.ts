import type { StateMark } from '@smile/delivery';
import type { ObjectStore } from '@smile/states';
import { CommandError } from '../command-error.ts';

/** What one apply left of one stack, beside its bundle. */
export interface StackRecord {
  readonly stack: string;
  readonly digest: string;
  /** The state before it began, or after it was done. */
  readonly state: StateMark;
  /** As an ISO time, UTC. */
  readonly at: string;
}

/** What applies of one bundle began and finished: from it a later one goes on. */
export class RunRecords {
  private readonly store: ObjectStore;
  private readonly digest: string;

  constructor(store: ObjectStore, digest: string) {
    this.store = store;
    this.digest = digest;
  }

  started(stack: string, state: StateMark): Promise<void> {
    return this.put('started', stack, state);
  }

  done(stack: string, state: StateMark): Promise<void> {
    return this.put('done', stack, state);
  }

  /** How far a stack came. */
  async of(stack: string): Promise<{ readonly started?: StackRecord; readonly done?: StackRecord }> {
    const [started, done] = await Promise.all([this.get('started', stack), this.get('done', stack)]);
    return { ...(started === undefined ? {} : { started }), ...(done === undefined ? {} : { done }) };
  }

  /** Whether any apply of this bundle has begun. */
  async isBegun(): Promise<boolean> {
    const keys = await this.store.list('');
    const records = await Promise.all(keys.map((key) => this.store.get(key)));
    return records.some((found) => found !== undefined && this.parse(found.content)?.digest === this.digest);
  }

  private async put(step: 'started' | 'done', stack: string, state: StateMark): Promise<void> {
    const record: StackRecord = { stack, digest: this.digest, state, at: new Date().toISOString() };
    const key = keyOf(step, stack);
    if (await this.store.put(key, asText(record), await this.store.get(key))) return;
    throw new CommandError(
      `another apply of this bundle wrote ${key} in ${this.store.place} at the same moment; see who runs it, wait for its end, and go on with --resume`,
    );
  }

  private async get(step: 'started' | 'done', stack: string): Promise<StackRecord | undefined> {
    const found = await this.store.get(keyOf(step, stack));
    const record = found === undefined ? undefined : this.parse(found.content);
    // Records of another bundle that lay in the same folder say nothing about this one.
    return record?.digest === this.digest ? record : undefined;
  }

  private parse(text: string): StackRecord | undefined {
    try {
      return JSON.parse(text) as StackRecord;
    } catch {
      throw new CommandError(
        `a record in ${this.store.place} is damaged; see what is in it, and plan again instead of resuming`,
      );
    }
  }
}

/** What is applied of an environment, as the last applies left it. */
export interface AppliedEnvironment {
  readonly environment: string;
  /** Commit of the last apply of each stack, by name. */
  readonly stacks: Readonly<Record<string, { readonly commit: string; readonly digest: string; readonly at: string }>>;
  /** Findings of the guardrails at the last apply. */
  readonly guardrails: readonly string[];
}

/** How often somebody else may write between reading and writing before it is given up. */
const MOST_RACES = 10;

/** The records of what is applied, one for each environment. */
export class AppliedRecords {
  private readonly store: ObjectStore;

  constructor(store: ObjectStore) {
    this.store = store;
  }

  async of(environment: string): Promise<AppliedEnvironment | undefined> {
    return this.parse((await this.store.get(keyFor(environment)))?.content);
  }

  /** Environments of which something is applied. */
  async environments(): Promise<readonly string[]> {
    const keys = await this.store.list('');
    return keys.flatMap((key) => (key.endsWith('.json') ? [key.slice(0, -'.json'.length)] : []));
  }

  /** Changes the record of an environment. What another apply writes meanwhile is kept: the change is made again, on that. */
  async update(
    environment: string,
    change: (before: AppliedEnvironment | undefined) => Omit<AppliedEnvironment, 'environment'>,
  ): Promise<void> {
    const key = keyFor(environment);
    for (let race = 0; race < MOST_RACES; race++) {
      const found = await this.store.get(key);
      const next: AppliedEnvironment = { environment, ...change(this.parse(found?.content)) };
      if (await this.store.put(key, asText(next), found)) return;
    }
    throw new CommandError(
      `${key} in ${this.store.place} was written by somebody else ${MOST_RACES} times in a row; see who applies ${environment}, and go on with --resume`,
    );
  }

  private parse(text: string | undefined): AppliedEnvironment | undefined {
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as AppliedEnvironment;
    } catch {
      throw new CommandError(
        `a record of what is applied is damaged in ${this.store.place}; bring back its earlier version, or remove it and compare with smile state`,
      );
    }
  }
}

function keyOf(step: 'started' | 'done', stack: string): string {
  return `${stack}.${step}.json`;
}

function keyFor(environment: string): string {
  return `${environment}.json`;
}

function asText(record: StackRecord | AppliedEnvironment): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
