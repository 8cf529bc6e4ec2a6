/**
 * Widths of printable ASCII in thousandths of the font size, from the font metrics that Adobe publishes for Helvetica
 * (Core 14 AFM files). Arial, Liberation Sans and Nimbus Sans have the same. Graphviz in WebAssembly sees no fonts, and
 * what it guesses does not fit what browsers draw; so it never measures, it only gets sizes.
 */
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
  556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
  280, 389, 584,
];

/** Width of what the table does not have: as wide as the widest capitals, so that a card is rather too wide. */
const UNKNOWN = 1000;

/** Fonts with these widths, one of which every system has. */
export const FONT_FAMILY = 'Helvetica, Arial, Liberation Sans, Nimbus Sans, sans-serif';

/** How wide a line of text is drawn, in pixels. */
export function textWidth(text: string, size: number, weight: 'regular' | 'bold' = 'regular'): number {
  const widths = weight === 'bold' ? BOLD : REGULAR;
  let sum = 0;
  for (const character of text) sum += widths[(character.codePointAt(0) ?? 0) - 32] ?? UNKNOWN;
  return Math.round((sum * size) / 100) / 10;
}
