/** By pattern; undefined for one without a wildcard, which matches itself alone. */
const compiled = new Map<string, RegExp | undefined>();

/** Matches a whole text: `*` is anything but `/`, `**` anything, `?` one character but `/`, `**` with a slash also nothing. */
export function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === text) return true;
  if (!compiled.has(pattern)) compiled.set(pattern, /[*?]/.test(pattern) ? compile(pattern) : undefined);
  return compiled.get(pattern)?.test(text) ?? false;
}

function compile(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 's');
}
