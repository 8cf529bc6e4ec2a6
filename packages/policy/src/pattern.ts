import { HOLE, hasHole } from './hole.ts';
import type { Truth } from './truth.ts';

/** One element of a pattern or of a text: a character, `*`, `?`, or a part that is not known. */
type Token = string | { readonly is: 'any' } | { readonly is: 'one' } | { readonly is: 'hole'; readonly name: string };

/** A pattern or a text, ready to be compared. */
export type Tokens = readonly Token[];

const ANY: Token = { is: 'any' };
const ONE: Token = { is: 'one' };

/** A text without wildcards: `*` and `?` are themselves. */
export function literal(text: string): Tokens {
  return remembered(LITERALS, text, (character) => character);
}

/** A text with IAM's wildcards, `*` for any characters and `?` for exactly one. */
export function wildcards(text: string): Tokens {
  return remembered(PATTERNS, text, (character) => {
    if (character === '*') return ANY;
    return character === '?' ? ONE : character;
  });
}

/** The same few texts are compared thousands of times. */
const LITERALS = new Map<string, Tokens>();
const PATTERNS = new Map<string, Tokens>();
const MOST_REMEMBERED = 5000;

function remembered(known: Map<string, Tokens>, text: string, ofCharacter: (character: string) => Token): Tokens {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const tokens = tokenized(text, ofCharacter);
  known.set(text, tokens);
  return tokens;
}

/** Whether two texts without wildcards are the same; `unknown` where that depends on what is not known yet. */
export function sameText(one: string, other: string): Truth {
  if (one === other) return 'yes';
  return hasHole(one) || hasHole(other) ? matches(literal(one), literal(other)) : 'no';
}

/** Whether a text is what a pattern describes; `unknown` where that depends on what is not known yet. */
export function matches(pattern: Tokens, text: Tokens): Truth {
  if (covers(pattern, text)) return 'yes';
  const isOpen = hasHoles(pattern) || hasHoles(text);
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
  let reachable = new Uint8Array(text.length + 1);
  reachable[0] = 1;
  for (const token of pattern) {
    passStretches(text, reachable);
    const first = reachable.indexOf(1);
    if (first < 0) return false;
    if (isStretch(token)) reachable.fill(1, first);
    else reachable = step(token, text, reachable, first);
  }
  passStretches(text, reachable);
  return reachable[text.length] === 1;
}

/** Positions of the text that are reached by one character more of the pattern. */
function step(token: Token, text: Tokens, reachable: Uint8Array, first: number): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(text.length + 1);
  for (let position = first; position < text.length; position += 1) {
    const found = text[position];
    if (reachable[position] === 0) continue;
    if (isStretch(found)) next[position] = 1;
    else if (token === ONE || token === found) next[position + 1] = 1;
  }
  return next;
}

/** Adds the positions that are reached when holes of the text are empty. */
function passStretches(text: Tokens, reachable: Uint8Array): void {
  for (let position = 0; position < text.length; position += 1) {
    if (reachable[position] === 1 && isStretch(text[position])) reachable[position + 1] = 1;
  }
}

function isStretch(token: Token | undefined): boolean {
  return token === ANY || isHole(token);
}

function isHole(token: Token | undefined): boolean {
  return typeof token === 'object' && token.is === 'hole';
}

const HOLES = new RegExp(HOLE.source, 'gu');

function tokenized(text: string, ofCharacter: (character: string) => Token): Tokens {
  if (!hasHole(text)) return Array.from(text, ofCharacter);
  return text
    .split(HOLES)
    .flatMap((part, index): Token[] =>
      index % 2 === 1 ? [{ is: 'hole', name: part }] : Array.from(part, ofCharacter),
    );
}
