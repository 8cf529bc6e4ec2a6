import { GITLAB_FOLDER } from '../agent-pod.ts';

/** Parameters with which a check of a branch hands over its report. */
export const REPORT_PARAMETERS = {
  BRANCH: 'Branch that was checked',
  REPORT: 'Report, as Markdown',
} as const;

/**
 * Comments on the merge request of a branch. Code of a branch never sees the token: it hands over a text, and this pipeline, whose own text no
 * commit changes, posts it with the `smile` of the agent's image.
 */
export function reportPipeline(): string {
  return `pipeline {
    agent { label 'plan' }
    options {
        disableRestartFromStage()
        skipDefaultCheckout()
        timestamps()
        buildDiscarder(logRotator(numToKeepStr: '50'))
        timeout(time: 10, unit: 'MINUTES')
    }
    stages {
        stage('Comment') {
            steps {
                writeFile file: 'report.md', text: params.REPORT
                sh 'smile gitlab comment --branch "$BRANCH" --body report.md --token-file ${GITLAB_FOLDER}/comment-token'
            }
        }
    }
}
`;
}
