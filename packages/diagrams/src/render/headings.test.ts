import { describe, expect, test } from 'vitest';
import { diagramOf } from '../diagram.ts';
import { clusterEstate } from '../fixtures/cluster-estate.ts';
import { DIAGRAM_KINDS } from '../model.ts';
import { headingPlaces, pointsAlong, runsThrough } from './headings.ts';
import { labelPlace } from './label-place.ts';
import { layOut, type Point } from './layout.ts';

// De Casteljau's construction by hand: halves of the sides are (0, 0.5), (0.5, 1), (1, 0.5); halves of those (0.25, 0.75) and
// (0.75, 0.75); the half of that is the middle of the curve.
const ARCH: readonly Point[] = [
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 0],
];

test('points along a curve begin and end where it does, with the middle that the construction gives', () => {
  const points = pointsAlong(ARCH);
  expect(points[0]).toEqual([0, 0]);
  expect(points.at(-1)).toEqual([1, 0]);
  expect(points[(points.length - 1) / 2]).toEqual([0.5, 0.75]);
});

test('a curve runs through what lies on it, not through what lies under its arch', () => {
  expect(runsThrough(ARCH, { x: 0.45, y: 0.7, width: 0.1, height: 0.1 })).toBe(true);
  expect(runsThrough(ARCH, { x: 0.3, y: 0.1, width: 0.4, height: 0.4 })).toBe(false);
});

describe('the label of an edge that was led another way', () => {
  const line = Array.from({ length: 101 }, (_, x): Point => [x * 10, 0]);
  const size = { width: 40, height: 14 };
  const wall = (x: number, width: number, height = 400) => ({ x, y: -height / 2, width, height });

  test('stays where it was as long as the line is near', () => {
    expect(labelPlace(line, size, [500, 30], [wall(0, 1000)])).toEqual([500, 30]);
  });

  test('moves to the first free place of the line otherwise', () => {
    expect(labelPlace(line, size, [500, 300], [])).toEqual([500, 0]);
    expect(labelPlace(line, size, [500, 300], [wall(450, 100)])).toEqual([420, 0]);
  });

  test('moves beside the line, and nowhere when everything near it is taken', () => {
    expect(labelPlace(line, size, [500, 300], [wall(0, 1000, 10)])).toEqual([500, -20]);
    expect(labelPlace(line, size, [500, 300], [wall(0, 1000)])).toBeUndefined();
  });
});

test.each(DIAGRAM_KINDS)('%s: no line runs through a heading', async (kind) => {
  const model = diagramOf(clusterEstate(), 'indonesia/dev', kind);
  const { groups, edges } = await layOut(model);
  const headings = headingPlaces(model, groups);
  expect(edges.filter(({ curve }) => headings.some((place) => runsThrough(curve, place)))).toEqual([]);
});
