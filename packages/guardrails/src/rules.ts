import type { Rule } from './rule.ts';
import { DATA_PLATFORM_RULES } from './rules/data-platform.ts';
import { ISOLATION_RULES } from './rules/isolation.ts';
import { KUBERNETES_RULES } from './rules/kubernetes.ts';
import { LIFECYCLE_RULES } from './rules/lifecycle.ts';
import { MIRROR_RULES } from './rules/mirror.ts';
import { MONITORING_RULES } from './rules/monitoring.ts';
import { OFFLINE_RULES } from './rules/offline.ts';
import { QUOTA_RULES } from './rules/quotas.ts';
import { REGION_RULES } from './rules/region.ts';
import { SECURITY_RULES } from './rules/security.ts';
import { SEMANTICS_RULES } from './rules/semantics.ts';

/** Every rule, by family. */
export const RULES: readonly Rule[] = [
  ...SECURITY_RULES,
  ...SEMANTICS_RULES,
  ...MONITORING_RULES,
  ...REGION_RULES,
  ...LIFECYCLE_RULES,
  ...OFFLINE_RULES,
  ...ISOLATION_RULES,
  ...MIRROR_RULES,
  ...QUOTA_RULES,
  ...KUBERNETES_RULES,
  ...DATA_PLATFORM_RULES,
];
