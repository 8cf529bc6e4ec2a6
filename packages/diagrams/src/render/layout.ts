import { type Graph, instance, type Subgraph } from '@viz-js/viz';
import type { DiagramEdge, DiagramGroup, DiagramModel } from '../model.ts';
import { type Box, cardBoxes, headingBox, labelBox } from './boxes.ts';
import { type Place, stretched } from './stretched.ts';

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

let graphviz: ReturnType<typeof instance> | undefined;

/** Compiling the WebAssembly takes most of the time of a picture, so it is done once. */
function loadGraphviz(): ReturnType<typeof instance> {
  graphviz ??= instance();
  return graphviz;
}

/** Lets Graphviz place everything. It gets sizes, never text, so fonts play no part. */
export async function layOut(model: DiagramModel): Promise<Layout> {
  const viz = await loadGraphviz();
  const drawn = viz.renderJSON(toGraph(model), { engine: 'dot' }) as Drawn;
  const [, , width = 0, height = 0] = numbers(drawn.bb);
  const flip = ([x, y]: Point): Point => [rounded(x), rounded(height - y)];
  const objects = new Map((drawn.objects ?? []).map((object) => [object.name, object]));
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: new Map(model.nodes.map(({ id }, index) => [id, nodePlace(objects.get(`n${index}`), flip)])),
    groups: stretched(
      model.groups,
      new Map(model.groups.map(({ id }, index) => [id, groupPlace(objects.get(`cluster_${index}`), flip)])),
    ),
    edges: (drawn.edges ?? []).flatMap(({ pos, lp, id }) => {
      const edge = model.edges[Number(id)];
      if (id === undefined || id === '' || edge === undefined || pos === undefined) return [];
      const curve = points(pos).map(flip);
      const label = lp === undefined ? undefined : flip(points(lp)[0] ?? [0, 0]);
      return [{ edge, curve: edge.against === true ? curve.reverse() : curve, label }];
    }),
  };
}

/** What Graphviz prints as JSON, as far as it is read here. */
interface Drawn {
  readonly bb: string;
  readonly objects?: readonly DrawnObject[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string; readonly lp?: string }[];
}

interface DrawnObject {
  readonly name: string;
  readonly pos?: string;
  readonly width?: string;
  readonly height?: string;
  readonly bb?: string;
}

function toGraph(model: DiagramModel): Graph {
  const nodeNames = new Map(model.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodeName = (id: string) => {
    const name = nodeNames.get(id);
    if (name === undefined) throw new Error(`edge or chain of ${model.title} names no node: ${id}`);
    return name;
  };
  const boxes = cardBoxes(model.nodes);
  const chains = model.chains.flatMap((chain) =>
    chain.slice(1).map((id, index) => ({
      tail: nodeName(chain[index] ?? id),
      head: nodeName(id),
      attributes: { style: 'invis', weight: 100 },
    })),
  );
  const rows = model.rows.flatMap((row) =>
    row.slice(1).map((id, index) => ({
      tail: nodeName(row[index] ?? id),
      head: nodeName(id),
      attributes: { style: 'invis', weight: 0, minlen: 0 },
    })),
  );
  const edges = model.edges.map((edge, index) => {
    const ends = [nodeName(edge.from), nodeName(edge.to)] as const;
    const [tail, head] = edge.against === true ? [ends[1], ends[0]] : ends;
    const weight = edge.against === true ? 0 : 1;
    return { tail, head, attributes: { id: String(index), arrowhead: 'none', weight, ...spaceFor(labelBox(edge)) } };
  });
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
    edges: [...chains, ...rows, ...edges],
  };
}

/** Nodes and groups directly inside a group; with undefined, those inside none. */
function contents(
  model: DiagramModel,
  boxes: ReadonlyMap<string, Box>,
  parent: string | undefined,
): Pick<Subgraph, 'nodes' | 'subgraphs'> {
  return {
    nodes: model.nodes.flatMap((node, index) => {
      if (node.group !== parent) return [];
      const { width, height } = boxes.get(node.id) ?? { width: 0, height: 0 };
      return [{ name: `n${index}`, attributes: { width: width / POINTS_PER_INCH, height: height / POINTS_PER_INCH } }];
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
