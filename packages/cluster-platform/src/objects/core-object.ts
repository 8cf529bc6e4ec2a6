import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IService } from 'kubernetes-models/v1/Service';
import type { AdmissionPolicy, AdmissionPolicyBinding } from '../jenkins/agent-admission.ts';
import type { AccountToken } from '../jenkins/agent-token.ts';
import type { ObjectMeta, ObjectOfKind } from './object-meta.ts';

export type Job = ObjectOfKind<'batch/v1', 'Job', NonNullable<IJob['spec']>>;
type Service = ObjectOfKind<'v1', 'Service', NonNullable<IService['spec']>>;
export type Deployment = ObjectOfKind<'apps/v1', 'Deployment', NonNullable<IDeployment['spec']>>;
type CronJob = ObjectOfKind<'batch/v1', 'CronJob', NonNullable<ICronJob['spec']>>;

/** Text that pods mount. Its keys are names of files, at the top and not below `spec`. */
interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: ObjectMeta;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Kinds of Kubernetes itself that come in a release and not as resources of Terraform: Helm runs Jobs that are hooks, and only what comes
 * with them changes with them; Terraform's provider has no admission policies; its state would have tokens; and a preview comes and goes as a whole.
 */
export type CoreObject =
  | Job
  | CronJob
  | Deployment
  | Service
  | ConfigMap
  | AdmissionPolicy
  | AdmissionPolicyBinding
  | AccountToken;

/** Annotations of a Job that Helm runs at every install and upgrade; the one before goes first, so that its log stays until then. */
export const RUNS_AT_EVERY_CHANGE = {
  'helm.sh/hook': 'post-install,post-upgrade',
  'helm.sh/hook-delete-policy': 'before-hook-creation',
} as const;
