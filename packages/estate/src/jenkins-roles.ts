import { crossingRoleArn, deploymentPods, deploymentRoleArn, guestRoleArn } from '@smile/access';
import { EstateStack, PREVIEW_PODS, previewRoleArn, stageWord, waive } from '@smile/core';
import { type Cluster, RoleAssociation } from '@smile/eks';
import { Construct } from 'constructs';

export interface JenkinsRolesProps {
  /** The application cluster, in which Jenkins runs. */
  readonly cluster: Cluster;
}

/**
 * Which pods of Jenkins get which deployment role (CI-JENKINS): those of this environment, and those of environments
 * without a cluster that this one deploys.
 *
 * It only hands out; who may take a role on is said by the role's own trust, in the bootstrap stack, which Jenkins cannot
 * change.
 */
export class JenkinsRoles extends Construct {
  constructor(scope: Construct, id: string, { cluster: { clusterReference } }: JenkinsRolesProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    if (environment.platform?.previews !== undefined) {
      new RoleAssociation(this, 'Preview', {
        clusterReference,
        ...PREVIEW_PODS,
        roleArn: previewRoleArn(environment),
      });
    }
    for (const role of ['plan', 'apply'] as const) {
      const word = role === 'plan' ? 'Plan' : 'Apply';
      new RoleAssociation(this, word, {
        clusterReference,
        ...deploymentPods(role),
        roleArn: deploymentRoleArn(environment, role),
      });
      for (const guest of environment.deployment.alsoDeploys ?? []) {
        const association = new RoleAssociation(this, `${word}${stageWord(guest.stage)}`, {
          clusterReference,
          ...deploymentPods(role, guest.stage),
          roleArn: crossingRoleArn(environment, guest),
          targetRoleArn: guestRoleArn(environment, guest, role),
        });
        waive(association, {
          rule: 'SMILE_MIRROR_ADDRESSES',
          reason: 'only production deploys an environment besides itself (docs/adr/0017-who-can-become-apply.md)',
          owner: 'platform',
          expires: '2027-11-30',
        });
      }
    }
  }
}
