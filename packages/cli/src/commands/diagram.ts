import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { environmentIds } from '@smile/apps';
import { closest } from '@smile/core';
import {
  DIAGRAM_KINDS,
  type DiagramKind,
  type DiagramModel,
  hasSomethingToShow,
  renderMermaid,
  renderSvg,
} from '@smile/diagrams';
import type { Inventory } from '@smile/inventory';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { comparisonOf, overviewPicture, type Picture, pictureOf } from '../diagrams/pictures.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { writableFolder } from '../writable-folder.ts';

export interface DiagramCommandOptions {
  /** Kinds to draw. @default - all */
  readonly kind?: readonly string[];
  readonly format: 'svg' | 'mermaid';
  /** Folder to write to. @default - `reports/diagrams` in the repository */
  readonly out?: string;
  /** Words for two environments. @default - nothing is compared */
  readonly compare?: readonly string[];
  readonly json?: boolean;
}

/** `smile diagram`: draws environments, or what differs between two. */
export async function diagram(words: readonly string[], options: DiagramCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const kinds = kindsFor(options.kind);
  const compared = comparedEnvironments(words, options.compare);
  const ids = compared ?? selectEnvironments(words);
  const inventory = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const drawn = compared === undefined ? each(inventory, ids, kinds) : both(inventory, compared, kinds);
  const pictures = options.kind === undefined ? drawn.filter(({ model }) => hasSomethingToShow(model)) : drawn;
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(pictures, null, 2)}\n`);
    return EXIT_CODES.done;
  }
  const folder = writableFolder(options.out ?? join(root, 'reports', 'diagrams'), '--out');
  for (const { name, model } of pictures) {
    const file = join(folder, `${name}.${options.format === 'svg' ? 'svg' : 'mmd'}`);
    writeFileSync(file, await render(model, options.format));
    process.stdout.write(`${relative(process.cwd(), file)}  ${model.title}\n`);
  }
  return EXIT_CODES.done;
}

/** Kinds that words on the command line mean, in the order in which people read them; all without words. */
function kindsFor(words: readonly string[] | undefined): readonly DiagramKind[] {
  if (words === undefined) return DIAGRAM_KINDS;
  const unknown = words.filter((word) => !DIAGRAM_KINDS.some((kind) => kind === word));
  if (unknown.length > 0) {
    throw CommandError.wrongUse(
      unknown.map((word) => {
        const guess = closest(word, DIAGRAM_KINDS);
        const remedy = guess === undefined ? 'write one of these' : `did you mean ${guess}?`;
        return `no diagram is called ${JSON.stringify(word)}, expected one of ${DIAGRAM_KINDS.join(', ')}; ${remedy}`;
      }),
    );
  }
  return DIAGRAM_KINDS.filter((kind) => words.includes(kind));
}

/** The two environments to compare, in the order given; undefined when nothing is compared. */
function comparedEnvironments(
  words: readonly string[],
  compare: readonly string[] | undefined,
): readonly [string, string] | undefined {
  if (compare === undefined) return undefined;
  if (words.length > 0) {
    throw CommandError.wrongUse([
      `--compare takes the place of environments, got ${words.join(', ')} besides it; leave these out`,
    ]);
  }
  const [before, after, ...more] = compare.flatMap((word) => selectEnvironments([word]));
  if (before === undefined || after === undefined || more.length > 0) {
    throw CommandError.wrongUse([
      `--compare needs two environments, got ${compare.join(', ')}; write two, as in --compare staging production`,
    ]);
  }
  if (before === after) {
    throw CommandError.wrongUse([`--compare needs two different environments, got ${before} twice; write another one`]);
  }
  return [before, after];
}

function each(inventory: Inventory, ids: readonly string[], kinds: readonly DiagramKind[]): Picture[] {
  const environments = ids.length === 0 ? environmentIds() : ids;
  // Several environments have their overview in one picture, not in one each.
  const together = environments.length > 1 && kinds.includes('estate');
  const single = together ? kinds.filter((kind) => kind !== 'estate') : kinds;
  const pictures = environments.flatMap((id) => single.map((kind) => pictureOf(inventory, id, kind)));
  return together ? [overviewPicture(inventory), ...pictures] : pictures;
}

function both(
  inventory: Inventory,
  [before, after]: readonly [string, string],
  kinds: readonly DiagramKind[],
): Picture[] {
  return kinds.map((kind) => comparisonOf(inventory, before, after, kind));
}

function render(model: DiagramModel, format: DiagramCommandOptions['format']): string | Promise<string> {
  return format === 'svg' ? renderSvg(model) : renderMermaid(model);
}
