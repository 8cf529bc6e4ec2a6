import { describe, expect, test } from 'vitest';
import { platformStackFor } from '../../fixtures.ts';
import { agentClouds } from '../agent-cloud.ts';
import { TEST_ACCOUNTS, TEST_DEPLOYED, TEST_JENKINS, withHosts } from '../fixtures.ts';
import { jenkinsConfiguration } from './jenkins-configuration.ts';

/** Settings of Jenkins as it reads them. */
function configured(values = TEST_JENKINS) {
  // biome-ignore lint/suspicious/noExplicitAny: settings of a program of somebody else
  let found: any;
  platformStackFor((_, context) => {
    const clouds = agentClouds(values, TEST_ACCOUNTS);
    const made = jenkinsConfiguration(withHosts(context), { values, clouds, environments: TEST_DEPLOYED });
    found = JSON.parse(JSON.stringify(made));
  });
  return found;
}

const configuration = configured();
const scripts: readonly string[] = configuration.jobs.map(({ script }: { script: string }) => script);
const job = (name: string) => scripts.find((script) => script.includes(`'${name}'`)) ?? '';

describe('credentials', () => {
  // https://github.com/jenkinsci/configuration-as-code-plugin/tree/master/demos/credentials
  test('are tokens of the clouds, all of scope SYSTEM: no job can name one', () => {
    const [{ credentials }] = configuration.credentials.system.domainCredentials;
    expect(credentials.map(({ string }: { string: object }) => string)).toMatchObject(
      ['check', 'plan', 'apply', 'build'].map((word) => ({ scope: 'SYSTEM', id: `cloud-${word}` })),
    );
    expect(JSON.stringify(configuration)).not.toMatch(/GLOBAL/);
  });

  test('are put in when Jenkins starts: there is none in the text', () => {
    const [{ credentials }] = configuration.credentials.system.domainCredentials;
    expect(credentials[0].string.secret).toBe('${cloud-check-token-1-token}');
    expect(configuration.jenkins.securityRealm.oic.clientSecret).toBe('${jenkins-oidc-clientSecret}');
  });
});

