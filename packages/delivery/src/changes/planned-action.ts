import { asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';

/** What Terraform is going to do to one address. */
export type ActionWord = 'create' | 'update' | 'replace' | 'destroy' | 'forget';

/** An entry of a plan that changes something; what is only read or left alone is none. */
export interface PlannedAction {
  /** As in `aws_db_instance.MysqlMain`. */
  readonly address: string;
  readonly type: string;
  readonly action: ActionWord;
  /** Names of the arguments and attributes that change, sorted; empty where the whole object is made or goes. */
  readonly changed: readonly string[];
}

/** How many addresses a plan makes, changes, replaces, destroys and forgets. */
export type ActionCounts = Readonly<Record<ActionWord, number>>;

/** Every order in which a summary names actions: what may hurt first. */
export const ACTION_WORDS: readonly ActionWord[] = ['destroy', 'replace', 'forget', 'update', 'create'];

/** The actions of a plan as `terraform show -json` prints it, redacted or not. */
export function plannedActions(plan: JsonObject): PlannedAction[] {
  return asList(plan.resource_changes).flatMap((entry) => {
    const change = asObject(entry);
    const action = actionWord(asList(asObject(change.change).actions));
    if (action === undefined) return [];
    const changed = action === 'update' || action === 'replace' ? changedNames(asObject(change.change)) : [];
    return [{ address: addressOf(change), type: asString(change.type) ?? '', action, changed }];
  });
}

/** How often each action occurs. */
export function countActions(actions: readonly PlannedAction[]): ActionCounts {
  const count = (word: ActionWord) => actions.filter(({ action }) => action === word).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    destroy: count('destroy'),
    forget: count('forget'),
  };
}

/** The word for a list of Terraform's actions; undefined where nothing changes. */
export function actionWord(actions: readonly Json[]): ActionWord | undefined {
  const words = actions.join(' ');
  const known: Readonly<Record<string, ActionWord | undefined>> = {
    create: 'create',
    update: 'update',
    delete: 'destroy',
    forget: 'forget',
    'delete create': 'replace',
    'create delete': 'replace',
    // Terraform 1.12 and newer replace an object and leave the old one.
    'create forget': 'replace',
    'no-op': undefined,
    read: undefined,
  };
  if (!(words in known)) throw new Error(`a plan does "${words}", which nobody here knows`);
  return known[words];
}

/** The address, with the key of an object that a failed replacement left behind. */
function addressOf(change: JsonObject): string {
  const deposed = asString(change.deposed);
  return `${asString(change.address) ?? ''}${deposed === undefined ? '' : ` (deposed ${deposed})`}`;
}

function changedNames({ before, after, after_unknown: unknown }: JsonObject): string[] {
  const [old, fresh] = [asObject(before), asObject(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh), ...Object.keys(asObject(unknown))])];
  const differs = (name: string) =>
    hasTrue(asObject(unknown)[name]) || JSON.stringify(old[name] ?? null) !== JSON.stringify(fresh[name] ?? null);
  return names.filter(differs).sort();
}

function hasTrue(mask: Json | undefined): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  return Object.values(mask).some(hasTrue);
}
