import type { DiagramModel } from '../model.ts';
import { headingBox, PADDING } from './boxes.ts';
import type { Place } from './nest.ts';

type Point = readonly [x: number, y: number];

/** Points of a part of a curve at which it is looked at: closer to each other than a letter is wide, at the lengths that pictures have. */
const STEPS = 60;

/** Where the texts of headings lie. */
export function headingPlaces(model: DiagramModel, groups: ReadonlyMap<string, Place>): readonly Place[] {
  return model.groups.flatMap((group) => {
    const place = groups.get(group.id);
    if (place === undefined || group.frameless === true) return [];
    const { width, height } = headingBox(group);
    return [{ x: place.x + PADDING, y: place.y + PADDING, width: width - PADDING, height: height - PADDING }];
  });
}

/** Points along a Bézier curve that is a point and three more for each part. */
export function pointsAlong(curve: readonly Point[]): readonly Point[] {
  const [start] = curve;
  if (start === undefined) return [];
  let from = start;
  const points = [start];
  for (let at = 1; at + 2 < curve.length; at += 3) {
    const [one, two, end] = [curve[at], curve[at + 1], curve[at + 2]];
    if (one === undefined || two === undefined || end === undefined) break;
    for (let step = 1; step <= STEPS; step++) points.push(pointOf([from, one, two, end], step / STEPS));
    from = end;
  }
  return points;
}

/** Whether a curve runs through a place. */
export function runsThrough(curve: readonly Point[], { x, y, width, height }: Place): boolean {
  return pointsAlong(curve).some(([px, py]) => px >= x && px <= x + width && py >= y && py <= y + height);
}

/** https://en.wikipedia.org/wiki/B%C3%A9zier_curve#Cubic_B%C3%A9zier_curves */
function pointOf([a, b, c, d]: readonly [Point, Point, Point, Point], t: number): Point {
  const at = (axis: 0 | 1) =>
    (1 - t) ** 3 * a[axis] + 3 * (1 - t) ** 2 * t * b[axis] + 3 * (1 - t) * t ** 2 * c[axis] + t ** 3 * d[axis];
  return [at(0), at(1)];
}
