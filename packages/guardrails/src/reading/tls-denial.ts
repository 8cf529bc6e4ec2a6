import type { Statement } from './policy.ts';
import { isAbout, isForAll } from './statement-tests.ts';

/** What every policy of a bucket or topic denies, by the one condition that it has. */
interface Denial {
  readonly key: string;
  readonly operators: readonly string[];
  readonly isRight: (value: string) => boolean;
}

export const WITHOUT_TLS: Denial = {
  key: 'aws:SecureTransport',
  operators: ['Bool', 'BoolIfExists'],
  isRight: (value) => value === 'false',
};

export const WITH_OLD_TLS: Denial = {
  key: 's3:TlsVersion',
  operators: ['NumericLessThan', 'NumericLessThanIfExists'],
  isRight: (value) => Number(value) >= 1.2 && Number(value) <= 1.3,
};

/** Whether a statement denies some actions to everybody, and that condition is the only one. */
export function denies(statement: Statement, { key, operators, isRight }: Denial, actions: readonly string[]): boolean {
  const [test, ...others] = statement.tests;
  return (
    statement.effect === 'Deny' &&
    isForAll(statement) &&
    actions.every((action) => isAbout(statement, action)) &&
    test !== undefined &&
    others.length === 0 &&
    test.key.toLowerCase() === key.toLowerCase() &&
    operators.includes(test.operator) &&
    test.values.length === 1 &&
    test.values.every(isRight)
  );
}

/** Whether a statement is about a bucket and about what is in it. */
export function coversBucket({ resources }: Statement): boolean {
  return resources.includes('*') || (resources.some(isBucket) && resources.some((one) => one.endsWith('/*')));
}

function isBucket(resource: string): boolean {
  return !resource.includes('/*');
}
