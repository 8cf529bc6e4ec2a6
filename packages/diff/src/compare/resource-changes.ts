import type { Redactor } from '@smile/delivery';
import { type Inventory, mayHoldData, type Resource } from '@smile/inventory';
import { isKeptWhenLeftOut } from '@smile/rehearsal';
import type { AttributeChange, ResourceChange } from '../diff-report.ts';
import { effectOf } from '../effects/effect-of.ts';
import { followReferences, isIgnored, type KeptChange } from './follow-references.ts';
import { pairResources, type ResourcePair } from './pair-resources.ts';
import { NOTHING, shownPath, shownValue } from './shown-value.ts';
import type { ValueDifference } from './value-differences.ts';

/** Every resource that changes from one synthesis to another, what may hurt first. */
export function resourceChanges(before: Inventory, after: Inventory, redactor: Redactor): ResourceChange[] {
  const pairs = pairResources(before, after);
  const kept = followReferences(pairs, after).filter(({ after: resource }) => resource.mode === 'managed');
  return [...pairs.flatMap((pair) => comesOrGoes(pair)), ...kept.map((change) => changeOf(change, redactor))].sort(
    (one, other) => danger(other) - danger(one),
  );
}

/** Order of actions: what may hurt first. */
const DANGER: readonly ResourceChange['action'][] = [
  'none',
  'create',
  'move',
  'update',
  'forget',
  'not known',
  'replace',
  'destroy',
];

function danger({ action, holdsData }: ResourceChange): number {
  const place = DANGER.indexOf(action);
  return place + (holdsData && losesObject(action) ? DANGER.length : 0);
}

/** Whether an action ends an object, or may. */
export function losesObject(action: ResourceChange['action']): boolean {
  return action === 'destroy' || action === 'replace' || action === 'not known';
}

function comesOrGoes({ before, after }: ResourcePair): ResourceChange[] {
  const resource = after ?? before;
  if (resource === undefined || resource.mode === 'data' || (before !== undefined && after !== undefined)) return [];
  return [{ ...placeOf(resource), action: before === undefined ? 'create' : 'destroy', attributes: [] }];
}

function placeOf(resource: Resource): Omit<ResourceChange, 'action' | 'attributes'> {
  const { stack, address, type, constructPath, lifecycle } = resource;
  return {
    stack,
    address,
    type,
    ...(constructPath === undefined ? {} : { construct: constructPath }),
    holdsData: mayHoldData(address),
    newOneFirst: lifecycle.createBeforeDestroy,
  };
}

function changeOf(change: KeptChange, redactor: Redactor): ResourceChange {
  const attributes = [...written(change, redactor), ...followed(change, redactor), ...protections(change)];
  const action = actionOf(change, attributes);
  const { after, pair } = change;
  const isRefused = action === 'replace' && after.lifecycle.preventDestroy;
  return {
    ...placeOf(after),
    action,
    ...(isRefused ? { refused: 'prevent_destroy is set, so the plan fails' } : {}),
    ...(pair.previousAddress === undefined ? {} : { movedFrom: pair.previousAddress }),
    attributes,
  };
}

function actionOf({ judgement, pair }: KeptChange, attributes: readonly AttributeChange[]): ResourceChange['action'] {
  if (judgement.verdict === 'replaced') return 'replace';
  if (attributes.every(({ ignored }) => ignored)) return pair.previousAddress === undefined ? 'none' : 'move';
  return judgement.verdict === 'not known' ? 'not known' : 'update';
}

function written(change: KeptChange, redactor: Redactor): AttributeChange[] {
  const { before, after, differences, judgement } = change;
  return differences.map((difference) => {
    const { argument } = difference;
    const top = argument.split('.')[0] ?? '';
    const isKept = after.values[top] === undefined && isKeptWhenLeftOut(after.type, top);
    const ignored = isIgnored(after, argument) || isKept;
    const replaces = judgement.verdict === 'replaced' && !ignored && isNamed(judgement.paths, argument);
    return {
      path: shownPath(difference, redactor),
      before: shownValue(difference.before, before, argument, redactor),
      after: shownValue(difference.after, after, argument, redactor),
      replaces,
      ignored,
      ...(judgement.verdict === 'replaced' || ignored
        ? {}
        : { effect: effectOf(after.type, argument, after.values, before.values) }),
    };
  });
}

function followed({ before, after, follows, judgement }: KeptChange, redactor: Redactor): AttributeChange[] {
  return [...follows].flatMap(([argument, { name, document }]) => {
    const ignored = isIgnored(after, argument);
    const replaces = judgement.verdict === 'replaced' && !ignored && isNamed(judgement.paths, argument);
    const change = {
      path: argument,
      before: 'as it is',
      after: '(known after apply)',
      follows: name,
      replaces,
      ignored,
      ...(judgement.verdict === 'replaced' || ignored
        ? {}
        : { effect: effectOf(after.type, argument, after.values, before.values) }),
    };
    return [change, ...document.map((difference) => inDocument(difference, argument, change, redactor))];
  });
}

/** What changes of a document that an argument holds: whoever approves it must see that, and not only that it changes. */
function inDocument(
  difference: ValueDifference,
  argument: string,
  { replaces, ignored }: Pick<AttributeChange, 'replaces' | 'ignored'>,
  redactor: Redactor,
): AttributeChange {
  const shown = (value: ValueDifference['before']) =>
    shownValue(value, { type: 'aws_iam_policy_document', mode: 'data' }, difference.argument, redactor);
  return {
    path: `${argument}: ${shownPath(difference, redactor)}`,
    before: shown(difference.before),
    after: shown(difference.after),
    replaces,
    ignored,
  };
}

/** What Terraform alone reads: it changes nothing at AWS, and decides what a later plan may do. */
function protections({ before, after }: KeptChange): AttributeChange[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['lifecycle.prevent_destroy', String(before.lifecycle.preventDestroy), String(after.lifecycle.preventDestroy)],
    [
      'lifecycle.create_before_destroy',
      String(before.lifecycle.createBeforeDestroy),
      String(after.lifecycle.createBeforeDestroy),
    ],
    [
      'lifecycle.ignore_changes',
      before.lifecycle.ignoreChanges.join(', ') || NOTHING,
      after.lifecycle.ignoreChanges.join(', ') || NOTHING,
    ],
    ['provider', before.provider, after.provider],
  ];
  return pairs
    .filter(([, old, fresh]) => old !== fresh)
    .map(([path, old, fresh]) => ({ path, before: old, after: fresh, replaces: false, ignored: true }));
}

function isNamed(paths: readonly string[], argument: string): boolean {
  return paths.some((one) => one === argument || argument.startsWith(`${one}.`) || one.startsWith(`${argument}.`));
}
