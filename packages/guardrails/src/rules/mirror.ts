import type { Rule } from '../rule.ts';
import { addresses } from './mirror/addresses.ts';
import { resourceTypes } from './mirror/resource-types.ts';

/** Rules of the family `mirror`. */
export const MIRROR_RULES: readonly Rule[] = [addresses, resourceTypes];
