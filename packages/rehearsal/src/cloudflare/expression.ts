/** A condition of Cloudflare's rules language, as far as rules on requests use it. Source: developers.cloudflare.com/ruleset-engine/rules-language. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or' | 'xor'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'compare';
      readonly left: Operand;
      readonly operator: Operator;
      readonly right: readonly Literal[];
    }
  | { readonly kind: 'truth'; readonly of: Operand };

/** What stands on the left of a comparison, or is a condition by itself. */
export type Operand =
  | { readonly kind: 'field'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly operands: readonly (Operand | { readonly kind: 'text'; readonly value: string })[];
    };

/** A text, a number, an address or a block. */
export type Literal = string | number;

type Operator = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'contains' | 'matches' | 'wildcard' | 'in';

/** Why an expression cannot be read, or a request not be judged by it. */
export class ExpressionError extends Error {}

const SPELLINGS: Readonly<Record<string, Operator>> = {
  eq: 'eq',
  '==': 'eq',
  ne: 'ne',
  '!=': 'ne',
  lt: 'lt',
  '<': 'lt',
  le: 'le',
  '<=': 'le',
  gt: 'gt',
  '>': 'gt',
  ge: 'ge',
  '>=': 'ge',
  contains: 'contains',
  matches: 'matches',
  '~': 'matches',
  wildcard: 'wildcard',
  in: 'in',
};

/** Binary operators from the loosest to the tightest, as the language binds them. */
const LEVELS = [
  ['or', '||'],
  ['xor', '^^'],
  ['and', '&&'],
] as const;

const TOKEN =
  /\s*(?:(r?"(?:[^"\\]|\\.)*")|(&&|\|\||\^\^|==|!=|<=|>=|[(){}<>!~,])|([A-Za-z0-9_.:/*$-]+(?:\["[^"]*"\])?(?:\[[0-9*]+\])*))/y;

/**
 * Reads an expression.
 *
 * @throws ExpressionError for what is no expression, or uses more of the language than is known here.
 */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text) ?? new Parser(tokensOf(text), text).whole();
  parsed.set(text, known);
  return known;
}

/** A rule is matched with many requests. */
const parsed = new Map<string, Expression>();

/** Names of the fields that an expression looks at. */
export function fieldsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'not':
      return fieldsOf(expression.of);
    case 'truth':
      return fieldsOfOperand(expression.of);
    case 'compare':
      return fieldsOfOperand(expression.left);
    default:
      return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
  }
}

/** Comparisons of a field with some operator, as of `ip.src` with `in`. */
export function comparisonsOf(expression: Expression): readonly Extract<Expression, { kind: 'compare' }>[] {
  switch (expression.kind) {
    case 'compare':
      return [expression];
    case 'not':
      return comparisonsOf(expression.of);
    case 'and':
    case 'or':
    case 'xor':
      return [...comparisonsOf(expression.left), ...comparisonsOf(expression.right)];
    default:
      return [];
  }
}

function fieldsOfOperand(operand: Operand): readonly string[] {
  if (operand.kind === 'field') return [operand.name];
  return operand.operands.flatMap((one) => (one.kind === 'text' ? [] : fieldsOfOperand(one)));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new ExpressionError(`cannot be read at ${JSON.stringify(text.slice(at, at + 20))}`);
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return tokens;
}

class Parser {
  private readonly tokens: readonly string[];
  private readonly text: string;
  private position = 0;

  constructor(tokens: readonly string[], text: string) {
    this.tokens = tokens;
    this.text = text;
  }

  whole(): Expression {
    const expression = this.level(0);
    if (this.position < this.tokens.length) throw this.unexpected();
    return expression;
  }

  private level(level: number): Expression {
    const spellings = LEVELS[level];
    if (spellings === undefined) return this.negation();
    let left = this.level(level + 1);
    while (spellings.includes(this.peek() as never)) {
      this.position++;
      left = { kind: spellings[0], left, right: this.level(level + 1) };
    }
    return left;
  }

  private negation(): Expression {
    if (this.accept('not') || this.accept('!')) return { kind: 'not', of: this.negation() };
    if (this.accept('(')) {
      const inner = this.level(0);
      this.expect(')');
      return inner;
    }
    if (this.accept('true')) return { kind: 'literal', value: true };
    if (this.accept('false')) return { kind: 'literal', value: false };
    return this.comparison();
  }

  private comparison(): Expression {
    const left = this.operand();
    this.accept('strict');
    const operator = SPELLINGS[this.peek() ?? ''];
    if (operator === undefined) return { kind: 'truth', of: left };
    this.position++;
    if (operator !== 'in') return { kind: 'compare', left, operator, right: [this.literal()] };
    this.expect('{');
    const right: Literal[] = [];
    while (!this.accept('}')) right.push(this.literal());
    return { kind: 'compare', left, operator, right };
  }

  private operand(): Operand {
    const name = this.next();
    if (!/^[a-z][a-z0-9_.]*(\[.*\])?$/.test(name)) throw this.unexpected(this.position - 1);
    if (!this.accept('(')) return { kind: 'field', name };
    const operands: Extract<Operand, { kind: 'call' }>['operands'][number][] = [];
    while (!this.accept(')')) {
      if (operands.length > 0) this.expect(',');
      const isText = /^r?"/.test(this.peek() ?? '');
      operands.push(isText ? { kind: 'text', value: String(this.literal()) } : this.operand());
    }
    return { kind: 'call', name, operands };
  }

  private literal(): Literal {
    const token = this.next();
    if (token.startsWith('r"')) return token.slice(2, -1);
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
    if (/^-?\d+$/.test(token)) return Number(token);
    if (/^[0-9a-fA-F.:/]+$/.test(token)) return token;
    throw this.unexpected(this.position - 1);
  }

  private peek(): string | undefined {
    return this.tokens[this.position];
  }

  private next(): string {
    const token = this.tokens[this.position++];
    if (token === undefined) throw new ExpressionError('ends in the middle');
    return token;
  }

  private accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.position++;
    return true;
  }

  private expect(token: string): void {
    if (!this.accept(token)) throw this.unexpected();
  }

  private unexpected(at = this.position): ExpressionError {
    const token = this.tokens[at];
    if (token === undefined) return new ExpressionError('ends in the middle');
    return new ExpressionError(
      `has ${JSON.stringify(token)} where it cannot be, in ${JSON.stringify(this.text.slice(0, 120))}`,
    );
  }
}
