import { capacityOfGroup } from './managed-groups.ts';
import type { Statement } from './statement.ts';

/** Capacity that a web ACL's price covers. AWS allows 5,000, and charges for what is above this one. */
const INCLUDED_CAPACITY = 1500;

/** Of a comparison with the start of a text. */
const PATH_START_CAPACITY = 2;

/** Of a search inside a text. */
const PATH_PART_CAPACITY = 10;

/** Decoding and normalizing. */
const PATH_TRANSFORMATIONS = 2;

/**
 * Capacity units that a statement uses, as AWS counts them.
 *
 * Source: WAF guide, "Web ACL capacity units" and the page of each statement. A text transformation adds 10.
 */
export function capacityOf(statement: Statement): number {
  switch (statement.kind) {
    case 'managed-group':
      return capacityOfGroup(statement.group);
    case 'rate':
      return 2 + (statement.of === undefined ? 0 : capacityOf(statement.of));
    case 'country':
    case 'label':
      return 1;
    case 'path':
      return ('startsWith' in statement ? PATH_START_CAPACITY : PATH_PART_CAPACITY) + PATH_TRANSFORMATIONS * 10;
    case 'not':
      return capacityOf(statement.statement);
    case 'all':
    case 'any':
      return statement.statements.reduce((sum, one) => sum + capacityOf(one), 0);
  }
}

/** What is wrong with the capacity of rules together: one sentence, or none. */
export function capacityProblems(rules: readonly { readonly name: string; readonly statement: Statement }[]): string[] {
  const shares = rules.map(({ name, statement }) => ({ name, capacity: capacityOf(statement) }));
  const total = shares.reduce((sum, { capacity }) => sum + capacity, 0);
  if (total <= INCLUDED_CAPACITY) return [];
  const listed = shares.map(({ name, capacity }) => `${name} ${capacity}`).join(', ');
  return [
    `the rules use ${total} capacity units (${listed}), a web ACL has ${INCLUDED_CAPACITY}; leave out a group or an exception`,
  ];
}
