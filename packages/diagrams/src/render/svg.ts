import type { Change, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { CHANGE_STYLES, PART_KINDS } from '../part-kinds.ts';
import {
  type Box,
  cardBoxes,
  fullName,
  headingBox,
  LEADING,
  type Line,
  labelBox,
  PADDING,
  STRIPE,
  textsOf,
} from './boxes.ts';
import { type Layout, layOut, type PlacedEdge, type Point } from './layout.ts';
import { drawLegend, legendEntries } from './legend.ts';
import { element, escaped, text } from './markup.ts';
import type { Place } from './nest.ts';
import { FONT_FAMILY, textWidth } from './text-width.ts';

const MARGIN = 28;
const INK = '#1c2430';
const QUIET_INK = '#445064';
/** Look of what is the same on both sides of a comparison. */
const UNCHANGED = { colour: '#6b7686', ground: '#ffffff' };
const EDGE_INK = '#55627a';

/**
 * A diagram as SVG: the same bytes for the same model, with a title and a description for screen readers.
 *
 * It names no font file and loads nothing, so it looks the same in browsers, in Markdown and in print.
 */
export async function renderSvg(model: DiagramModel): Promise<string> {
  const layout = await layOut(model);
  const boxes = cardBoxes(model.nodes);
  const heading = drawHeading(model);
  const entries = legendEntries(model);
  const inner = Math.max(layout.width, heading.width, 640);
  const legend = drawLegend(entries, inner);
  const width = Math.ceil(inner + 2 * MARGIN);
  const bottom = MARGIN + heading.height + layout.height + 18;
  const height = Math.ceil(bottom + legend.height + MARGIN / 2);
  const id = slug(model.title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT_FAMILY}">`,
    `<title id="${id}-title">${escaped(model.title)}</title>`,
    `<desc id="${id}-desc">${escaped(model.description)}</desc>`,
    element('rect', { width, height, fill: '#ffffff' }),
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    heading.markup,
    `<g transform="translate(${Math.round((inner - layout.width) / 2)} ${heading.height})">`,
    ...model.groups.map((group) => drawGroup(group, layout)),
    ...layout.edges.map(drawEdge),
    ...model.groups.map((group) => drawGroupHeading(group, layout)),
    ...model.nodes.map((node) => drawNode(node, layout, boxes.get(node.id)?.lines ?? [], model.compared !== undefined)),
    ...layout.edges.map(drawLabel),
    '</g>',
    '</g>',
    `<g transform="translate(${MARGIN} ${bottom})">`,
    legend.markup,
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** Letters, digits and dashes, for ids and names of files. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function drawHeading({ title, subtitle, notes }: DiagramModel): {
  readonly markup: string;
  readonly width: number;
  readonly height: number;
} {
  const lines = [subtitle, ...notes].filter((line) => line !== '');
  const markup = [
    text(title, { x: 0, y: 20, size: 22, weight: 'bold', fill: INK }),
    ...lines.map((line, index) => text(line, { x: 0, y: 42 + index * 18, size: 13, fill: QUIET_INK })),
  ].join('\n');
  const width = Math.max(textWidth(title, 22, 'bold'), ...lines.map((line) => textWidth(line, 13)));
  return { markup, width, height: 42 + lines.length * 18 };
}

function drawGroup(group: DiagramGroup, layout: Layout): string {
  const place = layout.groups.get(group.id);
  if (place === undefined || group.frameless === true) return '';
  const { colour, ground } = look(group);
  return element('rect', {
    ...place,
    rx: 8,
    fill: ground,
    stroke: colour,
    'stroke-width': group.change === undefined ? 1 : 2,
    ...(group.change === 'removed' ? { 'stroke-dasharray': '6 4' } : {}),
  });
}

/** Headings lie over the edges, with a seam in the colour of the ground, so that a line never strikes one through. */
function drawGroupHeading(group: DiagramGroup, layout: Layout): string {
  const place = layout.groups.get(group.id);
  if (place === undefined || group.frameless === true) return '';
  const { colour, ground } = look(group);
  return drawLines(headingBox(group).lines, place.x + PADDING + 4, place.y + PADDING + 2, colour, ground).join('\n');
}

function drawNode(node: DiagramNode, layout: Layout, lines: readonly Line[], compared: boolean): string {
  const place = layout.nodes.get(node.id);
  if (place === undefined) return '';
  const plain = compared && node.change === undefined;
  const { colour, ground } = plain ? UNCHANGED : look(node);
  const kind = PART_KINDS[node.kind];
  const { x, y, width, height } = place;
  return [
    '<g>',
    `<title>${escaped([fullName(node), ...textsOf(node)].join(', '))}</title>`,
    element('rect', {
      x,
      y,
      width,
      height,
      rx: 5,
      fill: node.change === undefined ? '#ffffff' : ground,
      stroke: colour,
      'stroke-width': node.change === undefined ? 1 : 2.5,
      ...(node.change === 'removed' ? { 'stroke-dasharray': '6 4' } : {}),
    }),
    element('path', { d: stripe(place), fill: colour }),
    `<path transform="translate(${round(x + (STRIPE - 16) / 2)} ${round(y + (height - 16) / 2)})" d="${kind.glyph}" fill="none" stroke="#ffffff" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>`,
    ...drawLines(lines, x + STRIPE + PADDING, y + PADDING - 1, plain ? QUIET_INK : INK),
    '</g>',
  ].join('\n');
}

/** The left end of a card, with its two round corners. */
function stripe({ x, y, height }: Place): string {
  return `M${x + STRIPE} ${y}h-${STRIPE - 5}a5 5 0 0 0 -5 5v${round(height - 10)}a5 5 0 0 0 5 5h${STRIPE - 5}z`;
}

function drawLines(lines: readonly Line[], x: number, top: number, headingInk: string, seam?: string): string[] {
  let y = top;
  return lines.map(({ text: line, size, weight }, index) => {
    const baseline = round(y + size);
    y += size * LEADING;
    return text(line, { x: round(x), y: baseline, size, weight, fill: index === 0 ? headingInk : QUIET_INK, seam });
  });
}

function drawEdge({ edge, curve }: PlacedEdge): string {
  const [start, ...rest] = curve;
  const end = curve.at(-1);
  const before = curve.findLast((point) => end !== undefined && distance(point, end) > 1);
  if (start === undefined || end === undefined || before === undefined) return '';
  const colour = edgeColour(edge.change, edge.line);
  const path = element('path', {
    d: `M${start.join(' ')}C${rest.map((point) => point.join(' ')).join(' ')}`,
    fill: 'none',
    stroke: colour,
    'stroke-width': edge.change === undefined ? (edge.line === 'faint' ? 1 : 1.5) : 2.5,
    ...(edge.line === 'dashed' || edge.change === 'removed' ? { 'stroke-dasharray': '5 4' } : {}),
  });
  return `${path}\n${element('path', { d: arrow(before, end), fill: colour })}`;
}

function edgeColour(change: Change | undefined, line: PlacedEdge['edge']['line']): string {
  if (change !== undefined) return CHANGE_STYLES[change].colour;
  return line === 'faint' ? '#a3adbd' : EDGE_INK;
}

/** The head of an arrow that ends at a point. */
function arrow(from: Point, [x, y]: Point): string {
  const angle = Math.atan2(y - from[1], x - from[0]);
  const corner = (side: number): string => {
    const turned = angle + side * 0.42;
    return `${round(x - 9 * Math.cos(turned))} ${round(y - 9 * Math.sin(turned))}`;
  };
  return `M${x} ${y}L${corner(1)}L${corner(-1)}z`;
}

function drawLabel({ edge, label }: PlacedEdge): string {
  const box = labelBox(edge);
  if (box === undefined || label === undefined) return '';
  const y = label[1] - box.height / 2;
  const ink = edge.change === undefined ? QUIET_INK : CHANGE_STYLES[edge.change].colour;
  return labelLines(box, label, y, ink).join('\n');
}

function labelLines({ lines }: Box, [centre]: Point, top: number, ink: string): string[] {
  let y = top + 1;
  return lines.map(({ text: line, size }) => {
    const baseline = round(y + size);
    y += size * LEADING;
    return text(line, { x: round(centre - textWidth(line, size) / 2), y: baseline, size, fill: ink, seam: '#ffffff' });
  });
}

function look({ kind, change }: DiagramNode | DiagramGroup): { readonly colour: string; readonly ground: string } {
  return change === undefined ? PART_KINDS[kind] : CHANGE_STYLES[change];
}

function distance([x1, y1]: Point, [x2, y2]: Point): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
