import type { Step, Traversal } from './traversal.ts';

/** What the interpolations of one string refer to. */
export interface TemplateScan {
  readonly traversals: readonly Traversal[];
  /** Whether the string is one interpolation that holds one traversal and nothing else. */
  readonly exact: boolean;
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
/** A number or a text without interpolation, written so that JSON reads it the same way; all else counts as computed. */
const LITERAL_INDEX = /\[\s*((0|[1-9]\d{0,8})|"([^"\\$%\p{Cc}]|\\["\\nrt]|\$\$\{|%%\{|\$(?!\{)|%(?!\{))*")\s*\]/uy;
const SPACE = /\s+/y;

/** Finds every traversal in the `${…}` and `%{…}` sequences of a string; `$${` and `%%{` are escapes. */
export function scanTemplate(text: string): TemplateScan {
  if (!text.includes('${') && !text.includes('%{')) return { traversals: [], exact: false };
  const scanner = new Scanner(text);
  scanner.template(undefined);
  const [only] = scanner.found;
  const exact = scanner.found.length === 1 && only !== undefined && text === `\${${only.text}}`;
  return { traversals: scanner.found.map(({ traversal }) => traversal), exact };
}

/** Reads a bare expression, as `depends_on`, `replace_triggered_by` and a plan's reference lists hold. */
export function scanExpression(text: string): readonly Traversal[] {
  const scanner = new Scanner(text);
  scanner.expression(undefined);
  return scanner.found.map(({ traversal }) => traversal);
}

/** Reads HCL native syntax as far as needed to tell references from everything else; heredocs and comments do not occur in JSON. */
class Scanner {
  readonly found: { traversal: Traversal; text: string }[] = [];
  private readonly text: string;
  private position = 0;
  private readonly bound: Set<string>[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Literal text with sequences, up to `closing` (a quote) or the end. */
  template(closing: '"' | undefined): void {
    while (this.position < this.text.length) {
      // Scripts and dashboards are long, and mostly plain.
      if (closing === undefined) this.position = nextOf(this.text, this.position);
      if (closing !== undefined && this.text[this.position] === closing) {
        this.position += 1;
        return;
      }
      if (closing !== undefined && this.text[this.position] === '\\') this.position += 2;
      else if (this.starts('$${') || this.starts('%%{')) this.position += 3;
      else if (this.starts('${') || this.starts('%{')) {
        this.position += 2;
        this.expression('}');
      } else this.position += 1;
    }
  }

  /** An expression up to `closing` or the end; brackets nest. */
  expression(closing: string | undefined): void {
    this.bound.push(new Set());
    while (this.position < this.text.length) {
      const character = this.text[this.position] ?? '';
      if (character === closing) {
        this.position += 1;
        break;
      }
      this.token(character);
    }
    this.bound.pop();
  }

  private token(character: string): void {
    if (character === '"') {
      this.position += 1;
      this.template('"');
    } else if (character === '(' || character === '[' || character === '{') {
      this.position += 1;
      this.expression({ '(': ')', '[': ']', '{': '}' }[character]);
    } else if (this.match(NUMBER) === undefined) {
      const start = this.position;
      const name = this.match(IDENTIFIER);
      if (name === undefined) this.position += 1;
      else this.named(name, start);
    }
  }

  private named(name: string, start: number): void {
    this.match(SPACE);
    if (name === 'for') this.bindNames();
    else if (this.starts('::')) this.position += 2;
    else if (this.text[this.position] !== '(') {
      const steps = this.steps();
      const isBound = this.bound.some((names) => names.has(name));
      if (steps.length > 0 && !isBound) {
        this.found.push({ traversal: { root: name, steps }, text: this.text.slice(start, this.position).trimEnd() });
      }
    }
  }

  /** `for key, value in …`: the names stand for elements, not for resources. */
  private bindNames(): void {
    const names = this.bound.at(-1) ?? new Set();
    for (let name = this.match(IDENTIFIER); name !== undefined && name !== 'in'; name = this.match(IDENTIFIER)) {
      names.add(name);
      this.match(SPACE);
      if (this.text[this.position] === ',') this.position += 1;
      this.match(SPACE);
    }
  }

  private steps(): Step[] {
    const steps: Step[] = [];
    for (let step = this.step(); step !== undefined; step = this.step()) steps.push(step);
    return steps;
  }

  private step(): Step | undefined {
    if (this.text[this.position] === '.') {
      this.position += 1;
      if (this.text[this.position] === '*') {
        this.position += 1;
        return { kind: 'any' };
      }
      const index = this.match(/\d+/y);
      if (index !== undefined) return { kind: 'index', key: Number(index) };
      const name = this.match(IDENTIFIER);
      return name === undefined ? undefined : { kind: 'attribute', name };
    }
    if (this.text[this.position] !== '[') return undefined;
    const literal = this.match(LITERAL_INDEX);
    if (literal !== undefined) {
      const key: string | number = JSON.parse(literal.slice(1, -1));
      return {
        kind: 'index',
        key: typeof key === 'string' ? key.replaceAll('$${', '${').replaceAll('%%{', '%{') : key,
      };
    }
    this.position += 1;
    this.expression(']');
    return { kind: 'any' };
  }

  private starts(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }
}

const SEQUENCE = /[$%]/g;

/** Where the next sequence or escape may begin; the end when there is none. */
function nextOf(text: string, from: number): number {
  SEQUENCE.lastIndex = from;
  return SEQUENCE.exec(text)?.index ?? text.length;
}
