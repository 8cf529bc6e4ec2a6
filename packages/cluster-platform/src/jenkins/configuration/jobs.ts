import { type JenkinsValues, PREVIEW_PODS } from '@smile/core';
import type { AgentCloud } from '../agent-cloud.ts';
import { APPLY_PARAMETERS, applyPipeline } from './apply-pipeline.ts';
import { literal } from './literal.ts';
import { REPORT_PARAMETERS, reportPipeline } from './report-pipeline.ts';

/** An environment that Jenkins plans and applies. */
export interface DeployedEnvironment {
  /** As in `<country>/<stage>`. */
  readonly id: string;
  /** Ends the names of its jobs, as in `plan-shared`; empty for the environment's own. */
  readonly suffix: string;
  /** Label of agents that plan. */
  readonly planAgent: string;
  /** Label of agents that apply. */
  readonly applyAgent: string;
}

/** Folder of the jobs that may use the clouds which plan and apply. */
const DEPLOY_FOLDER = 'deploy';

/** How often the repository is asked for new commits: no webhook comes in. */
const POLL = 'H/5 * * * *';
const NIGHTLY = 'H 2 * * *';
const HOURLY = 'H * * * *';

/**
 * Every job, in the language of job-dsl. Pipelines in the repository are those of its main branch, but for merge requests, which run in a cloud
 * without rights, where an environment checks them at all.
 *
 * https://jenkinsci.github.io/job-dsl-plugin/
 */
export function jobScripts(
  values: JenkinsValues,
  environments: readonly DeployedEnvironment[],
  clouds: readonly AgentCloud[],
): readonly string[] {
  const permitted = clouds.filter(({ isRestricted }) => isRestricted).map(({ namespace }) => namespace);
  return [
    folder(DEPLOY_FOLDER, 'Plans and applies, from the main branch', permitted),
    ...environments.flatMap((environment) => [
      ...(values.deploys === 'at once'
        ? [converged(values, environment)]
        : [planned(values, environment), applied(environment)]),
      drifted(values, environment),
      inspected(values, environment),
    ]),
    ...(values.mergeRequests === 'checked' ? [reported(), checked(values), judgedTwice(values)] : []),
    ...(clouds.some(({ purpose }) => purpose === 'preview')
      ? environments.flatMap((one) => previewed(values, one))
      : []),
  ].map(literal);
}

/** Clouds of restricted use are open to jobs in folders that say so. */
function folder(name: string, description: string, clouds: readonly string[]): string {
  return `folder('${name}') {
    description('${description}')
    configure { node ->
        def property = node / 'properties' / 'org.csanchez.jenkins.plugins.kubernetes.KubernetesFolderProperty'
        def permitted = property / 'permittedClouds'
        ${JSON.stringify(clouds).replaceAll('"', "'")}.each { cloud -> permitted.appendNode('string', cloud) }
    }
}
`;
}

interface MainBranchJob {
  /** With the folder that it is in. */
  readonly name: string;
  readonly file: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters of which one word of a list is chosen, the first unless another is. @default - none */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** @default - started by others */
  readonly trigger?: string;
}

/** A pipeline of the main branch. The controller reads its file; what it runs is checked out by the agent. */
function ofMainBranch(
  { repository }: JenkinsValues,
  { name, file, parameters, choices = {}, trigger }: MainBranchJob,
): string {
  const rows = [
    ...Object.entries(parameters).map(([key, value]) => `        stringParam('${key}', '${value}')`),
    ...Object.entries(choices).map(([key, words]) => `        choiceParam('${key}', ['${words.join("', '")}'])`),
  ];
  return `pipelineJob('${name}') {
${rows.length === 0 ? '' : `    parameters {\n${rows.join('\n')}\n    }\n`}    definition {
        cpsScm {
            scm {
                git {
                    remote { url('${repository}.git') }
                    branch('refs/heads/main')
                }
            }
            scriptPath('pipelines/${file}.Jenkinsfile')
            lightweight(true)
        }
    }
${trigger === undefined ? '' : `    properties { pipelineTriggers { triggers { ${trigger} } } }\n`}}
`;
}

const parametersOf = ({ id, planAgent, suffix }: DeployedEnvironment) => ({
  TARGET: id,
  PLAN_AGENT: planAgent,
  APPLY_JOB: `/${DEPLOY_FOLDER}/apply${suffix}`,
});

function planned(values: JenkinsValues, environment: DeployedEnvironment): string {
  return ofMainBranch(values, {
    name: `${DEPLOY_FOLDER}/plan${environment.suffix}`,
    file: 'deploy',
    parameters: parametersOf(environment),
    trigger: `pollSCM { scmpoll_spec('${POLL}') }`,
  });
}

