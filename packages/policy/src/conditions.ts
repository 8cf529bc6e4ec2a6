import { parseOperator } from './operators.ts';
import type { Condition } from './statement.ts';
import { every, not, some, type Truth } from './truth.ts';
import type { Reading } from './variables.ts';

/**
 * Whether one condition holds.
 *
 * A key that the request lacks matches nothing: the condition is false, and that of a negated operator is true. With
 * `IfExists` it is true. `ForAllValues` is true without the key, `ForAnyValue` is false, negated or not.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds({ operator, key, values }: Condition, reading: Reading): Truth {
  const found = reading.read(key);
  if (/(?:^|:)Null$/.test(operator)) {
    const wanted = some(values.map((value) => (value.toLowerCase() === 'true' ? not(found.isThere) : found.isThere)));
    return wanted;
  }
  const parsed = parseOperator(operator);
  if (parsed === undefined) return 'unknown';
  const { set, ifExists, negated, compare } = parsed;
  const absent: Truth = set === undefined ? truthWhenAbsent(negated, ifExists) : absentFromSet(set, ifExists);
  const one = (value: string): Truth => {
    const matched = some(values.map((wanted) => compare(wanted, value, reading)));
    return negated ? not(matched) : matched;
  };
  const present = (): Truth => {
    if (set === 'ForAllValues') return every(found.values.map(one));
    if (set === 'ForAnyValue') return some(found.values.map(one));
    // What an operator without a set does with several values is not documented.
    const [value = ''] = found.values;
    return found.values.length > 1 ? 'unknown' : one(value);
  };
  if (found.isThere === 'no') return absent;
  if (found.isThere === 'yes') return present();
  const both = present();
  return both === absent ? both : 'unknown';
}

function truthWhenAbsent(negated: boolean, ifExists: boolean): Truth {
  return negated || ifExists ? 'yes' : 'no';
}

function absentFromSet(set: 'ForAllValues' | 'ForAnyValue', ifExists: boolean): Truth {
  return set === 'ForAllValues' || ifExists ? 'yes' : 'no';
}
