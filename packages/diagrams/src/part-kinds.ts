/** How a kind of part looks, and what the legend calls it. */
export interface PartKindStyle {
  /** Word in the legend. */
  readonly label: string;
  /** Colour of the stripe: dark enough for white signs on it. */
  readonly colour: string;
  /** Faint colour of a group's ground. */
  readonly ground: string;
  /** Sign in the stripe: path of a 16 by 16 picture, drawn as white lines. */
  readonly glyph: string;
}

const BOX = 'M2 4h12v8H2z';
const CYLINDER = 'M3 4c0-1.3 2.2-2 5-2s5 .7 5 2v8c0 1.3-2.2 2-5 2s-5-.7-5-2zM3 4c0 1.3 2.2 2 5 2s5-.7 5-2';
const BUCKET = 'M2.5 3.5h11L12 14H4zM2.5 3.5c0-1 11-1 11 0';
const SHIELD = 'M8 1.5l5.5 2v4c0 3.4-2.3 5.8-5.5 7-3.2-1.2-5.5-3.6-5.5-7v-4z';
const GLOBE = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13';
const SERVER = 'M2 2.5h12v4.5H2zM2 9h12v4.5H2zM4.5 4.8h.1M4.5 11.3h.1';
const HEXAGON = 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.2V4.7zM8 8l5.6-3.3M8 8v6.5M8 8L2.4 4.7';
const PODS = 'M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5H9z';
const LAYERS = 'M8 2l6.5 3L8 8 1.5 5zM1.5 8L8 11l6.5-3M1.5 11L8 14l6.5-3';
const QUEUE = 'M2 4h3v8H2zM6.5 4h3v8h-3zM11 4h3v8h-3z';
const FORK = 'M8 14V8M8 8L3 3M8 8l5-5M3 6V3h3M10 3h3v3';
const FUNNEL = 'M2 3h12l-4.5 5.5V13l-3 1V8.5z';
const KEY = 'M5 11.5a3.3 3.3 0 1 0 0-6.6a3.3 3.3 0 1 0 0 6.6zM8.3 8.2H14M12 8.2v3';

/**
 * Colours by kind, after Okabe and Ito, whose palette people with any colour vision can tell apart; darkened until white
 * signs on them have a contrast of at least 4.5 (WCAG 2.2, success criterion 1.4.3). Sign and word say the same.
 */
export const PART_KINDS = {
  external: { label: 'Outside AWS', colour: '#4a5464', ground: '#f3f4f6', glyph: GLOBE },
  account: { label: 'Account', colour: '#2f3a4a', ground: '#ffffff', glyph: BOX },
  stack: { label: 'Stack (one Terraform state)', colour: '#2f4b6e', ground: '#f2f5f9', glyph: LAYERS },
  vpc: { label: 'VPC', colour: '#1f6f54', ground: '#f5faf7', glyph: BOX },
  zone: { label: 'Availability zone', colour: '#4a5464', ground: '#ffffff', glyph: BOX },
  network: { label: 'Network', colour: '#00715a', ground: '#eef7f3', glyph: FORK },
  edge: { label: 'Edge', colour: '#a84300', ground: '#fdf4ee', glyph: GLOBE },
  loadBalancer: { label: 'Load balancing', colour: '#8a5a00', ground: '#fcf6e9', glyph: FUNNEL },
  kubernetes: { label: 'Kubernetes', colour: '#0064a8', ground: '#eef5fb', glyph: HEXAGON },
  namespace: { label: 'Namespace', colour: '#3f5878', ground: '#f7f9fc', glyph: BOX },
  pods: { label: 'Pods', colour: '#00687a', ground: '#edf6f8', glyph: PODS },
  compute: { label: 'Virtual machine', colour: '#6b4b00', ground: '#faf5e9', glyph: SERVER },
  database: { label: 'Database', colour: '#7a3f8f', ground: '#f7f0fa', glyph: CYLINDER },
  messaging: { label: 'Messaging', colour: '#a23a72', ground: '#fbf0f5', glyph: QUEUE },
  storage: { label: 'Object storage, images', colour: '#3d6b1f', ground: '#f3f8ee', glyph: BUCKET },
  security: { label: 'Security and audit', colour: '#8f2d2d', ground: '#fbf1f1', glyph: SHIELD },
  identity: { label: 'Identity and secrets', colour: '#5a5140', ground: '#f7f5f1', glyph: KEY },
} as const satisfies Record<string, PartKindStyle>;

export type PartKind = keyof typeof PART_KINDS;

/** How changes look in a comparison: colour, the sign before the name, and the word in the legend. */
export const CHANGE_STYLES = {
  added: { colour: '#00715a', ground: '#e3f4ee', sign: '+', label: 'only in' },
  removed: { colour: '#b03a00', ground: '#fdeee6', sign: '−', label: 'only in' },
  changed: { colour: '#0064a8', ground: '#e6f1fa', sign: '≠', label: 'differs' },
} as const;