/** Where changes arrive at once there is nothing to hand over: one job plans and applies. */
function converged(values: JenkinsValues, { id, applyAgent, suffix }: DeployedEnvironment): string {
  return ofMainBranch(values, {
    name: `${DEPLOY_FOLDER}/converge${suffix}`,
    file: 'converge',
    parameters: { TARGET: id, STACKS: id.replace('/', '-'), APPLY_AGENT: applyAgent },
    trigger: `pollSCM { scmpoll_spec('${POLL}') }`,
  });
}

function drifted(values: JenkinsValues, { id, planAgent, suffix }: DeployedEnvironment): string {
  return ofMainBranch(values, {
    name: `${DEPLOY_FOLDER}/drift${suffix}`,
    file: 'drift',
    parameters: { TARGET: id, PLAN_AGENT: planAgent },
    trigger: `cron { spec('${NIGHTLY}') }`,
  });
}

/** Real plugins as the second judge of every stack: docs/adr/0026. It needs no account, so it runs where nobody has rights. */
function judgedTwice(values: JenkinsValues): string {
  return ofMainBranch(values, {
    name: 'second-judge',
    file: 'nightly',
    parameters: {},
    trigger: `cron { spec('${NIGHTLY}') }`,
  });
}

/** Commands of `smile state` that a person may choose. None of them writes, and none shows what might be a secret. */
const INSPECTIONS = ['list', 'outputs', 'tainted', 'orphans', 'versions', 'secrets', 'locks', 'show', 'diff'];

/** Whoever may start a job looks into states without being able to read one. */
function inspected(values: JenkinsValues, { id, planAgent, suffix }: DeployedEnvironment): string {
  return ofMainBranch(values, {
    name: `${DEPLOY_FOLDER}/inspect${suffix}`,
    file: 'inspect',
    parameters: { TARGET: id, PLAN_AGENT: planAgent, STACK: '*', ADDRESS: '' },
    choices: { INSPECT: INSPECTIONS },
  });
}

/**
 * Previews of branches, from the main branch: whoever pushed names a branch and its images, and nothing of the branch runs here. One job brings one
 * up, the other looks every hour for those whose time is over.
 */
function previewed(values: JenkinsValues, { id, planAgent, suffix }: DeployedEnvironment): readonly string[] {
  const agents = { TARGET: id, PLAN_AGENT: planAgent, PREVIEW_AGENT: PREVIEW_PODS.serviceAccount };
  return [
    ofMainBranch(values, {
      name: `${DEPLOY_FOLDER}/preview${suffix}`,
      file: 'preview',
      parameters: { ...agents, PROJECT: '', BRANCH: '', COMMIT: '', OWNER: '', IMAGES: '' },
    }),
    ofMainBranch(values, {
      name: `${DEPLOY_FOLDER}/reap-previews${suffix}`,
      file: 'reap-previews',
      parameters: agents,
      trigger: `cron { spec('${HOURLY}') }`,
    }),
  ];
}

function applied({ id, suffix, applyAgent }: DeployedEnvironment): string {
  return inline(`${DEPLOY_FOLDER}/apply${suffix}`, APPLY_PARAMETERS, applyPipeline({ id, agent: applyAgent }));
}

function reported(): string {
  return inline(`${DEPLOY_FOLDER}/report`, REPORT_PARAMETERS, reportPipeline());
}

/** A pipeline whose text is here, so that no commit changes it. */
function inline(name: string, parameters: Readonly<Record<string, string>>, script: string): string {
  const rows = Object.entries(parameters).map(([key, text]) => `        textParam('${key}', '', '${text}')`);
  return `pipelineJob('${name}') {
    parameters {
${rows.join('\n')}
    }
    definition {
        cps {
            script('''${script}''')
            sandbox(true)
        }
    }
}
`;
}

/** Branches of the repository itself; forks are not looked at. */
function checked({ repository }: JenkinsValues): string {
  return `multibranchPipelineJob('merge-requests') {
    description('Checks of branches, in a cloud without rights')
    branchSources {
        git {
            id('merge-requests')
            remote('${repository}.git')
            excludes('main')
        }
    }
    factory { workflowBranchProjectFactory { scriptPath('pipelines/pull-request.Jenkinsfile') } }
    orphanedItemStrategy { discardOldItems { daysToKeep(14) } }
    triggers { periodicFolderTrigger { interval('5m') } }
}
`;
}
