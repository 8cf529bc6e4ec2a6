export type { DataSourceClass, ResourceClass } from './provider-class.ts';
export type { ReferenceEnd } from './reference-matcher.ts';
export { resourcesOf } from './resources-of.ts';
export { type StackForOptions, stackFor } from './stack-for.ts';
export type { Assertable } from './subject.ts';
export { type SynthesizedStack, synthesize } from './synthesize.ts';
