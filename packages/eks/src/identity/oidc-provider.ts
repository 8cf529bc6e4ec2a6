import type { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface OidcProviderProps {
  readonly cluster: EksCluster;
}

/** Audience of the tokens that a cluster gives to its service accounts for AWS. */
const AUDIENCE = 'sts.amazonaws.com';

/**
 * The cluster as an identity provider of IAM, for the few things that cannot use EKS Pod Identity: RisingWave's SDK asks
 * for a web identity (IRSA).
 *
 * Without a thumbprint: AWS trusts the certificate authority of EKS by itself, and provider 5.81 and later asks for none.
 * Asking for one would call the cluster's issuer at every plan.
 */
export class OidcProvider extends Construct {
  readonly providerArn: string;
  /** Issuer without `https://`, which is how conditions of trust policies name it. */
  readonly issuer: string;

  constructor(scope: Construct, id: string, { cluster }: OidcProviderProps) {
    super(scope, id);
    const url = cluster.identity.get(0).oidc.get(0).issuer;
    const provider = new IamOpenidConnectProvider(this, 'Default', {
      url,
      clientIdList: [AUDIENCE],
    });
    this.providerArn = provider.arn;
    this.issuer = Fn.replace(url, 'https://', '');
  }
}
