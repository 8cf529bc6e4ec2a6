import { asList, asObject, asString, type Json, type JsonObject } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { type ChartReleaseFound, judgeValues, type ValueFact } from '../releases-of.ts';
import { onlyRelease } from './metrics.ts';
import { applicationCluster, mayReach, type NamedPods, objectsOf } from './telemetry-clusters.ts';

const is = (expected: Json) => (value: Json | undefined) => value === expected;
const isText = (value: Json | undefined) => typeof value === 'string' && value !== '';

const CONTROLLER: NamedPods = {
  namespace: 'jenkins',
  name: 'jenkins',
  labels: { 'app.kubernetes.io/component': 'jenkins-controller', 'app.kubernetes.io/instance': 'jenkins' },
};

/** https://github.com/jenkinsci/helm-charts/blob/jenkins-5.9.53/charts/jenkins/values.yaml */
const CHART: readonly ValueFact[] = [
  { expected: 'no rights of the controller in the cluster', at: 'rbac.create', holds: is(false) },
  {
    expected: 'no token of the controller',
    at: 'serviceAccount.automountServiceAccountToken',
    holds: is(false),
  },
  { expected: 'plug-ins of the image alone', at: 'controller.installPlugins', holds: is(false) },
  { expected: 'an administrator from a Secret', at: 'controller.admin.existingSecret', holds: isText },
  { expected: 'a home that is backed up daily', at: 'persistence.storageClass', holds: is('gp3-keep') },
  { expected: 'nothing of the chart’s own settings', at: 'controller.JCasC.defaultConfig', holds: is(false) },
];

/** Jenkins in the namespace of the application cluster, with agents that alone have rights (CI-JENKINS). */
export function hasJenkins(one: EnvironmentExamination): void {
  const cluster = applicationCluster(one);
  const release = cluster === undefined ? undefined : onlyRelease(one, 'jenkins', cluster);
  if (cluster === undefined || release === undefined) {
    if (cluster === undefined) one.lacks('expected a cluster with the namespace smile, found none');
    return;
  }
  const { namespace } = release.resource.values;
  one.holds(release.resource, 'the namespace jenkins', String(namespace), namespace === 'jenkins');
  judgeValues(one, release, CHART);
  const configuration = configurationOf(release);
  if (configuration === undefined) {
    one.lacks(`expected settings of Jenkins as JSON, found none in ${release.resource.address}`);
    return;
  }
  const holds = (expected: string, found: string, isSo: boolean) =>
    one.holds(release.resource, expected, found, isSo, { path: 'values' });
  const jenkins = asObject(configuration.jenkins);
  holds('nothing that runs on the controller', `${jenkins.numExecutors}`, jenkins.numExecutors === 0);
  const { issuer } = asObject(
    asObject(asObject(asObject(asObject(jenkins.securityRealm).oic).serverConfiguration).manual),
  );
  holds('sign-in by the realm of staff', String(issuer), /\/realms\/staff$/.test(String(issuer)));
  const administrators = administratorsOf(jenkins);
  holds('only break-glass as administrator', administrators.join(', '), administrators.join() === 'break-glass');
  const scopes = credentialsOf(configuration).map(({ scope }) => String(scope));
  holds(
    'credentials that no job can name',
    scopes.join(', '),
    scopes.length > 0 && scopes.every((scope) => scope === 'SYSTEM'),
  );
  hasClouds(one, release, cluster, configuration);
  deploys(one, release, configuration);
}

