import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@smile/core';
import { asObject, type JsonObject } from '@smile/inventory';
import { type RunContext, StackWorkspace } from './stack-workspace.ts';
import { keyOf } from './state-mark.ts';
import { backendIn, remoteStatesIn, type StateBackend } from './surroundings.ts';

/** Reads what stacks read of the states of others. */
export class InputReader {
  private readonly context: RunContext;
  private readonly own: readonly StackWorkspace[];
  private readonly states = new Map<string, Promise<JsonObject | undefined>>();

  /** @param own stacks of this run, whose folders are used. */
  constructor(context: RunContext, own: readonly StackWorkspace[]) {
    this.context = context;
    this.own = own;
  }

  /** A hash of everything that a stack reads of the states of others, as they are now. */
  async hashFor(workspace: StackWorkspace): Promise<string> {
    const read = await Promise.all(
      remoteStatesIn(workspace.configuration).map(async ({ backend, outputs }) => {
        const values = asObject((await this.stateOf(backend))?.outputs);
        return [
          keyOf(backend),
          Object.fromEntries(outputs.map((output) => [output, asObject(values[output]).value ?? null])),
        ];
      }),
    );
    return createHash('sha256')
      .update(canonicalJson(Object.fromEntries(read)))
      .digest('hex');
  }

  /** Forgets what a stack gave, since it was applied. */
  forget(workspace: StackWorkspace): void {
    this.states.delete(keyOf(backendIn(workspace.configuration)));
  }

  /** The state in a backend; undefined where there is none. */
  stateOf(backend: StateBackend): Promise<JsonObject | undefined> {
    const key = keyOf(backend);
    const known = this.states.get(key) ?? this.read(backend);
    this.states.set(key, known);
    return known;
  }

  private read(backend: StateBackend): Promise<JsonObject | undefined> {
    const key = keyOf(backend);
    const own = this.own.find(({ configuration }) => keyOf(backendIn(configuration)) === key);
    return (own ?? this.reader(backend)).pullState();
  }

  /** A configuration that has nothing but a backend. */
  private reader(backend: StateBackend): StackWorkspace {
    const name = `reads-${createHash('sha256').update(keyOf(backend)).digest('hex').slice(0, 12)}`;
    const source = join(this.context.work, 'readers', name);
    mkdirSync(source, { recursive: true });
    writeFileSync(
      join(source, 'cdk.tf.json'),
      JSON.stringify({ terraform: { backend: { [backend.type]: backend.config } } }),
    );
    return new StackWorkspace(this.context, name, source);
  }
}
