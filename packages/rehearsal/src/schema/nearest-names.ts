/** At most `count` candidates that differ least from `name`, nearest first; none that is clearly further than the nearest. */
export function nearestNames(name: string, candidates: readonly string[], count: number): readonly string[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const furthest = (ranked[0]?.distance ?? 0) + 1;
  return ranked
    .filter(({ distance }) => distance <= furthest)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance: how many letters must be added, removed or replaced to turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
