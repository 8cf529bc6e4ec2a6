import { iamMatches, type Resource } from '@smile/inventory';
import { isExpression } from './block.ts';
import type { Statement, Test } from './policy.ts';

/** Operators that hold only where the request says something, and what it says is one of the values. */
const BINDING = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool)$/;

/**
 * Whether a condition lets in nobody but those with one of its values.
 *
 * `…IfExists` holds as well where the request says nothing, `ForAllValues:` where it says none, `Not…` for everybody else, and a
 * value of wildcards alone for all.
 */
export function isBinding({ operator, values }: Test): boolean {
  return BINDING.test(operator) && values.length > 0 && values.every((value) => !/^[*?]*$/.test(value));
}

/** Binding conditions on one of some keys; a pattern such as `kms:EncryptionContext:*` stands for all keys that it begins. */
export function bindingTests({ tests }: Statement, keys: readonly string[]): readonly Test[] {
  return tests.filter((test) => isBinding(test) && keys.some((key) => iamMatches(key, test.key)));
}

/** Whether every value names the account of a resource; what Terraform knows later may. */
export function namesAccountOf({ account }: Resource, { values }: Test): boolean {
  if (account === undefined) return true;
  return values.every((value) => isExpression(value) || value === account || value.split(':').at(4) === account);
}

/** Names of the keys of a statement's conditions, as far as they are known. */
export function conditionKeys({ tests }: Statement): readonly string[] {
  return tests.flatMap(({ key }) => (key === '?' ? [] : [key]));
}

/** Whether a statement is about an action. */
export function isAbout({ actions, notActions }: Statement, action: string): boolean {
  return notActions.length > 0
    ? !notActions.some((pattern) => iamMatches(pattern, action))
    : actions.some((pattern) => iamMatches(pattern, action));
}

/** Whether a statement is about everybody. */
export function isForAll({ principals }: Statement): boolean {
  return principals.some(({ type, ids }) => (type === '*' || type === 'AWS') && ids.includes('*'));
}

/** Whether a statement lets everybody do something, under no condition. */
export function isOpen(statement: Statement): boolean {
  const { effect, principals } = statement;
  return effect === 'Allow' && conditionKeys(statement).length === 0 && principals.some(({ ids }) => ids.includes('*'));
}

/** For messages. */
export function nameOf({ sid }: Statement): string {
  return sid === undefined ? 'a statement without sid' : `statement ${sid}`;
}
