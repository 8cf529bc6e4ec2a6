import { type Graph, instance, type Subgraph, type Viz } from '@viz-js/viz';
import type { DiagramEdge, DiagramGroup, DiagramModel } from '../model.ts';
import { type Box, cardBoxes, headingBox, labelBox } from './boxes.ts';
import { headingPlaces, pointsAlong, runsThrough } from './headings.ts';
import { around, labelPlace } from './label-place.ts';
import { nest, type Place } from './nest.ts';

/** A model with a place for everything in it. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Place>;
  readonly groups: ReadonlyMap<string, Place>;
  readonly edges: readonly PlacedEdge[];
}

export interface PlacedEdge {
  readonly edge: DiagramEdge;
  /** A Bézier curve from the start to the end of the edge: first point, then three for each part. */
  readonly curve: readonly Point[];
  /** Middle of the text. @default - there is no text */
  readonly label?: Point;
}

export type Point = readonly [x: number, y: number];

/** Graphviz counts in points for positions, but in inches for sizes. */
const POINTS_PER_INCH = 72;

let graphviz: Promise<Viz> | undefined;

/** Compiling the WebAssembly takes most of the time of a picture, so it is done once. */
function loadGraphviz(): Promise<Viz> {
  graphviz ??= instance();
  return graphviz;
}

/** Places everything. Graphviz gets sizes, never text, so fonts play no part. */
export async function layOut(model: DiagramModel): Promise<Layout> {
  const viz = await loadGraphviz();
  return model.nested === undefined ? flow(viz, model) : nested(viz, model);
}

/** Graphviz places cards by the edges between them. */
function flow(viz: Viz, model: DiagramModel): Layout {
  const boxes = cardBoxes(model.nodes);
  const drawn = viz.renderJSON(flowGraph(model, boxes), { engine: 'dot' }) as Drawn;
  const [, , width = 0, height = 0] = numbers(drawn.bb);
  const flip = ([x, y]: Point): Point => [rounded(x), rounded(height - y)];
  const objects = new Map((drawn.objects ?? []).map((object) => [object.name, object]));
  const layout = {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: new Map(model.nodes.map(({ id }, index) => [id, nodePlace(objects.get(`n${index}`), flip)])),
    groups: new Map(model.groups.map(({ id }, index) => [id, groupPlace(objects.get(`cluster_${index}`), flip)])),
  };
  return { ...layout, edges: clearOfHeadings(viz, model, layout, edgesOf(model, drawn, flip)) };
}

/** Leads edges around headings, which to Graphviz are part of the ground that frames lie on. */
function clearOfHeadings(
  viz: Viz,
  model: DiagramModel,
  { nodes, groups }: Pick<Layout, 'nodes' | 'groups'>,
  edges: readonly PlacedEdge[],
): PlacedEdge[] {
  const headings = headingPlaces(model, groups);
  const isStruck = ({ curve }: PlacedEdge) => headings.some((place) => runsThrough(curve, place));
  const struck = edges.filter(isStruck);
  if (struck.length === 0) return [...edges];
  const again = routed(viz, { ...model, edges: struck.map(({ edge }) => edge) }, nodes, headings);
  const better = new Map(again.filter((one) => !isStruck(one)).map((one) => [one.edge, one]));
  const kept = edges.filter(({ edge }) => !better.has(edge));
  const taken = [...nodes.values(), ...headings, ...kept.flatMap(labelAround)];
  for (const { edge, label: before } of struck) {
    const [one, box] = [better.get(edge), labelBox(edge)];
    if (one === undefined || box === undefined || before === undefined) continue;
    const label = labelPlace(pointsAlong(one.curve), box, before, taken);
    taken.push(around(label ?? before, box));
    // A heading with a line behind it can still be read; a label that covers another, or stands nowhere near its line, cannot.
    if (label === undefined) better.delete(edge);
    else better.set(edge, { ...one, label });
  }
  return edges.map((one) => better.get(one.edge) ?? one);
}

function labelAround({ edge, label }: PlacedEdge): Place[] {
  const box = labelBox(edge);
  return box === undefined || label === undefined ? [] : [around(label, box)];
}

/** Cards are placed by the model; Graphviz only leads the edges around them. */
function nested(viz: Viz, model: DiagramModel): Layout {
  const { width, height, nodes, groups } = nest(model, cardBoxes(model.nodes));
  const layout = { width: Math.ceil(width), height: Math.ceil(height), nodes, groups };
  return { ...layout, edges: model.edges.length === 0 ? [] : routed(viz, model, nodes, []) };
}

/** Edges of a model whose cards have their places, led around cards and other obstacles. */
function routed(
  viz: Viz,
  model: DiagramModel,
  nodes: ReadonlyMap<string, Place>,
  obstacles: readonly Place[],
): PlacedEdge[] {
  const drawn = viz.renderJSON(fixedGraph(model, nodes, obstacles), { engine: 'nop' }) as Drawn;
  // It moves the whole picture to its own origin; the first card tells how far.
  const [first] = model.nodes;
  const [atX, atY] = points(drawn.objects?.find(({ name }) => name === 'n0')?.pos ?? '')[0] ?? [0, 0];
  const place = nodes.get(first?.id ?? '');
  const [dx, dy] = place === undefined ? [0, 0] : [place.x + place.width / 2 - atX, place.y + place.height / 2 + atY];
  return edgesOf(model, drawn, ([x, y]) => [rounded(x + dx), rounded(dy - y)]);
}

