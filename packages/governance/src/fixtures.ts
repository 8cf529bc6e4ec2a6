import type { EstateStack } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { synthesize } from '@smile/testing';
import { AuditStore } from './audit-store.ts';

/** Break-glass roles of every environment in the account of tests. */
export const BREAK_GLASS = 'arn:aws:iam::222222222222:role/smile-*-break-glass';

/** An account stack for tests. */
export function accountStackFor(build: (stack: EstateStack) => void): EstateStack {
  return estateStackFor(build, { layer: 'account' });
}

/** A store for tests of what delivers to it. */
export function auditStoreIn(stack: EstateStack): AuditStore {
  return new AuditStore(stack, 'Audit', { retention: '365 days', breakGlassRoleArn: BREAK_GLASS });
}

/** Statements of the policy document at a construct path below the stack. */
export function statementsAt(stack: EstateStack, path: string): unknown {
  const address = `data.aws_iam_policy_document.${path.replaceAll('/', '_')}_*`;
  return synthesize(stack).inventory.resources({ address })[0]?.values.statement;
}
