import { scanTemplate } from '../expression.ts';
import type { Inventory } from '../inventory.ts';
import { asList, asObject, asString } from '../json-narrowing.ts';
import type { JsonObject, Output, Resource } from '../model.ts';
import { oncePer } from '../once-per.ts';

/**
 * The cluster that a Kubernetes or Helm resource is in: the word after `--cluster-name` in its provider's `exec`, or the cluster
 * that this refers to. Without the provider block, as in a state, it is the one cluster of the environment; where that has several, everything
 * of a stack is in one cluster of its own.
 */
export function clusterOf(inventory: Inventory, { stack, provider }: Resource): string {
  const known = clustersOf(inventory);
  const key = `${stack} ${provider}`;
  const cluster = known.get(key) ?? clusterBehind(inventory, stack, provider);
  known.set(key, cluster);
  return cluster;
}

/** By stack and provider, since hundreds of objects ask the same. */
const clustersOf = oncePer((_: Inventory) => new Map<string, string>());

function clusterBehind(inventory: Inventory, stack: string, provider: string): string {
  const found = inventory.stacks.find(({ name }) => name === stack);
  const block = found?.providers?.[provider];
  const named = block === undefined ? undefined : loginCluster(block);
  if (named === undefined) return onlyCluster(inventory, found?.environment) ?? `the cluster of ${stack}`;
  return named.includes('${') ? (clusterIn(inventory, stack, named) ?? named) : named;
}

function onlyCluster(inventory: Inventory, environment: string | undefined): string | undefined {
  if (environment === undefined) return undefined;
  const clusters = inventory.resources({ type: 'aws_eks_cluster', mode: 'managed' });
  const [cluster, ...others] = clusters.filter((one) => one.environment === environment);
  return cluster === undefined || others.length > 0 ? undefined : asString(cluster.values.name);
}

/** What the provider passes to `aws eks get-token`; the Helm provider has the block one level deeper. */
export function loginCluster(block: JsonObject): string | undefined {
  const inner = asObject(asList(block.kubernetes)[0]);
  const exec = asObject(asList(block.exec ?? inner.exec)[0]);
  const args = asList(exec.args).map((one) => asString(one) ?? '');
  const joined = args.find((one) => one.startsWith('--cluster-name='));
  return joined?.slice('--cluster-name='.length) ?? args[args.indexOf('--cluster-name') + 1] ?? undefined;
}

/**
 * The name of the cluster that an expression of a stack leads to, through an output of another stack or directly; undefined where
 * it leads to none.
 */
export function clusterIn(inventory: Inventory, stack: string, text: string): string | undefined {
  const { traversals } = scanTemplate(text);
  for (const { root, steps } of traversals) {
    const names = steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
    const own = inventory.byAddress(stack, `${root}.${names[0] ?? ''}`);
    const output = names[0] === 'terraform_remote_state' ? outputOf(inventory, stack, names) : undefined;
    const made = output?.producers.map((producer) => inventory.byAddress(producer.stack, producer.address)) ?? [];
    const cluster = [own, ...made].find((one) => one?.type === 'aws_eks_cluster');
    if (cluster !== undefined) return asString(cluster.values.name) ?? `${cluster.stack} ${cluster.address}`;
  }
  return undefined;
}

/**
 * The output of another stack that a remote state is asked for. Stacks of several environments have outputs of the same name, so the
 * name that cdktf gives to the remote state decides, which ends in the stack that it reads.
 */
function outputOf(inventory: Inventory, stack: string, names: readonly string[]): Output | undefined {
  const [, state = ''] = names;
  const named = inventory.outputs.filter((one) => one.name === names.at(-1) && one.stack !== stack);
  return named.find((one) => state.endsWith(`-${one.stack}`)) ?? (named.length === 1 ? named[0] : undefined);
}
