import { STATEFUL_TYPES } from '@smile/inventory';
import { each, withLifecycles } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const preventDestroy: Rule = {
  id: 'SMILE_PREVENT_DESTROY',
  family: 'security',
  severity: 'high',
  title: 'Terraform refuses to destroy what holds data or identity',
  what: 'Every resource of a stateful type (databases, buckets, keys, secrets, addresses, audit) has `prevent_destroy`, unless its tags say why it may be deleted.',
  why: "A renamed construct, a lost line or a wrong branch would otherwise destroy patients' data on the next apply.",
  remedy: 'Keep deletion protected, or give the reason that both keys ask for.',
  source: 'docs of @smile/core, Deletion',
  check: withLifecycles(
    each(STATEFUL_TYPES, (_, { lifecycle, tagsAll }) =>
      lifecycle.preventDestroy || 'deletion-allowed-because' in tagsAll
        ? undefined
        : 'lifecycle.prevent_destroy must be true, got false',
    ),
  ),
};
