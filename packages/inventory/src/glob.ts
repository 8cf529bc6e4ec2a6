const compiled = new Map<string, RegExp>();

/** Matches a whole text: `*` is anything but `/`, `**` anything, `?` one character but `/`, `**` with a slash also nothing. */
export function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === text) return true;
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known.test(text);
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
