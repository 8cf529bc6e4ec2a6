import type { Path } from '../protocol/problem.ts';
import type { ObjectValue, Value } from '../protocol/value.ts';

/** A rule on arguments that a schema cannot express. The same data serves Terraform's validation and the guardrails. */
export interface ArgumentRule {
  /** Kebab-case, unique, as in `s3-bucket-name`. */
  readonly id: string;
  /** Resource types it applies to; `*` is every type. */
  readonly types: readonly string[];
  /** Dotted path of the argument; a list on the way is entered at each element. */
  readonly path: string;
  /** What is wrong with a known, non-null value; undefined when nothing is. Lower case, no full stop. */
  readonly check: (value: Value, resource: ObjectValue) => string | undefined;
  /** Where the rule is written down. */
  readonly source: string;
}

/** A rule that a resource breaks. */
export interface BrokenRule {
  readonly rule: ArgumentRule;
  readonly path: Path;
  readonly message: string;
}
