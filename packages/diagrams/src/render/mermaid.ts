import type { Change, DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { CHANGE_STYLES, PART_KINDS, type PartKind } from '../part-kinds.ts';
import { fullName, linesOf } from './boxes.ts';

const DIRECTIONS = { down: 'TB', right: 'LR', up: 'BT' } as const;

/** A diagram as a Mermaid flow chart, for Markdown. */
export function renderMermaid(model: DiagramModel): string {
  const names = new Map(model.nodes.map(({ id }, index) => [id, `n${index}`]));
  return `${[
    '---',
    `title: ${JSON.stringify(model.title)}`,
    '---',
    `flowchart ${DIRECTIONS[model.direction]}`,
    `  accTitle: ${oneLine(model.title)}`,
    `  accDescr: ${oneLine(model.description)}`,
    ...contents(model, undefined, '  '),
    ...model.edges.map((edge) => `  ${arrow(edge, names)}`),
    ...linkStyles(model.edges),
    ...frameStyles(model),
    ...classes(model),
  ].join('\n')}\n`;
}

function contents(model: DiagramModel, parent: string | undefined, indent: string): string[] {
  const nodes = model.nodes.flatMap((node, index) =>
    node.group === parent ? [`${indent}n${index}["${label(node)}"]:::${node.change ?? node.kind}`] : [],
  );
  const groups = model.groups.flatMap((group, index) => {
    if (group.parent !== parent) return [];
    if (group.frameless === true) return contents(model, group.id, indent);
    const heading = `${indent}subgraph g${index}["${label(group, ', ')}"]`;
    return [heading, ...contents(model, group.id, `${indent}  `), `${indent}end`];
  });
  return [...nodes, ...groups];
}

function arrow({ from, to, line, label: lines, change }: DiagramEdge, names: ReadonlyMap<string, string>): string {
  const shaft = line === 'solid' ? '-->' : '-.->';
  const sign = change === undefined ? '' : `${CHANGE_STYLES[change].sign} `;
  const text = lines.length === 0 && sign === '' ? '' : `|"${sign}${lines.map(quoted).join('<br/>')}"|`;
  return `${names.get(from)} ${shaft}${text} ${names.get(to)}`;
}

function linkStyles(edges: readonly DiagramEdge[]): string[] {
  return edges.flatMap(({ change }, index) =>
    change === undefined ? [] : [`  linkStyle ${index} stroke:${CHANGE_STYLES[change].colour},stroke-width:2px`],
  );
}

/** Mermaid's own frames are yellow. */
function frameStyles({ groups }: DiagramModel): string[] {
  return groups.flatMap(({ kind, change, frameless }, index) => {
    const { ground, colour } = change === undefined ? PART_KINDS[kind] : CHANGE_STYLES[change];
    return frameless === true ? [] : [`  style g${index} fill:${ground},stroke:${colour},color:#1c2430`];
  });
}

function classes({ nodes }: DiagramModel): string[] {
  const used = [...new Set(nodes.map(({ kind, change }): PartKind | Change => change ?? kind))].sort();
  return used.map((name) => {
    const { colour, ground } = name in CHANGE_STYLES ? CHANGE_STYLES[name as Change] : PART_KINDS[name as PartKind];
    return `  classDef ${name} fill:${ground},stroke:${colour},color:#1c2430`;
  });
}

function label(part: DiagramNode | DiagramGroup, separator = '<br/>'): string {
  const sign = part.change === undefined ? '' : `${CHANGE_STYLES[part.change].sign} `;
  return [`<b>${sign}${quoted(fullName(part))}</b>`, ...linesOf(part).map(quoted)].join(separator);
}

/** Mermaid's own escapes, since it reads labels as Markdown and HTML. */
function quoted(text: string): string {
  return oneLine(text).replace(/[#&<>"`|;[\]{}]/g, (character) => `#${character.codePointAt(0)};`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
