/**
 * The stacks of an environment in deployment order (one state each).
 *
 * A stack may use the constructs of the stacks before it, never of those after it. A security-group rule between two
 * stacks therefore lives in the later one.
 */
export const STACK_LAYERS = [
  'bootstrap',
  'account',
  'network',
  'storage',
  'databases',
  'clusters',
  'edge',
  'access',
  'git',
  'app-platform',
  'workloads',
  'data-platform',
  'jenkins',
] as const;

/** Name of a stack within its environment, as in the `network` of `indonesia-production-network`. */
export type StackLayer = (typeof STACK_LAYERS)[number];

/** Position of a layer in {@link STACK_LAYERS}. */
export function rankOf(layer: StackLayer): number {
  return STACK_LAYERS.indexOf(layer);
}
