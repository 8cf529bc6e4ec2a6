import type { Branch } from '@smile/core';
import { CommandError } from '../command-error.ts';

/** What became of a branch. */
export interface BranchState extends Branch {
  /** `unknown`: GitLab did not tell, so nothing follows from it. */
  readonly state: 'there' | 'merged' | 'gone' | 'unknown';
}

const STATES = ['there', 'merged', 'gone', 'unknown'];

/**
 * States of branches as `smile preview branches` wrote them.
 *
 * @throws CommandError for anything else: what was not understood must not end a preview.
 */
export function readBranchStates(content: string, file: string): readonly BranchState[] {
  const refuse = (why: string) =>
    new CommandError(`${file}: ${why}; write it with smile preview branches, and pass on what that printed`);
  let found: unknown;
  try {
    found = JSON.parse(content);
  } catch {
    throw refuse('expected JSON');
  }
  if (!Array.isArray(found)) throw refuse('expected a list of branches');
  for (const one of found as readonly Partial<BranchState>[]) {
    const isOne =
      typeof one?.project === 'string' && typeof one.branch === 'string' && STATES.includes(String(one.state));
    if (!isOne)
      throw refuse(`expected project, branch and state, one of ${STATES.join(', ')}, got ${JSON.stringify(one)}`);
  }
  return found as readonly BranchState[];
}
