import type { Rule } from '../rule.ts';
import { dataSources } from './offline/data-sources.ts';
import { secretInCode } from './offline/secret-in-code.ts';
import { steadyValues } from './offline/steady-values.ts';

/** Rules of the family `offline`. */
export const OFFLINE_RULES: readonly Rule[] = [dataSources, secretInCode, steadyValues];
