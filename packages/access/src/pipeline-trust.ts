import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { deployerAccountId, deployerClusterArn, type Environment } from '@smile/core';
import { type DeploymentPods, deploymentPods } from './deployment-pods.ts';
import { incomingRoleArn, type PipelineRole } from './role-names.ts';

/**
 * Who may take on a deployment role: pods of one service account in the application cluster of the environment's deployer.
 *
 * In the deployer's own account EKS Pod Identity assumes the role itself. In another account it assumes a role of the
 * deployer's first, and that one this, with the same tags. The whole account stands as principal there, narrowed by a
 * condition, because IAM refuses a principal that does not exist yet.
 * Sources: EKS guide, "Grant Pods access to AWS resources based on tags" (keys of the tags) and "Access AWS resources using
 * EKS Pod Identity target IAM roles".
 */
export function pipelineTrust(environment: Environment, role: PipelineRole): DataAwsIamPolicyDocumentStatement {
  const clusterArn = deployerClusterArn(environment);
  if (environment.deployment.deployedBy === 'own-cluster') {
    return podTrust('JenkinsPods', environment.account.id, clusterArn, deploymentPods(role));
  }
  const accountId = deployerAccountId(environment);
  return {
    sid: 'JenkinsPodsOfProduction',
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${accountId}:root`] }],
    condition: [
      { test: 'ArnEquals', variable: 'aws:PrincipalArn', values: [incomingRoleArn(environment, accountId)] },
      ...tagConditions(clusterArn, deploymentPods(role, environment.stage)),
    ],
  };
}

/** Lets EKS Pod Identity give a role to pods of one service account in one cluster. */
export function podTrust(
  sid: string,
  accountId: string,
  clusterArn: string,
  pods: DeploymentPods,
): DataAwsIamPolicyDocumentStatement {
  return {
    sid,
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    principals: [{ type: 'Service', identifiers: ['pods.eks.amazonaws.com'] }],
    condition: [
      { test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] },
      ...tagConditions(clusterArn, pods),
    ],
  };
}

/** EKS sets these tags itself, from the token of the pod; nothing in the pod can choose them. */
function tagConditions(clusterArn: string, { namespace, serviceAccount }: DeploymentPods) {
  const tags = {
    'eks-cluster-arn': clusterArn,
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': serviceAccount,
  };
  return Object.entries(tags).map(([tag, value]) => ({
    test: 'StringEquals',
    variable: `aws:RequestTag/${tag}`,
    values: [value],
  }));
}
