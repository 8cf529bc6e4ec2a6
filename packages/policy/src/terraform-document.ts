import { hole } from './hole.ts';
import type { Condition, Policy, PrincipalIds, Statement } from './statement.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads the arguments of an `aws_iam_policy_document`, as synthesized or as in a plan. An expression becomes a hole that is
 * named after it, so that two places which write the same expression mean the same text.
 */
export function parseTerraformDocument(values: object): Policy {
  const { version, statement } = values as Members;
  return {
    version: version === '2008-10-17' ? version : '2012-10-17',
    statements: members(statement).map(statementOf),
  };
}

function statementOf(block: Members): Statement {
  const { sid, effect } = block;
  return {
    sid: typeof sid === 'string' ? sid : undefined,
    effect:
      effect === undefined || effect === null || effect === 'Allow' ? 'Allow' : effect === 'Deny' ? effect : 'unknown',
    principals: principalsOf(block.principals),
    notPrincipals: principalsOf(block.not_principals),
    actions: texts(block.actions),
    notActions: texts(block.not_actions),
    resources: texts(block.resources),
    notResources: texts(block.not_resources),
    conditions: members(block.condition).map(
      (condition): Condition => ({
        operator: filled(String(condition.test)),
        key: filled(String(condition.variable)),
        values: texts(condition.values) ?? [],
      }),
    ),
  };
}

function principalsOf(value: unknown): readonly PrincipalIds[] | undefined {
  const blocks = members(value);
  if (blocks.length === 0) return undefined;
  return blocks.map(({ type, identifiers }) => ({ type: String(type), ids: texts(identifiers) ?? [] }));
}

/** Terraform writes policy variables with `&`, since `${` is its own. */
function filled(text: string): string {
  return text.replace(/(?<!\$)\$\{([^}]*)\}/g, (_, expression: string) => hole(expression)).replaceAll('&{', '${');
}

function texts(value: unknown): readonly string[] | undefined {
  const list = [value ?? []].flat().map((item) => filled(String(item)));
  return list.length === 0 ? undefined : list;
}

function members(value: unknown): readonly Members[] {
  return [value ?? []].flat().filter((item): item is Members => typeof item === 'object' && item !== null);
}
