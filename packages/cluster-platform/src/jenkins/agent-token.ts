import type { ObjectMeta } from '../objects/object-meta.ts';
import { type AgentCloud, tokenOf } from './agent-cloud.ts';
import { JENKINS_SERVICE } from './jenkins-pods.ts';

/** A Secret that Kubernetes fills with a token of an account; what we write has no data. */
export interface AccountToken {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: ObjectMeta;
  readonly type: 'kubernetes.io/service-account-token';
}

/**
 * The token of a cloud's account. In a release and not as a resource of Terraform, whose state would have the token.
 * https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
 */
export function agentToken(cloud: AgentCloud): AccountToken {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: tokenOf(cloud).secret,
      namespace: JENKINS_SERVICE.namespace,
      annotations: { 'kubernetes.io/service-account.name': cloud.maker },
    },
    type: 'kubernetes.io/service-account-token',
  };
}
