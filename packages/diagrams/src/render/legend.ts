import type { Change, DiagramModel } from '../model.ts';
import { CHANGE_STYLES, PART_KINDS, type PartKind } from '../part-kinds.ts';
import { element, text } from './markup.ts';
import { textWidth } from './text-width.ts';

/** One line of the legend: what a colour, a sign or a line means. */
export type LegendEntry =
  | { readonly of: 'kind'; readonly kind: PartKind; readonly label: string; readonly plain: boolean }
  | { readonly of: 'line'; readonly line: 'dashed' | 'faint'; readonly label: string }
  | { readonly of: 'change'; readonly change: Change; readonly label: string };

/** What the legend has to explain: nothing that is not in the picture. */
export function legendEntries({ nodes, edges, groups, compared }: DiagramModel): LegendEntry[] {
  const used = new Set(nodes.map(({ kind }) => kind));
  const kinds = Object.entries(PART_KINDS).flatMap(([kind, { label }]): LegendEntry[] =>
    used.has(kind as PartKind) ? [{ of: 'kind', kind: kind as PartKind, label, plain: compared !== undefined }] : [],
  );
  const meanings = new Map(edges.flatMap(({ line, meaning }) => (meaning === undefined ? [] : [[meaning, line]])));
  const lines = [...meanings].sort().flatMap(([label, line]): LegendEntry[] => {
    return line === 'dashed' || line === 'faint' ? [{ of: 'line', line, label }] : [];
  });
  if (compared === undefined) return [...kinds, ...lines];
  const changes = new Set([...nodes, ...edges, ...groups].map(({ change }) => change));
  const texts = { added: `only in ${compared.after}`, removed: `only in ${compared.before}`, changed: 'differs' };
  return [
    ...(['added', 'removed', 'changed'] as const).flatMap((change): LegendEntry[] =>
      changes.has(change) ? [{ of: 'change', change, label: texts[change] }] : [],
    ),
    ...kinds,
    ...lines,
  ];
}

const ROW = 24;
const SIZE = 12;

/** Draws entries in rows that fit a width. */
export function drawLegend(
  entries: readonly LegendEntry[],
  width: number,
): { readonly markup: string; readonly height: number } {
  let [x, y] = [0, 24];
  const parts = entries.map((entry) => {
    const taken = 26 + textWidth(entry.label, SIZE) + 22;
    if (x > 0 && x + taken > width) [x, y] = [0, y + ROW];
    const markup = `<g transform="translate(${Math.round(x * 10) / 10} ${y})">${sample(entry)}${text(entry.label, { x: 26, y: 13, size: SIZE, fill: '#445064' })}</g>`;
    x += taken;
    return markup;
  });
  const rule = element('path', { d: `M0 6H${width}`, stroke: '#d5dae2', 'stroke-width': 1 });
  return { markup: [rule, ...parts].join('\n'), height: y + ROW };
}

function sample(entry: LegendEntry): string {
  if (entry.of === 'line') {
    const dashes: Record<string, string> = entry.line === 'dashed' ? { 'stroke-dasharray': '5 4' } : {};
    const stroke = entry.line === 'dashed' ? '#55627a' : '#a3adbd';
    return element('path', { d: 'M0 9H20', stroke, 'stroke-width': 1.5, ...dashes });
  }
  if (entry.of === 'change') {
    const { colour, sign } = CHANGE_STYLES[entry.change];
    const dashes: Record<string, string> = entry.change === 'removed' ? { 'stroke-dasharray': '4 3' } : {};
    const frame = { x: 1, y: 1, width: 18, height: 16, rx: 3, fill: '#ffffff', stroke: colour, 'stroke-width': 2 };
    const mark = text(sign, { x: 6, y: 13, size: SIZE, weight: 'bold', fill: colour });
    return `${element('rect', { ...frame, ...dashes })}${mark}`;
  }
  const { glyph } = PART_KINDS[entry.kind];
  const colour = entry.plain ? '#6b7686' : PART_KINDS[entry.kind].colour;
  const card = element('rect', { x: 0, y: 0, width: 18, height: 18, rx: 3, fill: colour });
  return `${card}<path transform="translate(3 3) scale(.75)" d="${glyph}" fill="none" stroke="#ffffff" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
}