describe('clouds', () => {
  // biome-ignore lint/suspicious/noExplicitAny: settings of a program of somebody else
  const clouds: any[] = configuration.jenkins.clouds.map(({ kubernetes }: { kubernetes: object }) => kubernetes);

  test('are one for each purpose, each with its own token, in its own namespace', () => {
    expect(clouds.map(({ name, namespace, credentialsId }) => [name, namespace, credentialsId])).toEqual(
      ['check', 'plan', 'apply', 'build'].map((word) => [`jenkins-${word}`, `jenkins-${word}`, `cloud-${word}`]),
    );
  });

  // https://github.com/jenkinsci/kubernetes-plugin#restricting-what-jobs-can-use-your-configured-cloud
  test('that plan, apply or build are closed to jobs outside the folder that is permitted', () => {
    expect(clouds.map(({ usageRestricted }) => usageRestricted)).toEqual([false, true, true, true]);
    expect(job('deploy')).toContain("['jenkins-plan','jenkins-apply','jenkins-build'].each");
  });

  test('give agents one container, under the account of their label, on nodes that no service shares', () => {
    const [applying, guest] = clouds[2].templates;
    expect([applying.label, guest.label]).toEqual(['apply', 'apply-shared']);
    const pod = JSON.parse(applying.yaml);
    expect(pod.spec).toMatchObject({ serviceAccountName: 'apply', automountServiceAccountToken: false });
    expect(pod.spec.containers.map(({ name }: { name: string }) => name)).toEqual(['jnlp']);
  });

  // Kubernetes ends a pod after thirty seconds otherwise: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
  test('let an apply end: an hour for it, no deadline, and the autoscaler leaves its node alone', () => {
    const pod = JSON.parse(clouds[2].templates[0].yaml);
    expect(pod.spec.terminationGracePeriodSeconds).toBe(3600);
    expect(pod.spec).not.toHaveProperty('activeDeadlineSeconds');
    // A grace period alone would not help: the agent, which is the first process, ends at the first signal.
    expect(pod.spec.containers[0].lifecycle.preStop.exec.command.at(-1)).toMatch(
      /^while grep \S+ terraform .*; do sleep/,
    );
    expect(pod.metadata.annotations).toEqual({ 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' });
  });

  test('give tokens of GitLab to those alone that need them, and none to what applies', () => {
    const keysOf = (index: number) => {
      const pod = JSON.parse(clouds[index].templates[0].yaml);
      return pod.spec.volumes.flatMap((volume: { secret?: { items: { key: string }[] } }) =>
        (volume.secret?.items ?? []).map(({ key }) => key),
      );
    };
    expect([0, 1, 2, 3].map(keysOf)).toEqual([['checkout-token'], ['checkout-token', 'comment-token'], [], []]);
  });
});

describe('rights', () => {
  const entries: readonly { group: { name: string; permissions: string[] } }[] =
    configuration.jenkins.authorizationStrategy.globalMatrix.entries;

  // https://www.jenkins.io/doc/book/security/access-control/permissions/
  test('let nobody configure, create or replay a job, and only break-glass administer', () => {
    const all = entries.flatMap(({ group }) => group.permissions.map((permission) => [permission, group.name]));
    const names = new Set(all.map(([permission]) => permission));
    expect([...names].sort()).toEqual([
      'Job/Build',
      'Job/Cancel',
      'Job/Read',
      'Overall/Administer',
      'Overall/Read',
      'View/Read',
    ]);
    expect(all.filter(([permission]) => permission === 'Overall/Administer')).toEqual([
      ['Overall/Administer', 'break-glass'],
    ]);
  });

  test('are of groups alone: who is signed in and in none of them is nobody', () => {
    expect(entries.map(({ group }) => group.name)).toEqual([
      'break-glass',
      'jenkins-admins',
      'jenkins-approvers',
      'jenkins-developers',
    ]);
  });

  test('let developers start nothing where only code of the main branch runs', () => {
    const strict = configured({ ...TEST_JENKINS, mergeRequests: 'not here' });
    const [, , , developers] = strict.jenkins.authorizationStrategy.globalMatrix.entries;
    expect(developers.group.permissions).not.toContain('Job/Build');
  });

  // https://plugins.jenkins.io/oic-auth/
  test('come from the realm of staff, by names that nobody gives to themselves', () => {
    const { oic } = configuration.jenkins.securityRealm;
    expect(oic).toMatchObject({ userNameField: 'preferred_username', groupsFieldName: 'groups' });
    expect(oic.serverConfiguration.manual).toMatchObject({
      issuer: 'https://auth.smile.example/realms/staff',
      authorizationServerUrl: 'https://auth.smile.example/realms/staff/protocol/openid-connect/auth',
      tokenServerUrl: 'http://keycloak-http.auth.svc.cluster.local:8080/realms/staff/protocol/openid-connect/token',
    });
  });
});

test('nothing runs on the controller', () => {
  expect(configuration.jenkins).toMatchObject({ numExecutors: 0, mode: 'EXCLUSIVE' });
});

describe('jobs', () => {
  const names = (values = TEST_JENKINS) =>
    configured(values).jobs.map(({ script }: { script: string }) => /'([^']+)'/.exec(script)?.[1]);

  test('are those of the environment, and of the one without a cluster that it deploys', () => {
    expect(names()).toEqual([
      'deploy',
      'deploy/plan',
      'deploy/apply',
      'deploy/drift',
      'deploy/inspect',
      'deploy/plan-shared',
      'deploy/apply-shared',
      'deploy/drift-shared',
      'deploy/inspect-shared',
      'deploy/report',
      'merge-requests',
      'second-judge',
    ]);
  });

  test('of what is above dev read the main branch alone, and no webhook is known', () => {
    const strict = { ...TEST_JENKINS, mergeRequests: 'not here', images: 'copied' } as const;
    expect(names(strict)).not.toContain('merge-requests');
    const text = JSON.stringify(configured(strict));
    expect(text).not.toMatch(/webhook|multibranch/i);
    expect(text.match(/branch\('[^']*'\)/g)).toEqual(Array(6).fill("branch('refs/heads/main')"));
  });

  test('that deploy at once are one, since there is nothing to hand over', () => {
    const atOnce = names({ ...TEST_JENKINS, deploys: 'at once' });
    expect(atOnce).toContain('deploy/converge');
    expect(atOnce).not.toContain('deploy/apply');
  });

  // https://jenkinsci.github.io/job-dsl-plugin/#path/javaposse.jobdsl.dsl.DslFactory.pipelineJob-parameters-choiceParam
  test('that look into states take their command from a list, in which nothing writes', () => {
    const [, list = ''] = /choiceParam\('INSPECT', \[(.*)\]\)/.exec(job('deploy/inspect')) ?? [];
    expect(list.split(', ')).toEqual(
      ['list', 'outputs', 'tainted', 'orphans', 'versions', 'secrets', 'locks', 'show', 'diff'].map(
        (word) => `'${word}'`,
      ),
    );
  });

  test('ask for new commits by themselves', () => {
    expect(job('deploy/plan')).toContain("pollSCM { scmpoll_spec('H/5 * * * *') }");
  });

  test('that apply have their text here: nothing is checked out, nothing installed, no stage is started again', () => {
    const text = job('deploy/apply');
    expect(text).not.toMatch(/\bscm\b|checkout scm|npm|npx/);
    expect(text).toContain('skipDefaultCheckout()');
    expect(text).toContain('disableRestartFromStage()');
    expect(text).toContain("submitter 'jenkins-approvers'");
  });

  test('keep what is Groovy’s from configuration as code, which would look for a secret of that name', () => {
    expect(job('deploy/apply')).toContain('^${params.DIGEST}');
    expect(JSON.stringify(scripts)).not.toMatch(/(?<!\^)\$\{/);
  });
});

// Helm runs the text as a template: https://helm.sh/docs/howto/charts_tips_and_tricks/#using-the-tpl-function
test('holds nothing that Helm would take for a template', () => {
  expect(JSON.stringify(configuration, undefined, 2)).not.toContain('{{');
});
