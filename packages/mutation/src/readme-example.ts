import { describeMutant, Judge, mutantsOf, type Stacks, sample } from '@smile/mutation';

/** What nobody notices, of a hundred faults in the stacks of production. */
export function unnoticed(stacks: Stacks): readonly string[] {
  const judge = new Judge(stacks, { environment: { id: 'indonesia/production', stage: 'production' }, at: new Date() });
  const mutants = sample(mutantsOf(stacks), { size: 100 });
  return mutants.filter((mutant) => judge.newComplaints(mutant).length === 0).map(describeMutant);
}
