import type { JsonObject } from '@smile/inventory';
import { type DataSourceClass, kindOf, type ResourceClass } from './provider-class.ts';
import { type Assertable, ofKind, subjectOf } from './subject.ts';

/** Bodies of all resources of a class as synthesized, in order of address, for assertions that no matcher covers. */
export function resourcesOf(received: Assertable, type: ResourceClass | DataSourceClass): readonly JsonObject[] {
  return ofKind(subjectOf(received), kindOf(type)).map(({ body }) => body);
}
