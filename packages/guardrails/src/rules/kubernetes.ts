import type { Rule } from '../rule.ts';
import { accountTokens } from './kubernetes/account-tokens.ts';
import { agentAccounts } from './kubernetes/agent-accounts.ts';
import { agentAdmission } from './kubernetes/agent-admission.ts';
import { apiVersions } from './kubernetes/api-versions.ts';
import { authorization } from './kubernetes/authorization.ts';
import { defaultDeny } from './kubernetes/default-deny.ts';
import { disruption } from './kubernetes/disruption.ts';
import { externalSecrets } from './kubernetes/external-secrets.ts';
import { gateways } from './kubernetes/gateways.ts';
import { imageDigest } from './kubernetes/image-digest.ts';
import { imageRegistry } from './kubernetes/image-registry.ts';
import { jenkinsSettings } from './kubernetes/jenkins-settings.ts';
import { mutualTls } from './kubernetes/mutual-tls.ts';
import { namespaceBudget } from './kubernetes/namespace-budget.ts';
import { namespaceLevel } from './kubernetes/namespace-level.ts';
import { namespaceOrder } from './kubernetes/namespace-order.ts';
import { objectValues } from './kubernetes/object-values.ts';
import { planAccess } from './kubernetes/plan-access.ts';
import { podSecurity } from './kubernetes/pod-security.ts';
import { policyPairs } from './kubernetes/policy-pairs.ts';
import { policyPorts } from './kubernetes/policy-ports.ts';
import { policySelectors } from './kubernetes/policy-selectors.ts';
import { policyWidth } from './kubernetes/policy-width.ts';
import { previewFence } from './kubernetes/preview-fence.ts';
import { probes } from './kubernetes/probes.ts';
import { providerLogin } from './kubernetes/provider-login.ts';
import { readable } from './kubernetes/readable.ts';
import { references } from './kubernetes/references.ts';
import { releases } from './kubernetes/releases.ts';
import { resources } from './kubernetes/resources.ts';
import { roleWildcards } from './kubernetes/role-wildcards.ts';
import { routeHosts } from './kubernetes/route-hosts.ts';
import { scaledReplicas } from './kubernetes/scaled-replicas.ts';
import { secretData } from './kubernetes/secret-data.ts';
import { secretTexts } from './kubernetes/secret-texts.ts';
import { singleReplica } from './kubernetes/single-replica.ts';
import { targetBindings } from './kubernetes/target-bindings.ts';
import { volumeZones } from './kubernetes/volume-zones.ts';
import { webhookFailure } from './kubernetes/webhook-failure.ts';

/** What runs inside the clusters. */
export const KUBERNETES_RULES: readonly Rule[] = [
  accountTokens,
  agentAccounts,
  agentAdmission,
  apiVersions,
  authorization,
  defaultDeny,
  disruption,
  externalSecrets,
  gateways,
  imageDigest,
  imageRegistry,
  jenkinsSettings,
  mutualTls,
  namespaceBudget,
  namespaceLevel,
  namespaceOrder,
  objectValues,
  planAccess,
  podSecurity,
  policyPairs,
  policyPorts,
  policySelectors,
  policyWidth,
  previewFence,
  probes,
  providerLogin,
  readable,
  references,
  releases,
  resources,
  roleWildcards,
  routeHosts,
  scaledReplicas,
  secretData,
  secretTexts,
  singleReplica,
  targetBindings,
  volumeZones,
  webhookFailure,
];
