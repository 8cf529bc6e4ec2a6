import type { DiagramGroup } from '../model.ts';

/** Where something lies, from the left and the top, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Frames side by side become equally high, frames below each other equally wide, as far as no other frame is in the way.
 *
 * Graphviz draws a frame as tight as what it holds allows, which looks ragged.
 */
export function stretched(
  groups: readonly DiagramGroup[],
  places: ReadonlyMap<string, Place>,
): ReadonlyMap<string, Place> {
  const result = new Map(places);
  const parents = new Set(groups.map(({ parent }) => parent));
  for (const parent of parents) {
    const ids = groups.filter((group) => group.parent === parent).map(({ id }) => id);
    stretchSiblings(ids, result, 'y', 'height', 'x', 'width');
    stretchSiblings(ids, result, 'x', 'width', 'y', 'height');
  }
  return result;
}

/** Stretches along one axis to what siblings that overlap on the other axis reach. */
function stretchSiblings(
  ids: readonly string[],
  places: Map<string, Place>,
  start: 'x' | 'y',
  length: 'width' | 'height',
  otherStart: 'x' | 'y',
  otherLength: 'width' | 'height',
): void {
  const all = ids.flatMap((id) => places.get(id) ?? []);
  const low = Math.min(...all.map((place) => place[start]));
  const high = Math.max(...all.map((place) => place[start] + place[length]));
  const before = new Map(ids.flatMap((id) => [[id, places.get(id)] as const]));
  for (const id of ids) {
    const own = before.get(id);
    if (own === undefined) continue;
    // Siblings in the same column (or row) are in the way; it may grow up to them, but no nearer than they are now.
    const inTheWay = all.filter((other) => other !== own && overlaps(own, other, otherStart, otherLength));
    const end = own[start] + own[length];
    const earlier = inTheWay.filter((other) => other[start] + other[length] <= own[start]);
    const later = inTheWay.filter((other) => other[start] >= end);
    const from = earlier.length === 0 ? low : own[start];
    const to = later.length === 0 ? high : end;
    places.set(id, { ...own, [start]: from, [length]: Math.round((to - from) * 10) / 10 });
  }
}

function overlaps(a: Place, b: Place, start: 'x' | 'y', length: 'width' | 'height'): boolean {
  return a[start] < b[start] + b[length] && b[start] < a[start] + a[length];
}
