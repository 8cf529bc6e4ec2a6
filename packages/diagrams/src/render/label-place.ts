import type { Place } from './nest.ts';

type Point = readonly [x: number, y: number];

/** Shares of a curve at which a label may stand: the middle first, then away from it. */
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** How far a label may be from its curve, in pixels, before a reader no longer sees that they belong together. */
const NEAR = 50;

/** Distances from the curve, in pixels, upwards and downwards. */
const OFFSETS = [0, -20, 20, -35, 35, -NEAR, NEAR];

/** Space between a label and what it must not cover. */
const AIR = 3;

/**
 * Middle of the label of an edge that was led another way: where it was as long as that is near its curve, since nothing else is there;
 * otherwise the first place at the curve where it covers nothing; undefined when there is none.
 *
 * @param points of the curve, close to each other.
 * @param before middle of the label until now.
 */
export function labelPlace(
  points: readonly Point[],
  size: { readonly width: number; readonly height: number },
  before: Point,
  taken: readonly Place[],
): Point | undefined {
  const isNear = points.some(([x, y]) => Math.hypot(x - before[0], y - before[1]) <= NEAR);
  if (isNear) return before;
  const onCurve = SHARES.map((share) => points[Math.round(share * (points.length - 1))]).filter(
    (point) => point !== undefined,
  );
  const candidates = OFFSETS.flatMap((offset) => onCurve.map(([x, y]): Point => [rounded(x), rounded(y + offset)]));
  return candidates.find((centre) => !taken.some((place) => overlap(around(centre, size), place)));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The place of a label by its middle. */
export function around([x, y]: Point, { width, height }: { readonly width: number; readonly height: number }): Place {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function overlap(one: Place, other: Place): boolean {
  return (
    one.x < other.x + other.width + AIR &&
    other.x < one.x + one.width + AIR &&
    one.y < other.y + other.height + AIR &&
    other.y < one.y + one.height + AIR
  );
}
