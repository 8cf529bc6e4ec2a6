import { rmSync } from 'node:fs';
import type { Inventory, Json, JsonObject, Resource } from '@smile/inventory';
import type { Injection } from '../provider/injection.ts';
import type { Finding } from './report.ts';
import type { TerraformRun } from './terraform.ts';

export interface DriftOptions {
  /** What the stack's state holds. */
  readonly state: Inventory;
  readonly inject: Injection;
  /** File for the plan that repairs. */
  readonly planPath: string;
  readonly run: (args: readonly string[]) => Promise<TerraformRun>;
  /** Terraform's errors of a run that failed. */
  readonly failure: (run: TerraformRun) => Finding[];
}

/** What a rehearsal of drift found, and what it cannot find. */
export interface DriftResult {
  readonly findings: Finding[];
  readonly run: TerraformRun;
  /** What changes by hand would not be seen. */
  readonly notes: Finding[];
}

/** What somebody might do by hand in the console: a tag that nobody planned. */
const STRAY_TAG = { 'rehearsed-drift': 'changed by hand' };

/** The same with kubectl: a label, whose value has no spaces. */
const STRAY_LABEL = { 'rehearsed-drift': 'changed-by-hand' };

/**
 * Changes a tag or a label of one resource of each type behind Terraform's back, and checks that Terraform sees every change,
 * repairs it, and then has nothing left to do.
 */
export async function rehearseDrift(options: DriftOptions): Promise<DriftResult> {
  const { state, inject, planPath, run, failure } = options;
  const notes = unwatchedReleases(state);
  const changed = onePerType(state);
  for (const resource of changed) inject.drift({ type: resource.type, ...changeByHand(resource) });
  const seen = await run(['plan', '-input=false', '-json', `-out=${planPath}`]);
  if (seen.exitCode !== 0) return { findings: failure(seen), run: seen, notes };
  const reported = seen.events.flatMap((event) => (event.type === 'resource_drift' ? [event.change.address] : []));
  const missed = changed.filter(({ address }) => !reported.includes(address)).map(({ address }) => unseen(address));
  if (missed.length > 0) return { findings: missed, run: seen, notes };
  // Exactly what was planned, which saves another plan.
  const repaired = await run(['apply', '-input=false', '-json', planPath]);
  rmSync(planPath, { force: true });
  if (repaired.exitCode !== 0) return { findings: failure(repaired), run: repaired, notes };
  const after = await run(['plan', '-input=false', '-json', '-detailed-exitcode']);
  if (after.exitCode === 1) return { findings: failure(after), run: after, notes };
  const left = after.events.flatMap((event) =>
    event.type === 'planned_change' ? [unrepaired(event.change.address)] : [],
  );
  return { findings: left, run: repaired, notes };
}

function onePerType(state: Inventory): Resource[] {
  const types = new Map<string, Resource>();
  for (const resource of state.resources({ mode: 'managed' })) {
    const canChange = 'tags_all' in resource.values || metadataOf(resource) !== undefined;
    if (canChange && !types.has(resource.type)) types.set(resource.type, resource);
  }
  return [...types.values()];
}

function changeByHand(resource: Resource): Pick<Parameters<Injection['drift']>[0], 'match' | 'set'> {
  const metadata = metadataOf(resource);
  if (metadata === undefined) {
    return {
      match: identityOf(resource),
      set: { tags: { ...resource.tags, ...STRAY_TAG }, tags_all: { ...tagsAll(resource), ...STRAY_TAG } },
    };
  }
  // Two clusters hold objects of the same name, so only what the API server gave tells them apart.
  return {
    match: { 'metadata.uid': String(metadata.uid) },
    set: { 'metadata.labels': { ...textsIn(metadata.labels), ...STRAY_LABEL } },
  };
}

/** The metadata of a Kubernetes object; undefined for what is none. */
function metadataOf({ type, values }: Resource): JsonObject | undefined {
  const [metadata] = type.startsWith('kubernetes_') && Array.isArray(values.metadata) ? values.metadata : [];
  const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  return isObject && typeof metadata.uid === 'string' && metadata.uid !== '' ? metadata : undefined;
}

/** https://github.com/hashicorp/terraform-provider-helm/blob/v3.1.1/helm/resource_helm_release.go: Read asks Helm for its own record. */
function unwatchedReleases(state: Inventory): Finding[] {
  const releases = state.resources({ mode: 'managed', type: 'helm_release' });
  const [first] = releases;
  if (first === undefined) return [];
  return [
    {
      summary: `Helm has no live drift: what is changed by hand in the objects of ${releases.length} releases stays unseen`,
      detail: `the provider compares a release with Helm's own record of it, not with the cluster: ${releases.map(({ address }) => address).join(', ')}`,
      address: first.address,
      constructPath: first.constructPath,
    },
  ];
}

/** What tells an object from others of its type: not every type has an `id`. */
function identityOf({ values }: Resource): { readonly [attribute: string]: string } {
  const found = ['id', 'arn'].find((attribute) => typeof values[attribute] === 'string');
  if (found === undefined) throw new Error('a resource with tags has neither id nor arn');
  return { [found]: String(values[found]) };
}

function tagsAll(resource: Resource): Record<string, string> {
  return textsIn(resource.values.tags_all);
}

function textsIn(map: Json | undefined): Record<string, string> {
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? (map as Record<string, string>) : {};
}

function unseen(address: string): Finding {
  return { summary: 'Terraform did not see a tag or label that was changed by hand', detail: '', address };
}

function unrepaired(address: string): Finding {
  return { summary: 'applying again did not repair a tag or label that was changed by hand', detail: '', address };
}
