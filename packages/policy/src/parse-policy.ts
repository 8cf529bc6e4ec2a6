import { isOperator } from './operators.ts';
import { PolicyError } from './policy-error.ts';
import type { Condition, Policy, PrincipalIds, Statement } from './statement.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a policy from its JSON, as text or parsed. Holes may stand in any text.
 *
 * @throws PolicyError with every problem, as IAM refuses such a document
 */
export function parsePolicy(document: string | object): Policy {
  const found: unknown = typeof document === 'string' ? parsed(document) : document;
  if (!isMembers(found)) throw new PolicyError(['the document must be a JSON object']);
  const problems: string[] = [];
  const { Version, Statement: given } = found;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    problems.push(`Version must be "2012-10-17" or "2008-10-17", got ${JSON.stringify(Version)}`);
  }
  if (given === undefined) problems.push('Statement must be there, got nothing');
  const statements = list(given).map((statement, index) => statementOf(statement, `statement ${index + 1}`, problems));
  if (problems.length > 0) throw new PolicyError(problems);
  // A document that names no version is one of 2008.
  return { version: Version === '2012-10-17' ? Version : '2008-10-17', statements };
}

function statementOf(given: unknown, place: string, problems: string[]): Statement {
  if (!isMembers(given)) {
    problems.push(`${place} must be an object, got ${JSON.stringify(given)}`);
    return { effect: 'unknown', conditions: [] };
  }
  const { Sid, Effect } = given;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    problems.push(`${place}: Effect must be "Allow" or "Deny", got ${JSON.stringify(Effect) ?? 'nothing'}`);
  }
  for (const name of ['Action', 'Resource', 'Principal']) {
    if (given[name] !== undefined && given[`Not${name}`] !== undefined) {
      problems.push(`${place}: must not have both ${name} and Not${name}`);
    }
  }
  if (given.Action === undefined && given.NotAction === undefined) {
    problems.push(`${place}: must have Action or NotAction, got neither`);
  }
  return {
    sid: typeof Sid === 'string' ? Sid : undefined,
    effect: Effect === 'Deny' ? 'Deny' : 'Allow',
    principals: principalsOf(given.Principal),
    notPrincipals: principalsOf(given.NotPrincipal),
    actions: texts(given.Action),
    notActions: texts(given.NotAction),
    resources: texts(given.Resource),
    notResources: texts(given.NotResource),
    conditions: conditionsOf(given.Condition, place, problems),
  };
}

function principalsOf(given: unknown): readonly PrincipalIds[] | undefined {
  if (given === undefined) return undefined;
  if (!isMembers(given)) return [{ type: '*', ids: texts(given) ?? [] }];
  return Object.entries(given).map(([type, ids]) => ({ type, ids: texts(ids) ?? [] }));
}

function conditionsOf(given: unknown, place: string, problems: string[]): readonly Condition[] {
  if (given === undefined) return [];
  if (!isMembers(given)) {
    problems.push(`${place}: Condition must be an object, got ${JSON.stringify(given)}`);
    return [];
  }
  return Object.entries(given).flatMap(([operator, keys]) => {
    if (!isOperator(operator)) problems.push(`${place}: ${operator} is no condition operator`);
    return Object.entries(isMembers(keys) ? keys : {}).map(([key, values]) => ({
      operator,
      key,
      values: texts(values) ?? [],
    }));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicyError([`the document must be JSON, got ${JSON.stringify(text.slice(0, 60))}`]);
  }
}

/** Texts of a value that may be one or several; IAM takes numbers and booleans for their texts. */
function texts(value: unknown): readonly string[] | undefined {
  return value === undefined ? undefined : list(value).map(String);
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
