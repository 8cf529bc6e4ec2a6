import { Redactor } from '@smile/delivery';
import type { Inventory } from '@smile/inventory';
import { losesObject, resourceChanges } from './compare/resource-changes.ts';
import type { CostOf } from './cost-of.ts';
import type { DiffReport, ResourceChange } from './diff-report.ts';
import { pictureChanges } from './sections/pictures.ts';
import { settingChanges } from './sections/settings.ts';
import {
  type JudgedEnvironment,
  type JudgedSide,
  judgementChanges,
  NO_JUDGEMENT_CHANGES,
  type SideFacts,
  sideFacts,
} from './sections/side-facts.ts';

/** One side of a comparison. */
export interface EstateSide extends JudgedSide {
  /** What readers call it, as in `main at 0a1b2c3d`. */
  readonly name: string;
  /** Gives what was judged of it before, by the same rules on the same day. @default - it is judged */
  readonly facts?: () => SideFacts;
}

export interface CompareOptions {
  readonly before: EstateSide;
  readonly after: EstateSide;
  /** Environments that both sides were asked for. */
  readonly environments: readonly JudgedEnvironment[];
  /** Day on which both are judged. */
  readonly at: Date;
  /** Computes costs. @default - the report has no costs */
  readonly costOf?: CostOf;
  /** @default - a new one, whose hashes hold for this report */
  readonly redactor?: Redactor;
  /** What else the reader has to know. @default - nothing */
  readonly notes?: readonly string[];
}

/** What a change of the code does to the estate, by two syntheses: no state, no cloud. */
export function compareEstates(options: CompareOptions): DiffReport {
  const { before, after, environments, costOf, redactor = new Redactor() } = options;
  const [old, fresh] = [before.inventory, after.inventory];
  const changes = resourceChanges(old, fresh, redactor);
  const isUnchanged = isSame(before, after);
  return {
    schema: 1,
    before: before.name,
    after: after.name,
    judge: 'code',
    environments: environments.map(({ id }) => id),
    counts: countsOf(changes),
    losesData: losesData(changes),
    changes,
    settings: settingChanges(old, fresh, redactor),
    ...(costOf === undefined ? {} : { cost: costs(old, fresh, costOf) }),
    ...(isUnchanged ? NO_JUDGEMENT_CHANGES : judged(options)),
    pictures: isUnchanged ? [] : pictureChanges(old, fresh),
    notes: [...notesOn(changes), ...(options.notes ?? [])],
  };
}

/** Judging takes seconds, and equal sides are judged alike. */
function isSame(before: EstateSide, after: EstateSide): boolean {
  const textOf = ({ inventory, repository }: EstateSide) =>
    JSON.stringify([
      inventory.resources(),
      inventory.stacks.map(({ directory: _, ...stack }) => stack),
      inventory.outputs,
      repository,
    ]);
  return textOf(before) === textOf(after);
}

function judged({ before, after, environments, at }: CompareOptions): ReturnType<typeof judgementChanges> {
  const factsOf = (side: EstateSide) => side.facts?.() ?? sideFacts(side, environments, at);
  return judgementChanges(factsOf(before), factsOf(after));
}

/** How often each action occurs. */
export function countsOf(changes: readonly ResourceChange[]): DiffReport['counts'] {
  const count = (word: ResourceChange['action']) => changes.filter(({ action }) => action === word).length;
  return {
    destroy: count('destroy'),
    replace: count('replace'),
    'not known': count('not known'),
    forget: count('forget'),
    update: count('update'),
    move: count('move'),
    create: count('create'),
    none: count('none'),
  };
}

/** Whether something that may hold data ends, or may end: what is not known counts as the worse. */
export function losesData(changes: readonly ResourceChange[]): boolean {
  return changes.some(({ action, holdsData }) => holdsData && losesObject(action));
}

function costs(before: Inventory, after: Inventory, costOf: CostOf): NonNullable<DiffReport['cost']> {
  const [old, fresh] = [costOf(before), costOf(after)];
  return {
    monthlyUsd: { before: old.monthlyUsd, after: fresh.monthlyUsd },
    notes: [...new Set([...old.notes, ...fresh.notes])],
  };
}

function notesOn(changes: readonly ResourceChange[]): readonly string[] {
  const unknown = changes.filter(({ action }) => action === 'not known');
  if (unknown.length === 0) return [];
  return [
    'where it is not known whether a change replaces, whatever may hold data counts as replaced; smile plan says it for sure',
  ];
}
