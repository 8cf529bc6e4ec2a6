import { isFilledIn, type Json, type Resource } from '@smile/inventory';
import type { Rule, RuleContext } from '../rule.ts';
import { Block } from './block.ts';
import type { Wanted } from './wanted.ts';

/** What an argument of a type must be, and why. */
export type ValueRow = readonly [
  /** With dots into blocks; a block whose name ends in `?` may be missing, and nothing is asked of it then. */
  argument: string,
  wanted: Wanted,
  /** What happens otherwise, as the end of a sentence. */
  why: string,
  /** Which blocks are meant. @default - all of them */
  when?: (block: Block, resource: Resource, context: RuleContext) => boolean,
];

/** Rows of a type, with the page that all of them are from. */
export interface ValuesOfType {
  readonly type: string;
  readonly source: string;
  readonly rows: readonly ValueRow[];
}

/** Which resources of a type the tables are for. */
export type Meant = (resource: Resource, context: RuleContext) => boolean;

/** A check by a table: each argument of each resource of a type is what its row says. */
export function requiredValues(tables: readonly ValuesOfType[], isMeant: Meant = () => true): Rule['check'] {
  return (context) =>
    tables.flatMap(({ type, rows }) =>
      resourcesOf(type, context).flatMap((place) =>
        (isMeant(place, context) ? rows : []).flatMap((row) =>
          problemsOf(row, place, context).map((message) => ({ place, message })),
        ),
      ),
    );
}

function resourcesOf(type: string, { resources, dataSources }: RuleContext): readonly Resource[] {
  return type.startsWith('data.') ? dataSources(type.slice('data.'.length)) : resources(type);
}

function problemsOf([argument, wanted, why, when]: ValueRow, place: Resource, context: RuleContext): readonly string[] {
  const steps = argument.split('.');
  const [root = ''] = argument.split(/[.?]/);
  // What the provider filled in is neither asked for nor forgotten.
  if (isFilledIn(place, root)) return [];
  const name = steps.at(-1) ?? '';
  const blocks = steps
    .slice(0, -1)
    .reduce((outer, step) => outer.flatMap((one) => inner(one, step)), [Block.of(place)]);
  const path = argument.replaceAll('?', '');
  return [
    ...new Set(
      blocks
        .filter((block) => when?.(block, place, context) ?? true)
        .flatMap((block) => (isRight(block, name, wanted) ? [] : sentence(path, wanted, block.show(name), why))),
    ),
  ];
}

function sentence(path: string, { words }: Wanted, found: string, why: string): string {
  return words === 'given'
    ? `${path} must be given, got nothing: ${why}`
    : `${path} must be ${words}, got ${found}: ${why}`;
}

/** Blocks of a name; one without arguments where it is missing, so that its arguments count as missing. */
function inner(block: Block, step: string): readonly Block[] {
  const name = step.replace('?', '');
  const found = block.blocks(name);
  if (found.length > 0 || step.endsWith('?')) return found;
  return [block.block(name)];
}

function isRight(block: Block, name: string, wanted: Wanted): boolean {
  if (wanted.words === 'given') return block.has(name);
  if (!block.has(name)) return wanted.orNothing;
  if (wanted.words === 'left out') return false;
  return block.isUnknown(name) || wanted.holds(block.raw(name) as Json);
}
