/** A part of a pattern, as CloudWatch Logs reads it. */
interface Token {
  readonly kind: 'selector' | 'operator' | 'word' | 'quoted' | 'regex' | 'joint' | 'open' | 'close';
  readonly text: string;
}

const TOKENS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['joint', /&&|\|\|/y],
  ['operator', /!=|<=|>=|=|<|>/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['quoted', /"(?:[^"\\]|\\.)*"/y],
  ['regex', /%[^%]+%/y],
  ['selector', /\$(?:\.[\w*-]+|\[(?:\d+|\*|"[^"]+"|'[^']+')\]|\.\["[^"]+"\])+/y],
  ['word', /[\w*.:/@+-]+/y],
];

/**
 * What is wrong with a filter pattern of CloudWatch Logs; undefined when nothing is.
 *
 * Three kinds: `{ $.field = value }` on JSON, `[a, b, …]` on words in columns, and terms on any text.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function metricFilterPatternProblem(pattern: string): string | undefined {
  const text = pattern.trim();
  if (text === '') return undefined;
  if (text.startsWith('{')) return jsonProblem(text);
  return text.startsWith('[') ? columnsProblem(text) : termsProblem(text);
}

/** Whether a pattern asks for fields of JSON records. */
export function isJsonPattern(pattern: string): boolean {
  return pattern.trim().startsWith('{');
}

/** Fields that a pattern on JSON asks for, as in `$.eventName`. */
export function patternFields(pattern: string): readonly string[] {
  const tokens = tokensOf(pattern.trim().replace(/^\{/, '').replace(/\}$/, ''));
  return typeof tokens === 'string'
    ? []
    : [...new Set(tokens.filter(({ kind }) => kind === 'selector').map(({ text }) => text))];
}

function jsonProblem(text: string): string | undefined {
  if (!text.endsWith('}')) return 'must end with }';
  const tokens = tokensOf(text.slice(1, -1));
  if (typeof tokens === 'string') return tokens;
  if (tokens.length === 0) return 'must have a condition between { and }';
  const rest = condition(tokens, 0);
  if (typeof rest === 'string') return rest;
  const extra = tokens[rest];
  return extra === undefined ? undefined : `must join conditions by && or ||, got ${extra.text} after a condition`;
}

/** Reads conditions joined by `&&` and `||`; the position after them, or what is wrong. */
function condition(tokens: readonly Token[], from: number): number | string {
  let position = term(tokens, from);
  while (typeof position === 'number' && tokens[position]?.kind === 'joint') position = term(tokens, position + 1);
  return position;
}

function term(tokens: readonly Token[], from: number): number | string {
  const first = tokens[from];
  if (first === undefined) return 'must have a condition after the last && or ||';
  if (first.kind === 'open') {
    const inside = condition(tokens, from + 1);
    if (typeof inside === 'string') return inside;
    return tokens[inside]?.kind === 'close' ? inside + 1 : 'must close every (';
  }
  if (first.kind !== 'selector') return `must name a field as in $.eventName, got ${first.text}`;
  const [next, after] = [tokens[from + 1], tokens[from + 2]];
  if (next?.kind === 'word') return keyword(first, next, after, from);
  if (next?.kind !== 'operator') return `must compare ${first.text} with a value, got ${next?.text ?? 'nothing'}`;
  if (after === undefined || !['word', 'quoted', 'regex'].includes(after.kind)) {
    return `must compare ${first.text} with a value, got ${after?.text ?? 'nothing'}`;
  }
  if (!['=', '!='].includes(next.text) && !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(after.text)) {
    return `must compare ${first.text} ${next.text} with a number, got ${after.text}`;
  }
  return from + 3;
}

/** `EXISTS`, `NOT EXISTS`, and `IS` with one of three words. */
function keyword(field: Token, next: Token, after: Token | undefined, from: number): number | string {
  if (next.text === 'EXISTS') return from + 2;
  if (next.text === 'NOT' && after?.text === 'EXISTS') return from + 3;
  if (next.text === 'IS' && ['TRUE', 'FALSE', 'NULL'].includes(after?.text ?? '')) return from + 3;
  return `must compare ${field.text} by an operator, IS TRUE, IS FALSE, IS NULL, EXISTS or NOT EXISTS, got ${[next.text, after?.text ?? ''].join(' ').trim()}`;
}

function tokensOf(text: string): readonly Token[] | string {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text[position] ?? '')) {
      position += 1;
      continue;
    }
    const token = tokenAt(text, position);
    if (token === undefined) return `must have no ${JSON.stringify(text[position])} outside quotes`;
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, position: number): Token | undefined {
  for (const [kind, form] of TOKENS) {
    form.lastIndex = position;
    const found = form.exec(text);
    if (found !== null) return { kind, text: found[0] };
  }
  return undefined;
}

function columnsProblem(text: string): string | undefined {
  if (!text.endsWith(']')) return 'must end with ]';
  const columns = text.slice(1, -1).split(',');
  return columns.some((column) => column.trim() === '') ? 'must name every column between [ and ]' : undefined;
}

/** Words of letters, digits and underscores; everything else in quotes. `?` is "or", `-` is "not". */
function termsProblem(text: string): string | undefined {
  const rest = text.replaceAll(/[?-]?"(?:[^"\\]|\\.)*"/g, ' ').replaceAll(/%[^%]+%/g, ' ');
  if (rest.includes('"')) return 'must close every quote';
  const wrong = rest.split(/\s+/).find((word) => word !== '' && !/^[?-]?\w+$/.test(word));
  return wrong === undefined
    ? undefined
    : `must quote terms with other characters than letters, digits and _, got ${wrong}`;
}
