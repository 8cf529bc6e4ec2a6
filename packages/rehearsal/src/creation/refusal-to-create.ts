import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue } from '../protocol/value.ts';
import { LOOK_UPS } from './look-ups.ts';
import { missingPrincipals, missingThings } from './named-things.ts';
import type { World } from './world.ts';

/** Why a service refuses to make or change an object: it looks something up that is not there yet; undefined when it does not. */
export function refusalToCreate(type: string, object: ObjectValue, world: World): Problem | undefined {
  const special = LOOK_UPS.filter((lookUp) => lookUp.type === type).flatMap(
    ({ refusal }) => refusal(object, world) ?? [],
  );
  const refusals = [...special, ...missingPrincipals(type, object, world), ...missingThings(object, world)];
  const [first, ...others] = refusals;
  if (first === undefined) return undefined;
  return {
    summary: first,
    detail: [
      ...others,
      'The service looks it up when it makes this; make it in a stack that comes earlier, or do without it.',
    ].join('\n'),
  };
}
