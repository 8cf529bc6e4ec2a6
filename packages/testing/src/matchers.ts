import { expect } from 'vitest';
import { toFailWith, toHaveNoErrors } from './failure-matchers.ts';
import type { DataSourceClass, ResourceClass } from './provider-class.ts';
import { type ReferenceEnd, toReference } from './reference-matcher.ts';
import { toHaveAddresses, toHaveDataSource, toHaveResource, toHaveResourceCount } from './resource-matchers.ts';

/** Importing this file teaches `expect` the matchers below. */
export interface SmileMatchers {
  /** Has a resource of a class, with at least the properties of `subset` (snake_case, as synthesized; tokens resolve). */
  toHaveResource(type: ResourceClass, subset?: object): void;
  /** Has a data source of a class, with at least the properties of `subset`. */
  toHaveDataSource(type: DataSourceClass, subset?: object): void;
  /** Has exactly so many resources of a class. */
  toHaveResourceCount(type: ResourceClass, count: number): void;
  /**
   * Has a resource that refers to another one at or below an attribute path such as `vpc_id` or `ingress[*].security_groups`.
   * References are followed through locals and across the stacks of the app.
   */
  toReference(from: ReferenceEnd, path: string, to: ReferenceEnd): void;
  /** Has exactly these managed addresses, in any order. Of an inventory they start with the stack, as in `network/aws_vpc.Main`. */
  toHaveAddresses(addresses: readonly string[]): void;
  /** Function or stack that fails, while building or synthesizing, with exactly this message. */
  toFailWith(message: string): void;
  /** Stack that synthesizes without failed validation or error annotation; inventory without problems. */
  toHaveNoErrors(): void;
}

declare module 'vitest' {
  // The type parameter has to be declared as vitest declares it.
  interface Matchers<T> extends SmileMatchers {}
}

expect.extend({
  toHaveResource,
  toHaveDataSource,
  toHaveResourceCount,
  toReference,
  toHaveAddresses,
  toFailWith,
  toHaveNoErrors,
});
