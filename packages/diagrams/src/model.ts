import type { PartKind } from './part-kinds.ts';

/** What a diagram shows; in the order in which a newcomer should read them. */
export const DIAGRAM_KINDS = [
  'estate',
  'network',
  'traffic',
  'clusters',
  'telemetry',
  'data-flow',
  'reachability',
  'previews',
  'stacks',
] as const;

export type DiagramKind = (typeof DIAGRAM_KINDS)[number];

/** A picture as data: what is in it, not where it lies. Equal estates give equal models. */
export interface DiagramModel {
  readonly kind: DiagramKind;
  /** Heading, as in `Network of indonesia/production`. */
  readonly title: string;
  /** What the heading leaves out, as in account and region. */
  readonly subtitle: string;
  /** What the picture says, for those who cannot see it. */
  readonly description: string;
  /** Where edges lead to; where the model places cards itself, this is for Mermaid alone. */
  readonly direction: 'down' | 'right' | 'up';
  /** Outer groups before inner ones. */
  readonly groups: readonly DiagramGroup[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  /** How boxes in boxes are placed. @default - cards are placed by the edges between them */
  readonly nested?: Arrangement;
  /** What else the reader has to know, a sentence each. */
  readonly notes: readonly string[];
  /** What a comparison compares. @default - one estate alone */
  readonly compared?: { readonly before: string; readonly after: string };
}

/** Below each other, beside each other, or in rows of so many. */
export type Arrangement = 'down' | 'right' | { readonly columns: number };

/** A frame around nodes, as in a zone or an account. */
export interface DiagramGroup {
  /** The same in every environment, so that two can be compared. */
  readonly id: string;
  readonly kind: PartKind;
  readonly name: string;
  /** Number or address after the name. It differs between environments by design, so it is not compared. @default - none */
  readonly address?: string;
  readonly facts: readonly string[];
  /** Id of the group around it. @default - none */
  readonly parent?: string;
  /** How its contents are placed, where the model places them. @default 'down' */
  readonly arrange?: Arrangement;
  /** Whether it only keeps things together and is not drawn. @default false */
  readonly frameless?: boolean;
  /** What a comparison found. @default - unchanged */
  readonly change?: Change;
}

/** One card. */
export interface DiagramNode {
  /** The same in every environment, so that two can be compared. */
  readonly id: string;
  readonly kind: PartKind;
  /** Name as people say it, as in `MySQL main`. */
  readonly name: string;
  /** Address after the name. It differs between environments by design, so it is not compared. @default - none */
  readonly address?: string;
  /** Key facts, a line each, as in `db.m5.4xlarge, Multi-AZ`. */
  readonly facts: readonly string[];
  /** Host names, which run on in lines. They differ between environments by design, so they are not compared. @default - none */
  readonly hostNames?: readonly string[];
  /** Further facts, which run on in lines. @default - none */
  readonly details?: readonly string[];
  /** Id of the group that it lies in. @default - none */
  readonly group?: string;
  /** What a comparison found. @default - unchanged */
  readonly change?: Change;
}

/** An arrow between two nodes. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** Lines of text beside it. */
  readonly label: readonly string[];
  /** `faint` follows from other edges, `dashed` is only half there; what that means stands in the legend. */
  readonly line: 'solid' | 'dashed' | 'faint';
  /** Whether it plays no part in where cards lie, as an arrow against the direction of all others. @default false */
  readonly isAside?: boolean;
  /** What a dashed or faint line means here, for the legend. @default - nothing to explain */
  readonly meaning?: string;
  /** What a comparison found. @default - unchanged */
  readonly change?: Change;
}

/** What differs between two estates: `added` is in the second only. */
export type Change = 'added' | 'removed' | 'changed';
