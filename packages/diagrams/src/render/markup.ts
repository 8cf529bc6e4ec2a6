import { textWidth } from './text-width.ts';

/** Text that can stand between tags and in attributes, whatever it holds; control characters, which XML forbids, are left out. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** An element without content. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`);
  return `<${name} ${written.join(' ')}/>`;
}

export interface TextLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  /** @default 'regular' */
  readonly weight?: 'regular' | 'bold';
  /** Colour of a seam around the letters, so that a line behind them does not strike them through. @default - none */
  readonly seam?: string;
}

/** A line of text. It states its length, so that it stays inside its box where the font is another one. */
export function text(line: string, { x, y, size, fill, weight = 'regular', seam }: TextLook): string {
  const bold = weight === 'bold' ? ' font-weight="bold"' : '';
  const length = textWidth(line, size, weight);
  const written = (colours: string) =>
    `<text x="${x}" y="${y}" font-size="${size}"${bold} ${colours} textLength="${length}">${escaped(line)}</text>`;
  const letters = written(`fill="${fill}"`);
  // Browsers paint letter by letter, so with both in one element the seam of a letter would cover the one before.
  return seam === undefined ? letters : `${written(`fill="${seam}" stroke="${seam}" stroke-width="4"`)}\n${letters}`;
}
