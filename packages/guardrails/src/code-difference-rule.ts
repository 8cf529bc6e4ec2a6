import type { Rule } from './rule.ts';

/** What a difference between a plan or a state and the code is told as. It is no rule of the list: it needs the code beside what is judged. */
export const CODE_DIFFERENCE: Rule = {
  id: 'SMILE_CODE_DIFFERENCE',
  family: 'semantics',
  severity: 'high',
  title: 'A plan or a state has what the code says',
  what: 'Every resource of the code is in the plan or state of its stack and the reverse, and every argument that the code writes has that value there; references are compared by what they lead to.',
  why: 'What differs was changed by hand, or comes from another commit, and then everything else that is said of the code is not true of it.',
  remedy: 'Plan again from this commit. What somebody changed on purpose goes into the code.',
  source: 'https://developer.hashicorp.com/terraform/cli/commands/plan',
  check: () => undefined,
};
