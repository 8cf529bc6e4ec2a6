export { authorize, type PolicySet } from './authorize.ts';
export { argumentAt, argumentsAt, type ResourceValues, textAt } from './delivery/arguments.ts';
export type { DeliveryContract, TargetKind } from './delivery/contract.ts';
export {
  DELIVERY_CONTRACTS,
  type Delivery,
  deliveriesOf,
  PRODUCER_TYPES,
  type ProducerPlace,
} from './delivery/deliveries.ts';
export { MANAGED_POLICIES, ROLE_CONTRACTS, type RoleContract } from './delivery/role-contracts.ts';
export { type Decision, evaluate, matchStatement, type StatementMatch } from './evaluate.ts';
export { explain } from './explain.ts';
export { hasHole, hole, showText } from './hole.ts';
export { mergePolicies } from './merge-policies.ts';
export { parsePolicy } from './parse-policy.ts';
export { PolicyError } from './policy-error.ts';
export { type Context, type Principal, type Request, UNKNOWN_KEY } from './request.ts';
export { type Condition, type Policy, type PrincipalIds, type Statement, UNKNOWN_POLICY } from './statement.ts';
export { parseTerraformDocument } from './terraform-document.ts';
export { every, not, some, type Truth } from './truth.ts';
