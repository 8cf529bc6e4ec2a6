import {
  compareDiagrams,
  type DiagramKind,
  type DiagramModel,
  diagramOf,
  overviewOf,
  valueDifferences,
} from '@smile/diagrams';
import type { Inventory } from '@smile/inventory';

/** A picture with the name of its file, without ending. */
export interface Picture {
  readonly name: string;
  readonly model: DiagramModel;
}

/** The picture of a kind of one environment, as in `indonesia-production-network`. */
export function pictureOf(inventory: Inventory, environment: string, kind: DiagramKind): Picture {
  return { name: `${asFileName(environment)}-${kind}`, model: diagramOf(inventory, environment, kind) };
}

/** All environments side by side. */
export function overviewPicture(inventory: Inventory): Picture {
  return { name: 'estate', model: overviewOf(inventory) };
}

/** What differs between two environments, as in `indonesia-staging-to-indonesia-production-network`. */
export function comparisonOf(inventory: Inventory, before: string, after: string, kind: DiagramKind): Picture {
  const [first, second] = [before, after].map((environment) => diagramOf(inventory, environment, kind));
  if (first === undefined || second === undefined) throw new Error('two environments give two diagrams');
  const name = `${asFileName(before)}-to-${asFileName(after)}-${kind}`;
  // Other pictures have cards of single resources, whose captions are what one looks for there.
  const values = kind === 'estate' || kind === 'stacks' ? valueDifferences(inventory, before, after) : undefined;
  return { name, model: compareDiagrams(first, second, namesOf(before, after), values) };
}

/** Stages alone, where both are of one country. */
function namesOf(before: string, after: string): { readonly before: string; readonly after: string } {
  const [[country, stage = ''], [otherCountry, otherStage = '']] = [before.split('/'), after.split('/')];
  return country === otherCountry ? { before: stage, after: otherStage } : { before, after };
}

function asFileName(environment: string): string {
  return environment.replace(/\//g, '-');
}
