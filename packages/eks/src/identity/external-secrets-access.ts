import { Construct } from 'constructs';
import type { PodIdentity } from './pod-identity.ts';
import { SecretsAccess, type SecretsAccessProps } from './secrets-access.ts';

export type ExternalSecretsAccessProps = Pick<SecretsAccessProps, 'cluster' | 'secrets' | 'encryption'>;

/** Namespace and service account of the operator. Its store names no account, so the pods' own identity is what counts. */
const OPERATOR = { namespace: 'external-secrets', serviceAccount: 'external-secrets' } as const;

/**
 * Lets External Secrets of a cluster read the secrets that pods of this cluster need, and no others:
 * `secrets: databases.secrets.syncedTo(['application'])`.
 *
 * Pods get credentials when they start, so let the operator's release wait for `identity.association` and `identity.policies`.
 */
export class ExternalSecretsAccess extends Construct {
  readonly identity: PodIdentity;

  constructor(scope: Construct, id: string, props: ExternalSecretsAccessProps) {
    super(scope, id);
    const { cluster, secrets, encryption } = props;
    const access = new SecretsAccess(this, 'Default', {
      cluster,
      secrets,
      encryption,
      ...OPERATOR,
      description: 'External Secrets',
    });
    this.identity = access.identity;
  }
}
