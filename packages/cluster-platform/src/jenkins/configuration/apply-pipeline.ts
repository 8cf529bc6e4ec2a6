import { JENKINS_GROUPS } from './access-rights.ts';

/** An environment that Jenkins applies. */
export interface AppliedEnvironment {
  /** As in `<country>/<stage>`. */
  readonly id: string;
  /** Label of the agents that may. */
  readonly agent: string;
}

/** Parameters with which a plan asks for its apply. */
export const APPLY_PARAMETERS = {
  BUNDLE: 'Folder of the bundle, as in s3://bucket/key',
  DIGEST: 'Digest of the bundle, which was reviewed',
  COMMIT: 'Commit that was planned',
  STARTER: 'E-mail address of who started the plan',
  SUMMARY: 'What changes, as Markdown',
  RESUME: 'yes: go on where an earlier apply of this bundle stopped (docs/runbooks/failed-apply.md)',
} as const;

/**
 * The pipeline that applies. Its text is here and not in the repository: it checks nothing out and installs nothing, so that a commit can change
 * what is planned and never how it is approved and applied. `smile` and Terraform are those of the agent's image (docs/adr/0040).
 *
 * `input` comes before the agent, so that no pod waits for a person, and in a stage before the lock, so that no apply does. Once it applies it
 * has no timeout: an apply that is ended half-way loses what it made. That the approver is neither an author nor the starter is checked by
 * `smile apply`, which knows the authors from the bundle.
 */
export function applyPipeline({ id, agent }: AppliedEnvironment): string {
  return `pipeline {
    agent none
    options {
        disableRestartFromStage()
        disableConcurrentBuilds()
        skipDefaultCheckout()
        timestamps()
        buildDiscarder(logRotator(numToKeepStr: '200'))
    }
    stages {
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
            steps {
                script { env.APPROVED_BY = env.APPROVER }
            }
        }
        stage('Apply') {
            options {
                lock(resource: 'apply-${id}')
            }
            agent { label '${agent}' }
            steps {
                sh 'aws s3 cp --recursive --only-show-errors "$BUNDLE" bundle'
                sh 'smile apply --bundle bundle --digest "$DIGEST" --commit "$COMMIT" --approver "$APPROVED_BY" --starter "$STARTER" \${RESUME:+--resume}'
            }
        }
    }
}
`;
}
