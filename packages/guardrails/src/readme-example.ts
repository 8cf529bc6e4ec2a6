import type { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { waive } from '@smile/core';
import { checkGuardrails, hasPassed, toMarkdown } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';

/** Judges what was synthesized, a plan or a state; the date is an argument, so that the same day gives the same answer. */
export function review(inventory: Inventory, at: Date): string {
  const report = checkGuardrails(inventory, { at });
  return hasPassed(report) ? 'passed' : toMarkdown(report);
}

/** Lets one repository break one rule until a day. */
export function allowMovingTags(repository: EcrRepository): void {
  waive(repository, {
    rule: 'CKV_AWS_51',
    reason: 'the build of the legacy client can only push :latest, and nothing of ours runs it',
    owner: 'platform',
    expires: '2027-06-30',
  });
}
