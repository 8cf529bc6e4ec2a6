import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StateMark } from '@smile/delivery';
import { CommandError } from '../command-error.ts';
import { writeWhole } from '../write-whole.ts';

/** Where records lie: a folder now, a bucket later. Keys are paths with `/`. */
export interface ObjectStore {
  get(key: string): Promise<string | undefined>;
  put(key: string, content: string): Promise<void>;
  /** Keys that begin with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}

/** A folder as a store. Each object takes its place whole. */
export class FolderStore implements ObjectStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async get(key: string): Promise<string | undefined> {
    const path = join(this.folder, key);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  async put(key: string, content: string): Promise<void> {
    const path = join(this.folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, content);
  }

  async list(prefix: string): Promise<readonly string[]> {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
      .filter((key) => key.startsWith(prefix))
      .sort();
  }
}

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
    return records.some((text) => text !== undefined && this.parse(text)?.digest === this.digest);
  }

  private put(step: 'started' | 'done', stack: string, state: StateMark): Promise<void> {
    const record: StackRecord = { stack, digest: this.digest, state, at: new Date().toISOString() };
    return this.store.put(`${stack}.${step}.json`, `${JSON.stringify(record, null, 2)}\n`);
  }

  private async get(step: 'started' | 'done', stack: string): Promise<StackRecord | undefined> {
    const text = await this.store.get(`${stack}.${step}.json`);
    const record = text === undefined ? undefined : this.parse(text);
    // Records of another bundle that lay in the same folder say nothing about this one.
    return record?.digest === this.digest ? record : undefined;
  }

  private parse(text: string): StackRecord | undefined {
    try {
      return JSON.parse(text) as StackRecord;
    } catch {
      throw new CommandError(
        'a record beside the bundle is damaged; see what is in its folder records, and plan again instead of resuming',
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

/** The records of what is applied, one for each environment. */
export class AppliedRecords {
  private readonly store: ObjectStore;

  constructor(store: ObjectStore) {
    this.store = store;
  }

  async of(environment: string): Promise<AppliedEnvironment | undefined> {
    const text = await this.store.get(keyFor(environment));
    return text === undefined ? undefined : (JSON.parse(text) as AppliedEnvironment);
  }

  /** Environments of which something is applied. */
  async environments(): Promise<readonly string[]> {
    const keys = await this.store.list('');
    return keys.flatMap((key) => (key.endsWith('.json') ? [key.slice(0, -'.json'.length)] : []));
  }

  put(applied: AppliedEnvironment): Promise<void> {
    return this.store.put(keyFor(applied.environment), `${JSON.stringify(applied, null, 2)}\n`);
  }
}

function keyFor(environment: string): string {
  return `${environment}.json`;
}
