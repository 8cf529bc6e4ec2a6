import { ValidationError } from '../errors/validation-error.ts';
import { defineEnvironment, type Environment, type EnvironmentValues } from './environment.ts';

/** A value that is tried out: where it stands in an `environment.ts`, and what it becomes. */
export interface ChangedValue {
  /** As in `databases.redis.nodeType`, or `network.availabilityZones[2]`. */
  readonly path: string;
  /** What JSON can hold. */
  readonly value: unknown;
}

/**
 * An environment with some values changed, checked as if they stood in its `environment.ts`.
 *
 * @throws ValidationError for a path that leads through something that is no object, and for values that are not allowed.
 */
export function changedEnvironment(environment: Environment, changes: readonly ChangedValue[]): Environment {
  const { id, stackPrefix: _, namePrefix: __, region: ___, ...values } = environment;
  const changed = changes.reduce<unknown>((all, { path, value }) => {
    const steps = stepsOf(path);
    if (steps.length === 0 || steps[0] === 'country') {
      throw new ValidationError(id, [`${path}: expected a path in environment.ts, as in databases.redis.nodeType`]);
    }
    return replaced(all, steps, value, { id, path });
  }, values);
  return defineEnvironment(changed as EnvironmentValues);
}

/** `a.b[2]` is three steps. */
function stepsOf(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((step) => step !== '');
}

/** A copy with another value at a path. Objects that are not there are made; whether they may be is checked with the values. */
function replaced(
  at: unknown,
  [step, ...rest]: readonly string[],
  value: unknown,
  given: { id: string; path: string },
): unknown {
  if (step === undefined) return value;
  if (Array.isArray(at)) {
    const index = Number(step);
    if (Number.isInteger(index) && index >= 0 && index <= at.length) {
      return Object.assign([...at], { [index]: replaced(at[index], rest, value, given) });
    }
    throw new ValidationError(given.id, [`${given.path}: ${step} is no place in a list of ${at.length}`]);
  }
  if (at !== undefined && (typeof at !== 'object' || at === null)) {
    throw new ValidationError(given.id, [
      `${given.path}: ${step} stands inside ${JSON.stringify(at)}, which holds nothing`,
    ]);
  }
  const object: Readonly<Record<string, unknown>> = { ...(at as object | undefined) };
  return { ...object, [step]: replaced(object[step], rest, value, given) };
}