/** What Graphviz prints as JSON, as far as it is read here. */
interface Drawn {
  readonly bb: string;
  readonly objects?: readonly DrawnObject[];
  readonly edges?: readonly { readonly id: string; readonly pos: string; readonly lp?: string }[];
}

interface DrawnObject {
  readonly name: string;
  readonly pos?: string;
  readonly width?: string;
  readonly height?: string;
  readonly bb?: string;
}

function flowGraph(model: DiagramModel, boxes: ReadonlyMap<string, Box>): Graph {
  return {
    directed: true,
    graphAttributes: {
      rankdir: model.direction === 'right' ? 'LR' : 'TB',
      nodesep: 0.3,
      ranksep: model.direction === 'right' ? 0.9 : 0.5,
      splines: 'true',
      remincross: true,
      label: '',
    },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    ...contents(model, boxes, undefined),
    edges: graphEdges(model),
  };
}

function fixedGraph(model: DiagramModel, places: ReadonlyMap<string, Place>, obstacles: readonly Place[]): Graph {
  const fixed = (name: string, { x, y, width, height }: Place) => {
    const pos = `${x + width / 2},${-(y + height / 2)}!`;
    return { name, attributes: { pos, ...inInches({ width, height }) } };
  };
  return {
    directed: true,
    graphAttributes: { splines: 'true', label: '' },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    nodes: [
      ...model.nodes.map(({ id }, index) => fixed(`n${index}`, places.get(id) ?? { x: 0, y: 0, width: 0, height: 0 })),
      ...obstacles.map((place, index) => fixed(`o${index}`, place)),
    ],
    edges: graphEdges(model),
  };
}

function graphEdges(model: DiagramModel): NonNullable<Graph['edges']> {
  const names = new Map(model.nodes.map(({ id }, index) => [id, `n${index}`]));
  return model.edges.map((edge, index) => {
    const [tail, head] = [names.get(edge.from), names.get(edge.to)];
    if (tail === undefined || head === undefined) {
      throw new Error(
        `an edge of ${JSON.stringify(model.title)} leads from ${edge.from} to ${edge.to}, one of which is no node`,
      );
    }
    return {
      tail,
      head,
      attributes: {
        id: String(index),
        arrowhead: 'none',
        constraint: edge.isAside !== true,
        ...spaceFor(labelBox(edge)),
      },
    };
  });
}

/** Nodes and groups directly inside a group; with undefined, those inside none. */
function contents(
  model: DiagramModel,
  boxes: ReadonlyMap<string, Box>,
  parent: string | undefined,
): Pick<Subgraph, 'nodes' | 'subgraphs'> {
  return {
    nodes: model.nodes.flatMap((node, index) => {
      const box = boxes.get(node.id);
      return node.group !== parent || box === undefined ? [] : [{ name: `n${index}`, attributes: inInches(box) }];
    }),
    subgraphs: model.groups.flatMap((group, index) =>
      group.parent === parent ? [cluster(model, boxes, group, index)] : [],
    ),
  };
}

function cluster(model: DiagramModel, boxes: ReadonlyMap<string, Box>, group: DiagramGroup, index: number): Subgraph {
  return {
    name: `cluster_${index}`,
    graphAttributes: { margin: 14, labeljust: 'l', ...spaceFor(headingBox(group)) },
    ...contents(model, boxes, group.id),
  };
}

/** An empty table of the size that the text will have: the one label whose size Graphviz does not guess. */
function spaceFor(box: Box | undefined): { readonly label?: { readonly html: string } } {
  if (box === undefined) return {};
  const size = `fixedsize="true" width="${box.width}" height="${box.height}"`;
  return { label: { html: `<table border="0" cellborder="0" cellspacing="0" ${size}><tr><td></td></tr></table>` } };
}

function inInches({ width, height }: { readonly width: number; readonly height: number }) {
  return { width: width / POINTS_PER_INCH, height: height / POINTS_PER_INCH };
}

function edgesOf(model: DiagramModel, { edges = [] }: Drawn, move: (point: Point) => Point): PlacedEdge[] {
  return edges.flatMap(({ pos, lp, id }) => {
    const edge = model.edges[Number(id)];
    if (edge === undefined) return [];
    const label = lp === undefined ? undefined : move(points(lp)[0] ?? [0, 0]);
    return [{ edge, curve: points(pos).map(move), label }];
  });
}

function nodePlace(object: DrawnObject | undefined, flip: (point: Point) => Point): Place {
  const [x, y] = flip(points(object?.pos ?? '')[0] ?? [0, 0]);
  const width = rounded(Number(object?.width) * POINTS_PER_INCH);
  const height = rounded(Number(object?.height) * POINTS_PER_INCH);
  return { x: rounded(x - width / 2), y: rounded(y - height / 2), width, height };
}

function groupPlace(object: DrawnObject | undefined, flip: (point: Point) => Point): Place {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(object?.bb ?? '');
  const [x, y] = flip([left, top]);
  return { x, y, width: rounded(right - left), height: rounded(top - bottom) };
}

function points(text: string): Point[] {
  return text
    .split(' ')
    .map(numbers)
    .flatMap(([x, y]) => (x === undefined || y === undefined ? [] : [[x, y] as const]));
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
