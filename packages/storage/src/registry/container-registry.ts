import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { type EncryptionKey, grant } from '@smile/core';
import { Construct } from 'constructs';
import { PULL_ACTIONS, PUSH_ACTIONS } from './registry-actions.ts';
import { REPOSITORIES, type RepositoryName } from './repositories.ts';
import { Repository } from './repository.ts';

export interface ContainerRegistryProps {
  readonly encryption: EncryptionKey;
  /** Accounts that may pull, to copy images into a registry of their own. @default - this account only */
  readonly pulledByAccounts?: readonly string[];
}

/**
 * The repositories of {@link REPOSITORIES} in this environment (APP-ECR).
 *
 * Every environment that runs workloads has its own: production must not depend on another account to start a pod.
 * Promotion copies an image by digest, so the bytes that were tested are the bytes that run.
 */
export class ContainerRegistry extends Construct {
  private readonly repositories: ReadonlyMap<RepositoryName, Repository>;

  constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    super(scope, id);
    this.repositories = new Map(REPOSITORIES.map((name) => [name, new Repository(this, name, { name, ...props })]));
  }

  /** The repository of a name. */
  repository(name: RepositoryName): Repository {
    const repository = this.repositories.get(name);
    if (repository === undefined) throw new Error(`${this.node.path} has no repository ${name}`);
    return repository;
  }

  /** Lets a role pull from every repository. */
  grantPull(role: IamRole): void {
    grant(role, 'Pull', this, [this.signIn(), this.use(PULL_ACTIONS)]);
  }

  /** Lets a role pull from and push to every repository, as the jobs that build images do. */
  grantPush(role: IamRole): void {
    grant(role, 'Push', this, [this.signIn(), this.use([...PULL_ACTIONS, ...PUSH_ACTIONS])]);
  }

  private signIn(): DataAwsIamPolicyDocumentStatement {
    return { sid: 'SignIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] };
  }

  private use(actions: readonly string[]): DataAwsIamPolicyDocumentStatement {
    const resources = [...this.repositories.values()].map(({ repositoryArn }) => repositoryArn);
    return { sid: 'UseRepositories', actions: [...actions], resources };
  }
}
