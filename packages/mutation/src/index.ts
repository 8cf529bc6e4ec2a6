export { Judge, type JudgeOptions } from './judge.ts';
export { describeMutant, kindOf, type Mutant, type Stacks } from './mutant.ts';
export { mutantsOf } from './mutants-of.ts';
export { type SampleOptions, sample } from './sample.ts';
export { type Comparison, compareWithList, type Entry, parseSurvivors } from './survivors.ts';
