import { HOLE } from './hole.ts';
import type { Truth } from './truth.ts';

/** One element of a pattern or of a text: a character, `*`, `?`, or a part that is not known. */
type Token = string | { readonly is: 'any' } | { readonly is: 'one' } | { readonly is: 'hole'; readonly name: string };

/** A pattern or a text, ready to be compared. */
export type Tokens = readonly Token[];

const ANY: Token = { is: 'any' };
const ONE: Token = { is: 'one' };

/** A text without wildcards: `*` and `?` are themselves. */
export function literal(text: string): Tokens {
  return tokenized(text, (character) => character);
}

/** A text with IAM's wildcards, `*` for any characters and `?` for exactly one. */
export function wildcards(text: string): Tokens {
  return tokenized(text, (character) => {
    if (character === '*') return ANY;
    return character === '?' ? ONE : character;
  });
}

/** Whether a text is what a pattern describes; `unknown` where that depends on what is not known yet. */
export function matches(pattern: Tokens, text: Tokens): Truth {
  if (covers(pattern, text)) return 'yes';
  const isOpen = pattern.some(isHole) || text.some(isHole);
  return isOpen && mayMeet(pattern, text) ? 'unknown' : 'no';
}

/** Splits at the first colons into the six parts of an ARN; fewer where there are fewer colons. */
export function arnParts(tokens: Tokens): readonly Tokens[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

export function hasHoles(tokens: Tokens): boolean {
  return tokens.some(isHole);
}

/** Whether a pattern covers a text whatever the holes of both turn out to be; holes of one name are equal. */
function covers(pattern: Tokens, text: Tokens): boolean {
  let at = 0;
  let back = -1;
  let backText = 0;
  let position = 0;
  while (position < text.length) {
    if (at < pattern.length && isOne(pattern[at], text[position])) {
      at += 1;
      position += 1;
    } else if (pattern[at] === ANY) {
      back = at;
      backText = position;
      at += 1;
    } else if (back >= 0) {
      backText += 1;
      position = backText;
      at = back + 1;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) at += 1;
  return at === pattern.length;
}

function isOne(wanted: Token | undefined, found: Token | undefined): boolean {
  if (wanted === undefined || found === undefined || wanted === ANY) return false;
  if (wanted === ONE) return typeof found === 'string';
  if (typeof wanted === 'string') return wanted === found;
  return typeof found !== 'string' && found.is === 'hole' && wanted.is === 'hole' && found.name === wanted.name;
}

/** Whether there are texts for the holes with which the pattern covers the text. */
function mayMeet(pattern: Tokens, text: Tokens): boolean {
  let reachable = new Set([0]);
  const closed = (positions: Set<number>, token: Token | undefined) => {
    if (!isStretch(token)) return positions;
    return new Set(Array.from({ length: text.length + 1 }, (_, i) => i).filter((i) => i >= Math.min(...positions)));
  };
  for (const token of pattern) {
    const from = withStretches(text, reachable);
    if (from.size === 0) return false;
    if (isStretch(token)) {
      reachable = closed(from, token);
      continue;
    }
    reachable = new Set(
      [...from].flatMap((position) => {
        const found = text[position];
        if (isStretch(found)) return [position];
        if (found === undefined) return [];
        return token === ONE || token === found ? [position + 1] : [];
      }),
    );
  }
  return withStretches(text, reachable).has(text.length);
}

/** Positions that are reached when holes of the text are empty. */
function withStretches(text: Tokens, positions: ReadonlySet<number>): Set<number> {
  const reached = new Set(positions);
  for (const position of reached) {
    if (isStretch(text[position])) reached.add(position + 1);
  }
  return reached;
}

function isStretch(token: Token | undefined): boolean {
  return token === ANY || isHole(token);
}

function isHole(token: Token | undefined): boolean {
  return typeof token === 'object' && token.is === 'hole';
}

function tokenized(text: string, ofCharacter: (character: string) => Token): Tokens {
  return text
    .split(new RegExp(HOLE.source, 'gu'))
    .flatMap((part, index): Token[] => (index % 2 === 1 ? [{ is: 'hole', name: part }] : [...part].map(ofCharacter)));
}
