import type { Inventory, Resource } from '@smile/inventory';
import type { Injection } from '../provider/injection.ts';
import type { Finding } from './report.ts';
import type { TerraformRun } from './terraform.ts';

export interface DriftOptions {
  /** What the stack's state holds. */
  readonly state: Inventory;
  readonly inject: Injection;
  readonly run: (args: readonly string[]) => Promise<TerraformRun>;
  /** Terraform's errors of a run that failed. */
  readonly failure: (run: TerraformRun) => Finding[];
}

/** What somebody might do by hand in the console: a tag that nobody planned. */
const STRAY_TAG = { 'rehearsed-drift': 'changed by hand' };

/**
 * Changes a tag of one resource of each type behind Terraform's back, and checks that Terraform sees every change,
 * repairs it, and then has nothing left to do.
 */
export async function rehearseDrift(options: DriftOptions): Promise<{ findings: Finding[]; run: TerraformRun }> {
  const { state, inject, run, failure } = options;
  const changed = oneTaggedPerType(state);
  for (const resource of changed) {
    inject.drift({
      type: resource.type,
      match: identityOf(resource),
      set: { tags: { ...resource.tags, ...STRAY_TAG }, tags_all: { ...tagsAll(resource), ...STRAY_TAG } },
    });
  }
  const seen = await run(['plan', '-refresh-only', '-input=false', '-json']);
  if (seen.exitCode !== 0) return { findings: failure(seen), run: seen };
  const reported = seen.events.flatMap((event) => (event.type === 'resource_drift' ? [event.change.address] : []));
  const missed = changed.filter(({ address }) => !reported.includes(address)).map(({ address }) => unseen(address));
  if (missed.length > 0) return { findings: missed, run: seen };
  const repaired = await run(['apply', '-input=false', '-json', '-auto-approve']);
  if (repaired.exitCode !== 0) return { findings: failure(repaired), run: repaired };
  const after = await run(['plan', '-input=false', '-json', '-detailed-exitcode']);
  if (after.exitCode === 1) return { findings: failure(after), run: after };
  const left = after.events.flatMap((event) =>
    event.type === 'planned_change' ? [unrepaired(event.change.address)] : [],
  );
  return { findings: left, run: repaired };
}

function oneTaggedPerType(state: Inventory): Resource[] {
  const types = new Map<string, Resource>();
  for (const resource of state.resources({ mode: 'managed' })) {
    if ('tags_all' in resource.values && !types.has(resource.type)) types.set(resource.type, resource);
  }
  return [...types.values()];
}

/** What tells an object from others of its type: not every type has an `id`. */
function identityOf({ values }: Resource): { readonly [attribute: string]: string } {
  const found = ['id', 'arn'].find((attribute) => typeof values[attribute] === 'string');
  if (found === undefined) throw new Error('a resource with tags has neither id nor arn');
  return { [found]: String(values[found]) };
}

function tagsAll(resource: Resource): Record<string, string> {
  const tags = resource.values.tags_all;
  return typeof tags === 'object' && tags !== null && !Array.isArray(tags) ? (tags as Record<string, string>) : {};
}

function unseen(address: string): Finding {
  return { summary: 'Terraform did not see a tag that was changed by hand', detail: '', address };
}

function unrepaired(address: string): Finding {
  return { summary: 'applying again did not repair a tag that was changed by hand', detail: '', address };
}
