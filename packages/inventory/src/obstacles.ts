import type { Inventory } from './inventory.ts';

/** Why a judgement of an inventory would say less than it seems to. */
export interface Obstacle {
  /** Stack that it is about; absent when it is about all. @default - the whole inventory */
  readonly stack?: string;
  /** What is wrong and what to do, lower case, without a full stop. */
  readonly message: string;
}

/**
 * What keeps an inventory from being judged: nothing judged is not a pass.
 *
 * An empty state breaks no rule, and neither does a plan that ended before it came to the resource that would.
 */
export function obstaclesTo(inventory: Inventory): readonly Obstacle[] {
  const isEmpty = inventory.resources({ mode: 'managed' }).length === 0;
  const empty = `the ${inventory.source} holds no managed resource, so nothing can be judged; name files of an applied stack`;
  return [
    ...(isEmpty ? [{ message: empty }] : []),
    ...inventory.stacks.flatMap(({ name: stack, plan }) => {
      if (plan?.errored === true) {
        return [{ stack, message: `the plan of ${stack} ended with errors and shows a part only; plan it again` }];
      }
      if (plan?.complete !== false) return [];
      const deferred = plan.deferred.map(({ address, reason }) => `${address} (${reason})`).join(', ');
      const what = deferred === '' ? 'it was made with -target, or puts something off' : `it puts off ${deferred}`;
      return [{ stack, message: `the plan of ${stack} is incomplete: ${what}; judge the plan that follows its apply` }];
    }),
  ];
}
