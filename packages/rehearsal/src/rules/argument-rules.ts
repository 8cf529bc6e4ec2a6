import type { ArgumentRule } from './argument-rule.ts';
import { CLOUDFLARE_RULES } from './cloudflare-rules.ts';
import { CLUSTER_RULES } from './cluster-rules.ts';
import { COMPUTE_RULES } from './compute-rules.ts';
import { DATA_STORE_RULES } from './data-store-rules.ts';
import { EDGE_RULES } from './edge-rules.ts';
import { ENGINE_RULES } from './engine-rules.ts';
import { GOVERNANCE_RULES } from './governance-rules.ts';
import { IAM_RULES } from './iam-rules.ts';
import { LOAD_BALANCER_RULES } from './load-balancer-rules.ts';
import { MONITORING_RULES } from './monitoring-rules.ts';
import { NAME_RULES } from './name-rules.ts';
import { NETWORK_RULES } from './network-rules.ts';
import { NODE_RULES } from './node-rules.ts';
import { SERVICE_RULES } from './service-rules.ts';
import { WAF_RULES } from './waf-rules.ts';

/** Every argument rule. */
export const ARGUMENT_RULES: readonly ArgumentRule[] = [
  ...NAME_RULES,
  ...NETWORK_RULES,
  ...COMPUTE_RULES,
  ...CLUSTER_RULES,
  ...NODE_RULES,
  ...IAM_RULES,
  ...EDGE_RULES,
  ...CLOUDFLARE_RULES,
  ...LOAD_BALANCER_RULES,
  ...WAF_RULES,
  ...SERVICE_RULES,
  ...GOVERNANCE_RULES,
  ...MONITORING_RULES,
  ...DATA_STORE_RULES,
  ...ENGINE_RULES,
];
