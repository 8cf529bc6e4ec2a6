import type { DiffReport, ResourceChange } from '../diff-report.ts';
import { type AlikeChanges, alike } from './alike.ts';
import { fold } from './fold.ts';
import {
  attributeLine,
  type ChangeGroup,
  effectsOf,
  firstLineOf,
  groupsOf,
  headlineOf,
  sectionsOf,
} from './reading.ts';

/** A report for a terminal. */
export function toText(report: DiffReport, { width = 100 }: { readonly width?: number } = {}): string {
  const paragraphs = [
    fold(headlineOf(report), width),
    ...groupsOf(report).map((group) => groupLines(group, width)),
    ...sectionsOf(report).map(({ title, lines }) => [title, ...lines.flatMap((line) => fold(line, width, 2))]),
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Most addresses that are listed one by one where an address alone is said. */
const MOST_LISTED = 30;

/** Most addresses that are named where one change stands for all. */
const MOST_ALIKE = 8;

/** Most arguments of one change that are listed. */
const MOST_ATTRIBUTES = 25;

function groupLines({ title, changes, isWarning }: ChangeGroup, width: number): string[] {
  const heading = isWarning ? `!! ${title}: ${changes.length}` : `${title}: ${changes.length}`;
  if (changes.length > MOST_LISTED && changes.every(({ action }) => action === 'create' || action === 'none')) {
    return [heading, ...countsByType(changes), '  smile diff --json names every address'];
  }
  return [heading, ...alike(changes).flatMap((one) => changeLines(one, width))];
}

function changeLines({ first: change, others }: AlikeChanges, width: number): string[] {
  const { construct, refused, attributes, action } = change;
  const shown = attributes.slice(0, MOST_ATTRIBUTES);
  const left = attributes.length - shown.length;
  return [
    ...fold(firstLineOf(change), width, 2),
    ...others.slice(0, MOST_ALIKE).flatMap(({ address }) => fold(`and ${address}, alike`, width, 2)),
    ...(others.length > MOST_ALIKE
      ? [`  and ${others.length - MOST_ALIKE} more, alike, which smile diff --json names`]
      : []),
    ...(construct === undefined || action === 'create' ? [] : fold(`construct ${construct}`, width, 4)),
    ...(refused === undefined ? [] : fold(`Terraform refuses it: ${refused}`, width, 4)),
    ...shown.flatMap((attribute) => fold(attributeLine(attribute), width, 4)),
    ...(left > 0 ? [`    and ${left} more arguments, which smile diff --json names`] : []),
    ...effectsOf(change).flatMap(({ text, source }) => [
      ...fold(text, width, 4),
      ...(source === undefined ? [] : [`      ${source}`]),
    ]),
  ];
}

function countsByType(changes: readonly ResourceChange[]): string[] {
  const counts = new Map<string, number>();
  for (const { stack, type } of changes) counts.set(`${stack}  ${type}`, (counts.get(`${stack}  ${type}`) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${String(count).padStart(5)}  ${name}`);
}
