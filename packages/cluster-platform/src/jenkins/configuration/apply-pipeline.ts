import type { JenkinsValues } from '@smile/core';
import { JENKINS_GROUPS } from './access-rights.ts';

/** An environment that Jenkins applies. */
export interface AppliedEnvironment {
  /** As in `<country>/<stage>`. */
  readonly id: string;
  /** Label of the agents that may. */
  readonly agent: string;
}

/** Parameters with which a plan starts the apply. */
export const APPLY_PARAMETERS = {
  BUNDLE: 'Plans to apply, as in s3://bucket/key',
  DIGEST: 'SHA-256 of the bundle, which was reviewed',
  COMMIT: 'Commit that was planned',
  AUTHORS: 'E-mail addresses of everybody who wrote a commit since the last apply, with commas between',
  STARTER: 'Who started the plan; empty when a commit did',
} as const;

/**
 * The pipeline that applies. Its text is here and not in the repository: it checks nothing out and installs nothing, so that a commit can change
 * what is planned and never how it is approved and applied. `smile` and Terraform are those of the agent's image (docs/adr/0040).
 *
 * It has no timeout once it applies: an apply that is ended half-way loses what it made. The lock is taken after the approval, so that nobody
 * waits for a person; `input` comes before the agent, so that no pod waits either.
 */
export function applyPipeline(
  { id, agent }: AppliedEnvironment,
  { approval }: Pick<JenkinsValues, 'approval'>,
): string {
  return `pipeline {
    agent none
    options {
        disableRestartFromStage()
        disableConcurrentBuilds()
        skipDefaultCheckout()
        timestamps()
        buildDiscarder(logRotator(numToKeepStr: '200'))
    }
    stages {${approval === 'none' ? '' : approveStage(id, agent)}
        stage('Apply') {
            options {
                lock(resource: 'apply-${id}')
            }
            agent { label '${agent}' }
            steps {
                sh 'smile apply ${id} --bundle "$BUNDLE" --digest "$DIGEST"'
            }
        }
    }
}
`;
}

function approveStage(id: string, agent: string): string {
  return `
        stage('Approve') {
            options {
                timeout(time: 8, unit: 'HOURS')
            }
            input {
                message "Apply commit \${params.COMMIT} to ${id}? Digest of what was reviewed: \${params.DIGEST}"
                ok 'Apply'
                submitter '${JENKINS_GROUPS.approvers}'
                submitterParameter 'APPROVER'
            }
            agent { label '${agent}' }
            steps {
                sh 'smile approver "$APPROVER" --authors "$AUTHORS" --starter "$STARTER"'
            }
        }`;
}
