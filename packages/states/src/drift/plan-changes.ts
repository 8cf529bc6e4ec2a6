import { type Action, asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';
import { type Difference, differences, isSame, withoutPlaces } from './differences.ts';
import { isMarked } from './marks.ts';

/** One entry of `resource_drift` or `resource_changes`, with what differs. */
export interface PlanChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  readonly previousAddress?: string;
  readonly isImport: boolean;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly afterUnknown: Json | undefined;
  readonly beforeSensitive: Json | undefined;
  readonly afterSensitive: Json | undefined;
  /** What differs and is known. */
  readonly differences: readonly Difference[];
}

/** Reads the entries of one part of a plan that are about resources. */
export function readChanges(plan: JsonObject, part: 'resource_drift' | 'resource_changes'): readonly PlanChange[] {
  return asList(plan[part]).flatMap((entry) => {
    const body = asObject(entry);
    return body.mode === 'data' || body.deposed !== undefined ? [] : [readChange(body)];
  });
}

function readChange(entry: JsonObject): PlanChange {
  const change = asObject(entry.change);
  const { before, after, after_unknown: afterUnknown } = change;
  const found = differences(before, after).filter(({ steps }) => !isMarked(afterUnknown, steps));
  return {
    address: asString(entry.address) ?? '',
    type: asString(entry.type) ?? '',
    action: actionOf(asList(change.actions)),
    previousAddress: asString(entry.previous_address),
    isImport: change.importing !== undefined,
    before,
    after,
    afterUnknown,
    beforeSensitive: change.before_sensitive,
    afterSensitive: change.after_sensitive,
    differences: found,
  };
}

function actionOf(actions: readonly Json[]): Action {
  if (actions.length === 2) return actions.includes('forget') ? 'forget' : 'replace';
  const known: readonly Action[] = ['create', 'read', 'update', 'delete', 'forget'];
  return known.find((one) => one === actions[0]) ?? 'no-op';
}

/** Whether a planned difference puts back what was changed outside. */
export function putsBack(planned: Difference, outside: readonly Difference[]): boolean {
  const attribute = withoutPlaces(planned.steps);
  return outside.some(
    (one) =>
      withoutPlaces(one.steps) === attribute && isSame(one.before, planned.after) && isSame(one.after, planned.before),
  );
}