function configurationOf({ values }: ChartReleaseFound): JsonObject | undefined {
  const text = asString(asObject(asObject(asObject(values.controller).JCasC).configScripts).jenkins);
  try {
    return text === undefined ? undefined : asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Groups that may do everything. */
function administratorsOf({ authorizationStrategy }: JsonObject): readonly string[] {
  const { entries } = asObject(asObject(authorizationStrategy).globalMatrix);
  return asList(entries)
    .map((entry) => asObject(asObject(entry).group))
    .filter(({ permissions }) => asList(permissions).includes('Overall/Administer'))
    .map(({ name }) => String(name));
}

function credentialsOf({ credentials }: JsonObject): readonly JsonObject[] {
  return asList(asObject(asObject(credentials).system).domainCredentials)
    .flatMap((domain) => asList(asObject(domain).credentials))
    .map((credential) => asObject(Object.values(asObject(credential))[0]));
}

/** A cloud for each purpose, with a token of its own; pods of what plans and applies are pinned when they are made. */
function hasClouds(
  one: EnvironmentExamination,
  { resource }: ChartReleaseFound,
  cluster: string,
  configuration: JsonObject,
): void {
  const clouds = asList(asObject(configuration.jenkins).clouds).map((cloud) => asObject(asObject(cloud).kubernetes));
  for (const purpose of ['check', 'plan', 'apply']) {
    const found = clouds.filter(({ namespace }) => namespace === `jenkins-${purpose}`);
    const tokens = found.map(({ credentialsId }) => String(credentialsId));
    const isOwn = tokens.length === 1 && clouds.filter(({ credentialsId }) => credentialsId === tokens[0]).length === 1;
    one.holds(
      resource,
      `a cloud that makes agents to ${purpose}, with its own token`,
      tokens.join(', ') || 'none',
      isOwn,
      {
        path: 'values',
      },
    );
    const agents = {
      namespace: `jenkins-${purpose}`,
      name: `agents that ${purpose}`,
      labels: { 'smile/agent': purpose },
    };
    mayReach(one, cluster, agents, CONTROLLER, 50_000);
  }
  for (const purpose of ['plan', 'apply']) isPinned(one, cluster, purpose);
  const applying = clouds.find(({ namespace }) => namespace === 'jenkins-apply');
  for (const template of asList(applying?.templates)) {
    const { name, yaml } = asObject(template);
    const isWaitedFor = waitsForItsEnd(asString(yaml) ?? '');
    one.holds(
      resource,
      `pods of ${name} that end only when what they apply has ended`,
      isWaitedFor ? 'they wait' : 'they end at the first signal',
      isWaitedFor,
      { path: 'values' },
    );
  }
}

/**
 * Whether Kubernetes waits for Terraform before it ends a pod: a hook that runs first, and time for it.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
function waitsForItsEnd(yaml: string): boolean {
  try {
    const { spec } = asObject(JSON.parse(yaml));
    const { containers, terminationGracePeriodSeconds: grace } = asObject(spec);
    const hooks = asList(containers).map((container) => asObject(asObject(container).lifecycle).preStop);
    return hooks.some((hook) => JSON.stringify(hook ?? '').includes('terraform')) && Number(grace) >= 3600;
  } catch {
    return false;
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
function isPinned(one: EnvironmentExamination, cluster: string, purpose: string): void {
  const own = (kind: string) => objectsOf(one, kind).filter((object) => object.cluster === cluster);
  const policy = own('ValidatingAdmissionPolicy').find(({ spec }) => {
    const selector = asObject(asObject(spec.matchConstraints).namespaceSelector);
    return asObject(selector.matchLabels)['kubernetes.io/metadata.name'] === `jenkins-${purpose}`;
  });
  if (policy === undefined) {
    one.lacks(`expected an admission policy for pods of jenkins-${purpose} in ${cluster}, found none`);
    return;
  }
  const text = asList(policy.spec.validations)
    .map((validation) => String(asObject(validation).expression))
    .join('\n');
  const asks = [`system:serviceaccount:jenkins:cloud-${purpose}`, 'serviceAccountName', 'container.image'];
  const missing = asks.filter((part) => !text.includes(part));
  const isClosed = policy.spec.failurePolicy === 'Fail' && missing.length === 0;
  one.holds(
    policy.resource,
    `pods of jenkins-${purpose} as Jenkins makes them, and no others`,
    isClosed ? 'creator, account and image are asked' : `not asked: ${missing.join(', ') || 'when it cannot tell'}`,
    isClosed,
    { path: 'values' },
  );
  const binding = own('ValidatingAdmissionPolicyBinding').find(({ spec }) => spec.policyName === policy.name);
  const denies = asList(binding?.spec.validationActions).includes('Deny');
  one.holds(policy.resource, `a binding that denies for jenkins-${purpose}`, denies ? 'Deny' : 'none', denies, {
    path: 'values',
  });
}

/** A job that plans and one that applies what an approver let through; dev has one, which follows its main branch. */
function deploys(one: EnvironmentExamination, { resource }: ChartReleaseFound, configuration: JsonObject): void {
  const scripts = asList(configuration.jobs).map((job) => String(asObject(job).script));
  const job = (name: string) => scripts.find((script) => script.includes(`pipelineJob('deploy/${name}')`));
  const holds = (expected: string, found: string, isSo: boolean) =>
    one.holds(resource, expected, found, isSo, { path: 'values' });
  for (const [name, does] of [
    ['drift', 'looks for drift'],
    ['inspect', 'shows what states hold'],
  ] as const) {
    holds(`a job that ${does}`, job(name) === undefined ? 'none' : 'there', job(name) !== undefined);
  }
  if (one.environment.stage === 'dev') {
    holds('a job that follows main', job('converge') === undefined ? 'none' : 'there', job('converge') !== undefined);
    return;
  }
  const apply = job('apply') ?? '';
  const asked = ["submitter 'jenkins-approvers'", 'disableRestartFromStage()', '--digest "$DIGEST"', '--approver'];
  const missing = asked.filter((part) => !apply.includes(part));
  holds('an apply of the digest that an approver let through', missing.join(', ') || 'asked', missing.length === 0);
  holds('an apply without code of the repository', 'its text', !/\bscm\b|checkout/.test(apply) && apply !== '');
  holds('a job that plans', job('plan') === undefined ? 'none' : 'there', job('plan') !== undefined);
  const strangers = scripts.filter((script) => /multibranch|webhook/i.test(script));
  holds('code of the main branch alone', strangers.length === 0 ? 'main' : 'others', strangers.length === 0);
}
