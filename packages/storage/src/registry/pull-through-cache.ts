import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrPullThroughCacheRule } from '@cdktf/provider-aws/lib/ecr-pull-through-cache-rule';
import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { CACHED_REGISTRIES, type CachedRegistry } from '@smile/catalogue';
import { defaultTags, type EncryptionKey, EstateStack, grant, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import { PULL_ACTIONS } from './registry-actions.ts';
import { untaggedImagesExpire } from './untagged-images.ts';

export interface PullThroughCacheProps {
  readonly encryption: EncryptionKey;
}

const UPSTREAMS = Object.keys(CACHED_REGISTRIES) as readonly CachedRegistry[];

/**
 * Copies of public images in our own registry, made at the first pull: nodes start when the internet does not answer,
 * and every image is scanned.
 *
 * `quay.io/strimzi/operator:1.0` is pulled as `<registry>/smile-prd-quay/strimzi/operator:1.0`. Tags never move; a tag
 * that moves upstream keeps its first image here. Prefixes belong to the account, so only the environment that owns
 * the account has them.
 */
export class PullThroughCache extends Construct {
  private readonly role: IamRole;

  constructor(scope: Construct, id: string, props: PullThroughCacheProps) {
    super(scope, id);
    const creation = this.createRole(props.encryption);
    this.role = creation.role;
    for (const upstream of UPSTREAMS) {
      this.createCache(upstream, props.encryption, creation.policy);
    }
  }

  /** Prefix of an upstream's repositories, as in `smile-prd-quay`. */
  prefix(upstream: CachedRegistry): string {
    return physicalName(this, { ...NAME_LIMITS.ecrPrefix, name: upstream });
  }

  /** Lets a role pull through the cache, which makes repositories at the first pull. */
  grantPull(role: IamRole): void {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    const repositories = UPSTREAMS.map(
      (upstream) => `arn:aws:ecr:${region}:${account.id}:repository/${this.prefix(upstream)}/*`,
    );
    grant(role, 'Pull', this, [
      { sid: 'SignIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
      {
        sid: 'PullThrough',
        actions: [...PULL_ACTIONS, 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
        resources: repositories,
      },
    ]);
  }

  /**
   * Templates with tags or a KMS key need a role to make repositories with. Source: ECR guide, "IAM permissions for
   * creating repository creation templates".
   */
  private createRole(encryption: EncryptionKey): { readonly role: IamRole; readonly policy: IamRolePolicy } {
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        { actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: ['ecr.amazonaws.com'] }] },
      ],
    });
    const role = new IamRole(this, 'Role', {
      name: physicalName(this, { ...NAME_LIMITS.iamRole, name: 'ecr-repository-creation' }),
      description: 'Makes repositories of the pull-through cache',
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
    const { region, account } = EstateStack.ofConstruct(this).environment;
    const document = new DataAwsIamPolicyDocument(this, 'RoleStatements', {
      statement: [
        {
          sid: 'MakeRepositories',
          actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
          resources: [`arn:aws:ecr:${region}:${account.id}:repository/*`],
        },
        {
          sid: 'EncryptThem',
          actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
          resources: [encryption.keyArn],
        },
      ],
    });
    const policy = new IamRolePolicy(this, 'RolePolicy', {
      name: 'make-repositories',
      role: role.name,
      policy: document.json,
    });
    return { role, policy };
  }

  private createCache(upstream: CachedRegistry, encryption: EncryptionKey, policy: IamRolePolicy): void {
    const scope = new Construct(this, upstream);
    const { environment, layer } = EstateStack.ofConstruct(this);
    const template = new EcrRepositoryCreationTemplate(scope, 'Template', {
      prefix: this.prefix(upstream),
      description: `Copies of images of ${CACHED_REGISTRIES[upstream]}`,
      appliedFor: ['PULL_THROUGH_CACHE'],
      imageTagMutability: 'IMMUTABLE',
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: encryption.keyArn }],
      lifecyclePolicy: untaggedImagesExpire(scope).json,
      // The provider's default tags reach only what Terraform itself makes.
      resourceTags: { ...defaultTags(environment, layer), 'managed-by': 'ecr-pull-through-cache' },
      customRoleArn: this.role.arn,
      dependsOn: [policy],
    });
    new EcrPullThroughCacheRule(scope, 'Rule', {
      ecrRepositoryPrefix: this.prefix(upstream),
      upstreamRegistryUrl: CACHED_REGISTRIES[upstream],
      // A pull between rule and template would make a repository without the template's settings, for ever.
      dependsOn: [template],
    });
  }
}
