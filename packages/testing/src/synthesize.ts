import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inventory, type JsonObject } from '@smile/inventory';
import { App, Manifest, TerraformStack, Testing } from 'cdktf';

/** A stack as Terraform JSON, and the graph of all stacks of its app. */
export interface SynthesizedStack {
  readonly stack: TerraformStack;
  readonly json: JsonObject;
  /** Every stack of the app, so that references can be followed across stacks. */
  readonly inventory: Inventory;
}

const known = new WeakMap<TerraformStack, SynthesizedStack & { readonly size: number }>();

/**
 * Synthesizes a stack with its validations on, once: a second call returns the same, unless constructs came or went.
 * Overrides and properties changed after the first call are not seen, so build first and assert then.
 */
export function synthesize(stack: TerraformStack): SynthesizedStack {
  const app = App.of(stack);
  const size = app.node.findAll().length;
  const before = known.get(stack);
  if (before?.size === size) return before;
  const stacks = prepare(app);
  const json: JsonObject = JSON.parse(unwrapErrors(() => Testing.synth(stack, true)));
  const others = stacks
    .filter((other) => other !== stack)
    .map((other) => [other.node.id, Testing.synth(other)] as const);
  const inventory = Inventory.fromStacks({ [stack.node.id]: json, ...Object.fromEntries(others) });
  const result = { stack, json, inventory, size: app.node.findAll().length };
  known.set(stack, result);
  return result;
}

/** Synthesizes a stack as `cdktf synth` does, which alone fails on error annotations too; nothing stays on disk. */
export function synthesizeStrictly(stack: TerraformStack): void {
  prepare(App.of(stack));
  const outdir = mkdtempSync(join(tmpdir(), 'smile-testing-'));
  try {
    const manifest = new Manifest('stubbed', outdir, false);
    unwrapErrors(() => stack.synthesizer.synthesize({ outdir, manifest }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Values that cross stacks get their outputs and remote states only by this, as in `App.synth`. */
function prepare(app: App): readonly TerraformStack[] {
  const stacks = app.node.findAll().filter((construct) => TerraformStack.isStack(construct));
  for (const stack of stacks) stack.prepareStack();
  return stacks;
}

const WRAPPERS = [
  /^Validation failed with the following errors:\n {2}([\s\S]*?)\n\nIf you wish to ignore[\s\S]*$/,
  /^Encountered Annotations with level "ERROR":\n([\s\S]*?)\n\nEither fix the issues above[\s\S]*$/,
];

/** Runs a synthesis; of a failed validation or an error annotation it throws our part without the advice cdktf adds. */
function unwrapErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = WRAPPERS.map((wrapper) => wrapper.exec(error.message)?.[1]).find((text) => text !== undefined);
    if (message === undefined) throw error;
    throw new Error(message.replaceAll('\n  ', '\n'), { cause: error });
  }
}
