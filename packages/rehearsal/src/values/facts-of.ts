import { COMPUTE_FACTS } from './aws/compute.ts';
import { DATABASE_FACTS } from './aws/databases.ts';
import { EDGE_FACTS } from './aws/edge.ts';
import { EKS_FACTS } from './aws/eks.ts';
import { GOVERNANCE_FACTS } from './aws/governance.ts';
import { IDENTITY_FACTS } from './aws/identity.ts';
import { NETWORK_FACTS } from './aws/network.ts';
import { SECURITY_GROUP_FACTS } from './aws/security-groups.ts';
import { STORAGE_FACTS } from './aws/storage.ts';
import type { FactsTable, TypeFacts } from './facts.ts';
import { factsOfOtherProvider } from './other-providers.ts';

/** Facts of every AWS type that has any. */
export const AWS_FACTS: FactsTable = {
  ...NETWORK_FACTS,
  ...SECURITY_GROUP_FACTS,
  ...COMPUTE_FACTS,
  ...STORAGE_FACTS,
  ...DATABASE_FACTS,
  ...EKS_FACTS,
  ...EDGE_FACTS,
  ...IDENTITY_FACTS,
  ...GOVERNANCE_FACTS,
};

// Known at plan for every type that has the argument. https://registry.terraform.io/providers/hashicorp/aws/latest/docs
const EVERY_AWS_TYPE: TypeFacts = { defaults: { region: '{region}' } };

/** What is known of a type beyond its schema. A type without facts gets values made from its schema alone. */
export function factsOf(type: string): TypeFacts {
  if (!type.startsWith('aws_')) return factsOfOtherProvider(type) ?? {};
  const facts = AWS_FACTS[type] ?? {};
  return { ...facts, defaults: { ...EVERY_AWS_TYPE.defaults, ...facts.defaults } };
}
