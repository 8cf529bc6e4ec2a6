import type { Arrangement, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { type Box, headingBox } from './boxes.ts';

/** Where something lies, from the left and the top, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A card, or a frame with what is in it. */
type Item = { readonly node: DiagramNode; readonly size: Size } | Container;

interface Container {
  /** @default - the picture itself */
  readonly group?: DiagramGroup;
  readonly arrange: Arrangement;
  readonly items: readonly Item[];
  readonly size: Size;
  /** Heights of the items, from the top; given where they have to match those of containers beside this one. */
  readonly heights?: readonly number[];
}

const GAP = 22;
const MARGIN = 14;

/**
 * Places a picture of boxes in boxes: rows, columns and grids, as the model asks for.
 *
 * Graphviz places what edges join. A picture whose meaning is containment has its order from the model instead, so that
 * zones stay in their order and tiers stay at one height in every zone.
 */
export function nest(model: DiagramModel, boxes: ReadonlyMap<string, Box>) {
  const root = containerOf(model, boxes, undefined, model.nested ?? 'down');
  const places = { nodes: new Map<string, Place>(), groups: new Map<string, Place>() };
  put(root, { x: 0, y: 0, ...root.size }, places);
  return { ...root.size, ...places };
}

function containerOf(
  model: DiagramModel,
  boxes: ReadonlyMap<string, Box>,
  group: DiagramGroup | undefined,
  arrange: Arrangement,
): Container {
  const cards = model.nodes
    .filter((node) => node.group === group?.id)
    .map((node): Item => ({ node, size: boxes.get(node.id) ?? { width: 0, height: 0 } }));
  const inner = model.groups
    .filter((other) => other.parent === group?.id)
    .map((other) => containerOf(model, boxes, other, other.arrange ?? 'down'));
  const items = [...cards, ...(arrange === 'right' ? levelled(inner) : inner)];
  return { group, arrange, items, size: outer(group, contentSize(items, arrange)) };
}

/** Makes columns beside each other match, row by row. */
function levelled(columns: readonly Container[]): Container[] {
  if (columns.some(({ arrange }) => arrange !== 'down')) return [...columns];
  const rows = Math.max(...columns.map(({ items }) => items.length));
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(...columns.map(({ items }) => items[row]?.size.height ?? 0)),
  );
  return columns.map((column) => {
    const own = heights.slice(0, column.items.length);
    const height = own.reduce((sum, one) => sum + one, GAP * Math.max(0, own.length - 1));
    return { ...column, heights: own, size: outer(column.group, { ...contentSize(column.items, 'down'), height }) };
  });
}

function contentSize(items: readonly Item[], arrange: Arrangement): Size {
  if (items.length === 0) return { width: 0, height: 0 };
  const rows = rowsOf(items, arrange);
  const column = Math.max(...items.map(({ size }) => size.width));
  const widthOf = (row: readonly Item[]) =>
    arrange === 'right'
      ? row.reduce((sum, { size }) => sum + size.width, GAP * (row.length - 1))
      : row.length * column + GAP * (row.length - 1);
  return {
    width: Math.max(...rows.map(widthOf)),
    height: rows.reduce((sum, row) => sum + rowHeight(row), GAP * (rows.length - 1)),
  };
}

function rowsOf(items: readonly Item[], arrange: Arrangement): (readonly Item[])[] {
  if (arrange === 'right') return [items];
  const columns = arrange === 'down' ? 1 : arrange.columns;
  const rows: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += columns) rows.push(items.slice(start, start + columns));
  return rows;
}

function rowHeight(row: readonly Item[]): number {
  return Math.max(...row.map(({ size }) => size.height));
}

/** Size with frame and heading. */
function outer(group: DiagramGroup | undefined, { width, height }: Size): Size {
  if (group === undefined || group.frameless === true) return { width, height };
  const heading = headingBox(group);
  return {
    width: Math.max(width, heading.width) + 2 * MARGIN,
    height: height + heading.height + 2 * MARGIN,
  };
}

interface Places {
  readonly nodes: Map<string, Place>;
  readonly groups: Map<string, Place>;
}

function put(item: Item, place: Place, places: Places): void {
  if ('node' in item) {
    places.nodes.set(item.node.id, place);
    return;
  }
  const { group } = item;
  if (group !== undefined) places.groups.set(group.id, place);
  const framed = group !== undefined && group.frameless !== true;
  const margin = framed ? MARGIN : 0;
  const top = framed ? headingBox(group).height : 0;
  const area: Place = {
    x: place.x + margin,
    y: place.y + margin + top,
    width: place.width - 2 * margin,
    height: place.height - 2 * margin - top,
  };
  if (item.arrange === 'right') putBeside(item, area, places);
  else putBelow(item, area, places);
}

/** Frames beside each other take the whole height, and share what width is left. */
function putBeside({ items, size: _, ...container }: Container, area: Place, places: Places): void {
  const taken = contentSize(items, container.arrange).width;
  const frames = items.filter((item) => !('node' in item)).length;
  const extra = frames === 0 ? 0 : (area.width - taken) / frames;
  let { x } = area;
  for (const item of items) {
    const isCard = 'node' in item;
    const width = item.size.width + (isCard ? 0 : extra);
    put(item, { x, y: area.y, width, height: isCard ? item.size.height : area.height }, places);
    x += width + GAP;
  }
}

/** Rows below each other. Frames fill the width; a lone card over a frame stands in the middle. */
function putBelow({ items, arrange, heights }: Container, area: Place, places: Places): void {
  const rows = rowsOf(items, arrange);
  const column = Math.max(...items.map(({ size }) => size.width));
  const hasFrames = items.some((item) => !('node' in item));
  let { y } = area;
  for (const [index, row] of rows.entries()) {
    const height = heights?.[index] ?? rowHeight(row);
    const isLast = index === rows.length - 1;
    for (const [at, item] of row.entries()) {
      const isCard = 'node' in item;
      const alone = arrange === 'down';
      const width = !isCard || (alone && !hasFrames) ? (alone ? area.width : column) : alone ? item.size.width : column;
      const x = alone && isCard && hasFrames ? area.x + (area.width - width) / 2 : area.x + at * (column + GAP);
      const full = !isCard && isLast && heights === undefined ? area.y + area.height - y : height;
      const tall = isCard && heights === undefined && arrange === 'down' ? item.size.height : full;
      put(item, { x, y, width, height: isCard && arrange !== 'down' ? height : tall }, places);
    }
    y += height + GAP;
  }
}
