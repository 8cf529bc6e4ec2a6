import type { Change, DiagramEdge, DiagramGroup, DiagramNode } from '../model.ts';
import { CHANGE_STYLES } from '../part-kinds.ts';
import { wrapped } from '../words.ts';
import { textWidth } from './text-width.ts';

/** A line of text with its look. */
export interface Line {
  readonly text: string;
  readonly size: number;
  readonly weight: 'regular' | 'bold';
}

/** A box with lines of text in it: what the layout needs to know, and the painter draws. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Width of the coloured stripe of a card. */
export const STRIPE = 26;
/** Space between the edge of a box and its text. */
export const PADDING = 9;
/** Height of a line, for each pixel of font size. */
export const LEADING = 1.32;

const NAME_SIZE = 13;
const FACT_SIZE = 11;
const LABEL_SIZE = 11;
const SMALLEST_CARD = 120;

/** Space that each node takes, by id. Cards of one group are equally wide, so that they stand in columns. */
export function cardBoxes(nodes: readonly DiagramNode[]): ReadonlyMap<string, Box> {
  const widths = new Map<string | undefined, number>();
  for (const node of nodes) widths.set(node.group, Math.max(widths.get(node.group) ?? SMALLEST_CARD, cardWidth(node)));
  return new Map(
    nodes.map((node) => {
      const lines = titled(node);
      const width = widths.get(node.group) ?? cardWidth(node);
      return [node.id, { width, height: Math.ceil(2 * PADDING - 2 + heightOf(lines)), lines }];
    }),
  );
}

function cardWidth(node: DiagramNode): number {
  return Math.ceil(STRIPE + 2 * PADDING + widest(titled(node)));
}

/** Space that the heading of a group takes. */
export function headingBox(group: DiagramGroup): Box {
  const lines = titled(group);
  return { width: Math.ceil(widest(lines) + 2 * PADDING), height: Math.ceil(heightOf(lines) + PADDING), lines };
}

/** Space that the text beside an edge takes; undefined when there is none. */
export function labelBox({ label, change }: DiagramEdge): Box | undefined {
  if (label.length === 0) return undefined;
  const lines = label.map((text, index): Line => {
    return { text: index === 0 ? signed(text, change) : text, size: LABEL_SIZE, weight: 'regular' };
  });
  return { width: Math.ceil(widest(lines) + 8), height: Math.ceil(heightOf(lines) + 4), lines };
}

/** Most letters in a line of details, so that many of them make a card and not a ribbon. */
const DETAIL_WIDTH = 42;

function titled(part: DiagramNode | DiagramGroup): Line[] {
  const heading: Line = { text: signed(fullName(part), part.change), size: NAME_SIZE, weight: 'bold' };
  return [heading, ...linesOf(part).map((text): Line => ({ text, size: FACT_SIZE, weight: 'regular' }))];
}

/** What a card says below its name, in lines. */
export function linesOf(part: DiagramNode | DiagramGroup): string[] {
  return [...part.facts, ...wrapped(hostNamesOf(part), DETAIL_WIDTH), ...wrapped(detailsOf(part), DETAIL_WIDTH)];
}

function hostNamesOf(part: DiagramNode | DiagramGroup): readonly string[] {
  return 'hostNames' in part ? (part.hostNames ?? []) : [];
}

function detailsOf(part: DiagramNode | DiagramGroup): readonly string[] {
  return 'details' in part ? (part.details ?? []) : [];
}

/** Name with address. */
export function fullName({ name, address }: DiagramNode | DiagramGroup): string {
  return address === undefined ? name : `${name} ${address}`;
}

/** Colour alone must not carry a meaning, so a change also has a sign. */
function signed(text: string, change: Change | undefined): string {
  return change === undefined ? text : `${CHANGE_STYLES[change].sign} ${text}`;
}

function widest(lines: readonly Line[]): number {
  return Math.max(...lines.map(({ text, size, weight }) => textWidth(text, size, weight)));
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { size }) => sum + size * LEADING, 0);
}

/** Everything that a card says below its name, a text each. */
export function textsOf(part: DiagramNode | DiagramGroup): string[] {
  return [...part.facts, ...hostNamesOf(part), ...detailsOf(part)];
}
