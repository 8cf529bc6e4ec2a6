import { asList, asObject, asString, helmValues, type JsonObject } from '@smile/inventory';
import { each } from '../../reading/checks.ts';
import { stageOf } from '../../reading/environments.ts';
import type { Rule } from '../../rule.ts';

const CHART = /(^|\/)jenkins(-\d[^/]*)?(\.tgz)?$/;

/** What would take in a call of GitLab or GitHub, by the words of its settings. */
const WEBHOOKS = /webhook|gitLabServers|gitHubPushTrigger|genericTrigger/i;

export const jenkinsSettings: Rule = {
  id: 'SMILE_K8S_JENKINS',
  family: 'kubernetes',
  severity: 'high',
  title:
    'Jenkins has no rights of its own, no credential for jobs, no plug-in that is not pinned, and no webhook above dev',
  what: 'A release of the chart `jenkins` makes no roles (`rbac.create`), installs no plug-in when it starts (`controller.installPlugins` is false, `additionalPlugins` empty), gives the controller no token, leaves the chart’s own settings out, and reads no credential of scope GLOBAL. Above dev its settings name nothing that takes webhooks.',
  why: 'A credential at the root belongs to every job; a plug-in that is downloaded at the start is another one tomorrow; a webhook is a way in from below.',
  remedy: 'Use Jenkins of @smile/cluster-platform, and put plug-ins into images/jenkins-controller/plugins.txt.',
  source: 'https://github.com/jenkinsci/helm-charts/blob/jenkins-5.9.53/charts/jenkins/VALUES.md',
  check: each('helm_release', (block, release, { inventory }) => {
    if (!CHART.test(block.text('chart') ?? '')) return undefined;
    const values = helmValues(inventory, release);
    if (values === undefined) return undefined;
    return [...chartProblems(values), ...settingProblems(values, stageOf(release.environment))];
  }),
};

function chartProblems(values: JsonObject): readonly (string | undefined)[] {
  const controller = asObject(values.controller);
  return [
    asObject(values.rbac).create === false
      ? undefined
      : 'rbac.create must be false: the chart lets the controller make pods',
    asObject(values.serviceAccount).automountServiceAccountToken === false
      ? undefined
      : 'serviceAccount.automountServiceAccountToken must be false',
    controller.installPlugins === false && asList(controller.additionalPlugins).length === 0
      ? undefined
      : 'controller.installPlugins must be false, and additionalPlugins empty: plug-ins are those of the image',
    asObject(controller.JCasC).defaultConfig === false ? undefined : 'controller.JCasC.defaultConfig must be false',
  ];
}

function settingProblems(values: JsonObject, stage: string | undefined): readonly (string | undefined)[] {
  const scripts = asObject(asObject(asObject(values.controller).JCasC).configScripts);
  const text = Object.values(scripts)
    .map((script) => asString(script) ?? '')
    .join('\n');
  const webhook = stage === 'dev' ? undefined : WEBHOOKS.exec(text)?.[0];
  return [
    /["']?scope["']?\s*:\s*["']?GLOBAL|scope\('GLOBAL'\)|CredentialsScope\.GLOBAL/.test(text)
      ? 'no credential may be of scope GLOBAL, which every job may name'
      : undefined,
    webhook === undefined ? undefined : `must take no webhook above dev, got ${webhook}; Jenkins polls`,
  ];
}
