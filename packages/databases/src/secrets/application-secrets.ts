import type { Days, EncryptionKey } from '@smile/core';
import { Construct } from 'constructs';
import type { PodAccount, SecretCluster } from './catalogue/pod-accounts.ts';
import { SECRET_NAMES, SECRETS, type SecretName } from './catalogue/secret-catalogue.ts';
import { secretsReadDirectlyBy, secretsSyncedTo } from './catalogue/secret-readers.ts';
import { Secret } from './secret.ts';

export interface ApplicationSecretsProps {
  readonly encryption: EncryptionKey;
  /** How long a deleted secret can be brought back, 7 to 30 days. @default '30 days' */
  readonly recovery?: Days;
}

/** The ten secrets of {@link SECRETS}, under one key (APP-SECRETS). About USD 4 a month. */
export class ApplicationSecrets extends Construct {
  private readonly secrets: ReadonlyMap<SecretName, Secret>;

  constructor(scope: Construct, id: string, props: ApplicationSecretsProps) {
    super(scope, id);
    this.secrets = new Map(
      SECRET_NAMES.map((name) => [name, new Secret(this, name, { name, entry: SECRETS[name], ...props })]),
    );
  }

  /** The secret of a name. */
  secret(name: SecretName): Secret {
    const secret = this.secrets.get(name);
    if (secret === undefined) throw new Error(`${this.node.path} has no secret ${name}`);
    return secret;
  }

  /** The secrets that External Secrets of a cluster reads, by the roles of the cluster: all that its pods need, and no others. */
  syncedTo(clusters: readonly SecretCluster[]): readonly Secret[] {
    return secretsSyncedTo(clusters).map((name) => this.secret(name));
  }

  /** The secrets that pods of an account read from AWS themselves, as the job of MySQL's users does. */
  readDirectlyBy(pods: PodAccount): readonly Secret[] {
    return secretsReadDirectlyBy(pods).map((name) => this.secret(name));
  }
}
