import type { Redactor } from '@smile/delivery';
import type { Json, Resource } from '@smile/inventory';
import type { ValueDifference } from './value-differences.ts';

/** What stands for a value that is not there. */
export const NOTHING = 'nothing';

/** An expression that is a name in the code and holds no text of its own, as in `${aws_vpc.Vpc.id}`. */
const TRAVERSAL = /^\$\{[a-z][\w-]*(\.[\w-]+|\[\d+\]|\["[\w-]+"\])+\}$/i;

/** A key that is a name, as every key in code is; a pasted secret has other signs, or is longer. */
const NAME = /^[A-Za-z_][\w./-]{0,63}$/;

/** A number with or without a unit, as Kubernetes writes quantities and Terraform some numbers. */
const QUANTITY = /^\d{1,6}(\.\d{1,3})?([kMGT]i?|m|ms|s|h|d|%)?$/;

/** Arguments that hold a policy: who may do what is the first thing that reviewers must see of it, and no place for a secret. */
const POLICY = /^(policy|assume_role_policy|statement)\./;

/** One side of a difference as it may be shown. */
export function shownValue(
  value: Json | undefined,
  { type, mode }: Pick<Resource, 'type' | 'mode'>,
  argument: string,
  redactor: Redactor,
): string {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === 'string' && TRAVERSAL.test(value)) return value;
  if (typeof value === 'string' && QUANTITY.test(value)) return JSON.stringify(value);
  if (typeof value === 'string' && isOfPolicy(type, argument)) return JSON.stringify(redactor.text(value));
  const shown = redactor.value(value, { type: mode === 'data' ? `data.${type}` : type, path: argument });
  return JSON.stringify(shown);
}

function isOfPolicy(type: string, argument: string): boolean {
  return POLICY.test(argument) && /^aws_/.test(type);
}

/** A path whose keys may be shown; a key that may be content is hidden like a value. */
export function shownPath({ path }: Pick<ValueDifference, 'path'>, redactor: Redactor): string {
  return path
    .split(/(?<=\])\.|\.(?![^[]*\])/)
    .map((part) => part.replace(/^[^[]+/, (key) => (NAME.test(key) ? key : String(redactor.step(key)))))
    .join('.');
}
