import type { Environment } from '../environment/environment.ts';
import { STAGE_ABBREVIATIONS } from '../environment/stages.ts';

/** The account that an environment's deployer is in: its own, or production's. */
export function deployerAccountId({ account, deployment: { deployedBy } }: Environment): string {
  return deployedBy === 'own-cluster' ? account.id : deployedBy.accountId;
}

/** Start of the names of the deployer's AWS resources, as in `smile-prd`. */
export function deployerNamePrefix({ country, namePrefix, deployment: { deployedBy } }: Environment): string {
  return deployedBy === 'own-cluster' ? namePrefix : `${country.namePrefix}-${STAGE_ABBREVIATIONS[deployedBy.stage]}`;
}

/**
 * ARN of the application cluster whose Jenkins deploys an environment, as in
 * `arn:aws:eks:ap-southeast-3:111111111111:cluster/smile-prd-app`. A text: trust policies name it before it exists.
 */
export function deployerClusterArn(environment: Environment): string {
  return `arn:aws:eks:${environment.region}:${deployerAccountId(environment)}:cluster/${deployerNamePrefix(environment)}-app`;
}
