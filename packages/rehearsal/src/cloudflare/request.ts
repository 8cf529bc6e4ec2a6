import { BlockList, isIPv6 } from 'node:net';
import { type Expression, ExpressionError, type Literal, type Operand, parseExpression } from './expression.ts';

/** What rules see of a request. */
export interface ZoneRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Address of the visitor. */
  readonly address: string;
  readonly userAgent: string;
}

/** A request of a visitor, by method and address in a browser's form. */
export function requestTo(method: string, url: string, more: Partial<ZoneRequest> = {}): ZoneRequest {
  const { hostname: host, pathname: path, search } = new URL(url);
  return { method, host, path, query: search.slice(1), address: '198.51.100.7', userAgent: 'test', ...more };
}

/** Fields of a request. Source: developers.cloudflare.com/ruleset-engine/rules-language/fields/reference. */
const FIELDS: Readonly<Record<string, (request: ZoneRequest) => string | boolean>> = {
  'http.host': ({ host }) => host,
  'http.request.method': ({ method }) => method,
  'http.request.uri': ({ path, query }) => (query === '' ? path : `${path}?${query}`),
  'http.request.uri.path': ({ path }) => path,
  'http.request.uri.path.extension': ({ path }) => extensionOf(path),
  'http.request.uri.query': ({ query }) => query,
  'http.request.full_uri': ({ host, path, query }) => `https://${host}${path}${query === '' ? '' : `?${query}`}`,
  'http.user_agent': ({ userAgent }) => userAgent,
  'ip.src': ({ address }) => address,
  ssl: () => true,
};

/** The part after the last dot of the last segment, in lower case. */
export function extensionOf(path: string): string {
  const last = path.split('/').at(-1) ?? '';
  return last.includes('.') ? (last.split('.').at(-1) ?? '').toLowerCase() : '';
}

/**
 * Whether a request matches an expression.
 *
 * @throws ExpressionError where that cannot be told.
 */
export function matchesExpression(text: string, request: ZoneRequest): boolean {
  return evaluate(parseExpression(text), request);
}

function evaluate(expression: Expression, request: ZoneRequest): boolean {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'not':
      return !evaluate(expression.of, request);
    case 'and':
      return evaluate(expression.left, request) && evaluate(expression.right, request);
    case 'or':
      return evaluate(expression.left, request) || evaluate(expression.right, request);
    case 'xor':
      return evaluate(expression.left, request) !== evaluate(expression.right, request);
    case 'truth':
      return operandValue(expression.of, request) === true;
    case 'compare':
      return compare(operandValue(expression.left, request), expression);
  }
}

function operandValue(operand: Operand, request: ZoneRequest): string | number | boolean {
  if (operand.kind === 'field') {
    const read = FIELDS[operand.name];
    if (read === undefined) throw new ExpressionError(`asks for ${operand.name}, which is not modelled`);
    return read(request);
  }
  const [first = '', second = ''] = operand.operands.map((one) =>
    String(one.kind === 'text' ? one.value : operandValue(one, request)),
  );
  switch (operand.name) {
    case 'lower':
      return first.toLowerCase();
    case 'upper':
      return first.toUpperCase();
    case 'len':
      return first.length;
    case 'starts_with':
      return first.startsWith(second);
    case 'ends_with':
      return first.endsWith(second);
    default:
      throw new ExpressionError(`calls ${operand.name}, which is not modelled`);
  }
}

function compare(
  left: string | number | boolean,
  { operator, right }: Extract<Expression, { kind: 'compare' }>,
): boolean {
  const [one = ''] = right;
  switch (operator) {
    case 'in':
      return right.some((literal) => isEqual(left, literal));
    case 'eq':
      return isEqual(left, one);
    case 'ne':
      return !isEqual(left, one);
    case 'contains':
      return String(left).includes(String(one));
    case 'matches':
      return new RegExp(String(one)).test(String(left));
    case 'wildcard':
      return wildcard(String(one)).test(String(left));
    default: {
      const [a, b] = [Number(left), Number(one)];
      return { lt: a < b, le: a <= b, gt: a > b, ge: a >= b }[operator];
    }
  }
}

/** Texts are equal letter by letter; an address is equal to a block that it lies in. */
function isEqual(left: string | number | boolean, literal: Literal): boolean {
  const text = String(literal);
  // Most literals are words, a hundred in a list.
  if (!text.includes('/')) return String(left) === text;
  const [block, length] = text.split('/');
  const isAddress = /^[0-9a-fA-F.:]+$/.test(String(left)) && /^[0-9.]+$|:/.test(block ?? '');
  if (!isAddress || block === undefined || length === undefined) return String(left) === String(literal);
  const list = new BlockList();
  list.addSubnet(block, Number(length), isIPv6(block) ? 'ipv6' : 'ipv4');
  return list.check(String(left), isIPv6(String(left)) ? 'ipv6' : 'ipv4');
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
