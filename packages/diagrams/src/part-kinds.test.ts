import { expect, test } from 'vitest';
import { CHANGE_STYLES, PART_KINDS } from './part-kinds.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('black on white has the contrast that WCAG says', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

test.each(Object.entries(PART_KINDS))('%s: sign and heading can be read', (_, { colour, ground }) => {
  expect(contrast(colour, '#ffffff')).toBeGreaterThan(4.5);
  expect(contrast(colour, ground)).toBeGreaterThan(4.5);
});

test.each(Object.entries(CHANGE_STYLES))('%s: text on its ground can be read', (_, { colour, ground }) => {
  expect(contrast(colour, ground)).toBeGreaterThan(4.5);
  expect(contrast('#445064', ground)).toBeGreaterThan(4.5);
});

test('no two kinds share a colour and a sign, and changes differ in their sign', () => {
  const looks = Object.values(PART_KINDS).map(({ colour, glyph }) => `${colour} ${glyph}`);
  expect(new Set(looks).size).toBe(looks.length);
  const signs = Object.values(CHANGE_STYLES).map(({ sign }) => sign);
  expect(new Set(signs).size).toBe(signs.length);
});
