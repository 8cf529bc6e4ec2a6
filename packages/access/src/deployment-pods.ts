import { STAGE_ABBREVIATIONS, type Stage } from '@smile/core';
import type { PipelineRole } from './role-names.ts';

/** Pods of one Kubernetes service account. */
export interface DeploymentPods {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The pods of Jenkins that take on a deployment role: a namespace and a service account each, so that a job that plans
 * cannot ask for a pod that applies.
 *
 * @param guest stage of an environment that this Jenkins deploys beside its own. @default - its own
 */
export function deploymentPods(role: PipelineRole, guest?: Stage): DeploymentPods {
  return {
    namespace: `jenkins-${role}`,
    serviceAccount: guest === undefined ? role : `${role}-${STAGE_ABBREVIATIONS[guest]}`,
  };
}
