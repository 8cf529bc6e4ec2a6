import { crc32 } from 'node:zlib';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import {
  conditionsByTest,
  descending,
  hasSid,
  mergePolicies,
  type OneOrMany,
  type PolicyDocument,
  type PolicyStatement,
  parsePolicy,
  policyText,
  principalsByType,
} from './policy-model.ts';

const DEFAULT_VERSION = '2012-10-17';

/** What `aws_iam_policy_document` computes from its configuration. Throws an error that says what is wrong with it. */
export function renderPolicyDocument(config: ObjectValue): {
  readonly id: string;
  readonly json: string;
  readonly minified_json: string;
  readonly version: string;
} {
  const version = text(config.version) ?? DEFAULT_VERSION;
  const own: PolicyDocument = {
    Version: version,
    Id: text(config.policy_id),
    Statement: objects(config.statement).map((statement) => statementOf(statement, version)),
  };
  refuseRepeatedSids(own.Statement ?? [], 'duplicate Sid');
  const sources = documents(config.source_policy_documents, 'source');
  refuseRepeatedSids(
    sources.flatMap(({ Statement }) => Statement ?? []),
    'duplicate Sid in source_policy_documents',
  );
  const merged = [...sources, own, ...documents(config.override_policy_documents, 'override')].reduce(
    mergePolicies,
    {},
  );
  const json = policyText(merged, 2);
  return { id: String(crc32(json)), json, minified_json: policyText(merged, 0), version };
}

function statementOf(statement: ObjectValue, version: string): PolicyStatement {
  const list = (name: string): OneOrMany | undefined => {
    const given = texts(statement[name]);
    return given.length === 0 ? undefined : descending(given);
  };
  const variables = (value: OneOrMany | undefined): OneOrMany | undefined => {
    if (value === undefined) return undefined;
    return typeof value === 'string'
      ? replaceVariables(value, version)
      : value.map((item) => replaceVariables(item, version));
  };
  const principals = (name: string): PolicyStatement['Principal'] => {
    const given = objects(statement[name]).map((principal) => ({
      type: text(principal.type) ?? '',
      identifiers: variables(descending(texts(principal.identifiers))) ?? [],
    }));
    return given.length === 0 ? undefined : principalsByType(given);
  };
  const conditions = objects(statement.condition).map((condition) => ({
    test: text(condition.test) ?? '',
    variable: text(condition.variable) ?? '',
    values: texts(condition.values).map((value) => replaceVariables(value, version)),
  }));
  return {
    Sid: text(statement.sid),
    Effect: text(statement.effect) ?? 'Allow',
    Action: list('actions'),
    NotAction: list('not_actions'),
    Resource: variables(list('resources')),
    NotResource: variables(list('not_resources')),
    Principal: principals('principals'),
    NotPrincipal: principals('not_principals'),
    Condition: conditions.length === 0 ? undefined : conditionsByTest(conditions),
  };
}

// Terraform would read `${` as its own, so a policy variable is written `&{` there.
function replaceVariables(value: string, version: string): string {
  if (version === '2008-10-17' && value.includes('&{')) {
    throw new Error(`found &{ sequence in (${value}), which is not supported in document version 2008-10-17`);
  }
  return value.replaceAll('&{', '${');
}

function documents(value: Value | undefined, role: string): PolicyDocument[] {
  return texts(value).map((json, i) => {
    try {
      return parsePolicy(json);
    } catch (error) {
      throw new Error(`merging ${role} document ${i}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function refuseRepeatedSids(statements: readonly PolicyStatement[], problem: string): void {
  const seen = new Set<string>();
  for (const statement of statements.filter(hasSid)) {
    const sid = statement.Sid ?? '';
    if (seen.has(sid)) throw new Error(`${problem} (${sid}); remove the Sid or make it unique`);
    seen.add(sid);
  }
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: Value | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function objects(value: Value | undefined): ObjectValue[] {
  return (isList(value) ? value : [value ?? null]).filter(isObject);
}
