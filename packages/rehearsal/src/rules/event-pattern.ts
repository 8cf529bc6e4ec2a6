import { isObject, type Value } from '../protocol/value.ts';

/** Fields of every event; a pattern may ask for no other at the top. */
const FIELDS = ['account', 'detail', 'detail-type', 'id', 'region', 'resources', 'source', 'time', 'version', '$or'];

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isTexts: Test = (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));
const isTextOrCase: Test = (value) => isText(value) || isText(Object(value)['equals-ignore-case']);

/** Tests of EventBridge beside plain values, and what each takes. */
const TESTS: Readonly<Record<string, Test>> = {
  prefix: isTextOrCase,
  suffix: isTextOrCase,
  'equals-ignore-case': isText,
  wildcard: isText,
  cidr: (value) => isText(value) && /^[\d.]+\/\d{1,2}$|:.*\/\d{1,3}$/.test(String(value)),
  exists: (value) => typeof value === 'boolean',
  numeric: (value) => Array.isArray(value) && isNumeric(value),
  'anything-but': (value) =>
    isTexts(value) ||
    typeof value === 'number' ||
    (Array.isArray(value) && value.length > 0 && value.every((one) => ['string', 'number'].includes(typeof one))) ||
    ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].some((test) => isTexts(Object(value)[test])),
};

/**
 * What is wrong with an event pattern; undefined when nothing is.
 *
 * Every leaf is a list, and its elements are values or one of EventBridge's tests.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function eventPatternProblem(text: string): string | undefined {
  const pattern = parsed(text);
  if (pattern === undefined || !isObject(pattern)) return 'must be a JSON object';
  const unknown = Object.keys(pattern).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    return `must ask for fields that events have (${FIELDS.slice(0, -1).join(', ')}), got ${unknown}`;
  if (Object.keys(pattern).length === 0) return 'must ask for at least one field';
  return objectProblem(pattern, '');
}

function objectProblem(pattern: object, at: string): string | undefined {
  return firstOf(Object.entries(pattern), ([name, value]) => {
    const path = at === '' ? name : `${at}.${name}`;
    if (name === '$or') return eitherProblem(value, path, at);
    if (Array.isArray(value)) return listProblem(value, path);
    if (typeof value !== 'object' || value === null) return `must have a list at ${path}, got ${JSON.stringify(value)}`;
    return Object.keys(value).length === 0 ? `must ask for something at ${path}` : objectProblem(value, path);
  });
}

function eitherProblem(value: unknown, path: string, at: string): string | undefined {
  if (!Array.isArray(value) || value.length < 2) return `must have a list of two or more patterns at ${path}`;
  return firstOf(value, (one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? objectProblem(one, at)
      : `must have patterns at ${path}, got ${JSON.stringify(one)}`,
  );
}

function listProblem(values: readonly unknown[], path: string): string | undefined {
  if (values.length === 0) return `must have a value at ${path}, got an empty list`;
  return firstOf(values, (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const [entry, ...more] = Object.entries(value);
    if (entry === undefined || more.length > 0 || Array.isArray(value)) {
      return `must have one test in each element at ${path}, got ${JSON.stringify(value)}`;
    }
    const [test, argument] = entry;
    const isRight = TESTS[test];
    if (isRight === undefined) return `must use one of ${Object.keys(TESTS).join(', ')} at ${path}, got ${test}`;
    return isRight(argument)
      ? undefined
      : `must give ${test} at ${path} what it takes, got ${JSON.stringify(argument)}`;
  });
}

/** One comparison, or two that make a range. */
function isNumeric(values: readonly unknown[]): boolean {
  const pairs = values.flatMap((value, index) => (index % 2 === 0 ? [[value, values[index + 1]] as const] : []));
  return (
    pairs.length > 0 &&
    pairs.length <= 2 &&
    pairs.every(
      ([operator, value]) => ['=', '<', '<=', '>', '>='].includes(String(operator)) && typeof value === 'number',
    )
  );
}

function firstOf<Item>(items: readonly Item[], judge: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = judge(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
