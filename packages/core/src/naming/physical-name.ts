import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { ValidationError } from '../errors/validation-error.ts';
import { EstateStack } from '../estate-stack.ts';
import type { NameLimit } from './name-limits.ts';

export interface PhysicalNameOptions extends NameLimit {
  /**
   * Words to use instead of the construct's path, as in `app` for `smile-uat-app`. The caller answers for its being
   * unique in the environment.
   * @default - the stack's layer and the construct's path
   */
  readonly name?: string;
  /**
   * Where AWS wants the name to be unique. `global` (S3 buckets) appends the account id.
   * @default 'account'
   */
  readonly unique?: 'account' | 'global';
}

const HASH_LENGTH = 6;

/**
 * The name under which AWS knows a construct's resource, as in `smile-prd-network-vpc-flow-logs`.
 *
 * Guarantees: it starts with the environment's prefix; it holds only `a-z`, `0-9` and single hyphens; it is never longer
 * than `max`; it depends on nothing but the environment, the stack's layer and the construct's path (or `name`), so it
 * is the same in every run; two paths never share a name, because a name that had to be cut ends with a hash of the
 * whole.
 *
 * @throws ValidationError if the limit leaves no room for the prefix and a hash, or if the words hold the prefix already.
 */
export function physicalName(construct: Construct, options: PhysicalNameOptions): string {
  const stack = EstateStack.ofConstruct(construct);
  const { environment } = stack;
  const words = options.name ?? [stack.layer, ...pathWithin(construct, stack)].join('-');
  const suffix = options.unique === 'global' ? `-${environment.account.id}` : '';
  if (`${kebabCase(words)}-`.startsWith(`${environment.namePrefix}-`)) {
    throw new ValidationError(construct, [
      `name must not start with the prefix of the environment, which is put before it, got ${words}; leave out ${environment.namePrefix}`,
    ]);
  }
  const whole = `${environment.namePrefix}-${kebabCase(words)}`;
  const room = options.max - suffix.length;
  if (whole.length <= room) return `${whole}${suffix}`;
  const kept = room - HASH_LENGTH - 1;
  if (kept < environment.namePrefix.length) {
    throw new ValidationError(construct, [
      `no name fits into ${options.max} characters, needed at least ${options.max - kept + environment.namePrefix.length}; shorten namePrefix, got ${environment.namePrefix}`,
    ]);
  }
  return `${whole.slice(0, kept).replace(/-$/, '')}-${hash(whole)}${suffix}`;
}

/** Path below the stack without the `Default` and `Resource` levels, which Terraform addresses hide too. */
function pathWithin(construct: Construct, stack: EstateStack): string[] {
  const path = construct.node.path.slice(stack.node.path.length + 1);
  return path.split('/').filter((id) => id !== '' && id !== 'Default' && id !== 'Resource');
}

function kebabCase(words: string): string {
  return words
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
