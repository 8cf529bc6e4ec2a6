import { type KubernetesObject, type Resource, selects } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { found, namespaceOf, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const GROUP = /^external-secrets\.io\//;
const GENERATORS = /^generators\.external-secrets\.io\//;

export const externalSecrets: Rule = {
  id: 'SMILE_K8S_EXTERNAL_SECRETS',
  family: 'kubernetes',
  severity: 'high',
  title: 'A secret goes only into namespaces that are known to read it',
  what: 'Every ClusterSecretStore has `conditions` that name namespaces; an ExternalSecret is made up by a generator of its own namespace, or is in a namespace that the conditions of its store take in, and that the tag `secret-consumers` of each secret it reads has (as `namespace/account`, or as a word), where the secret was read.',
  why: 'Whoever may make an ExternalSecret in any namespace reads every secret that the operator can; the list of readers then says nothing.',
  remedy: 'Add the reader to the catalogue of secrets, from which store and tag come.',
  source: 'https://external-secrets.io/latest/api/clustersecretstore/',
  check: (context) => [
    ...objectsOf(context, 'ClusterSecretStore', GROUP).flatMap((store) => found(store, storeProblem(store))),
    ...objectsOf(context, 'ExternalSecret', GROUP).flatMap((secret) => secretProblems(context, secret)),
    ...objectsOf(context, 'ClusterExternalSecret', GROUP).flatMap((one) =>
      found(one, 'must not be used: it makes secrets in namespaces by label'),
    ),
  ],
};

function conditionsOf({ spec }: KubernetesObject): readonly Block[] {
  return new Block(spec).blocks('conditions');
}

/** An empty selector, or a pattern that fits everything, is no condition. */
function storeProblem(store: KubernetesObject): string | undefined {
  const conditions = conditionsOf(store);
  if (conditions.length === 0) return 'must have conditions that name namespaces';
  const isOpen = conditions.some((condition) => {
    const selector = condition.block('namespaceSelector');
    const isEverybody =
      condition.raw('namespaceSelector') !== undefined &&
      selector
        .names()
        .every((name) => selector.count(name) === 0 || Object.keys(Object(selector.raw(name))).length === 0);
    return (
      isEverybody ||
      condition.texts('namespaceRegexes').some((pattern) => /^\^?\.[*+]\$?$/.test(pattern)) ||
      condition.names().length === 0
    );
  });
  return isOpen ? 'conditions must not take in every namespace' : undefined;
}

/** Generators that a secret is made up by, and nothing is read from a store. */
function generatorsOf(secret: KubernetesObject): readonly Block[] | undefined {
  const block = new Block(secret.spec);
  const sources = block.blocks('dataFrom');
  const generators = sources
    .map((one) => one.block('sourceRef').block('generatorRef'))
    .filter((one) => one.has('kind'));
  const isMadeUp = generators.length > 0 && generators.length === sources.length && block.blocks('data').length === 0;
  return isMadeUp && !block.has('secretStoreRef') ? generators : undefined;
}

/** A generator of the whole cluster could be one that signs in somewhere; one of the namespace is read with it. */
function generatorProblems(context: RuleContext, secret: KubernetesObject, generators: readonly Block[]): string[] {
  return generators.flatMap((generator) => {
    const [kind = '', name = ''] = [generator.text('kind'), generator.text('name')];
    if (kind !== 'Password') return [`must be made up by a Password, got ${kind} ${name}`];
    const known = objectsOf(context, 'Password', GENERATORS);
    const isThere = known.some((one) => one.name === name && one.namespace === secret.namespace);
    return isThere ? [] : [`Password ${name} does not exist in its namespace`];
  });
}

function secretProblems(context: RuleContext, secret: KubernetesObject): readonly Violation[] {
  const generators = generatorsOf(secret);
  if (generators !== undefined) return found(secret, generatorProblems(context, secret, generators));
  const block = new Block(secret.spec);
  const reference = block.block('secretStoreRef');
  const store = objectsOf(context, 'ClusterSecretStore', GROUP).find((one) => {
    return (
      one.cluster === secret.cluster &&
      reference.text('kind') === 'ClusterSecretStore' &&
      one.name === reference.text('name')
    );
  });
  const known = objectsOf(context, 'ClusterSecretStore', GROUP).filter(({ cluster }) => cluster === secret.cluster);
  const named = `${reference.text('kind') ?? 'SecretStore'} ${reference.text('name') ?? ''}`;
  const lost = known.length > 0 && store === undefined ? [`${named} does not exist`] : [];
  const isOutside = store !== undefined && conditionsOf(store).length > 0 && !admits(context, store, secret);
  const outside = isOutside ? [`ClusterSecretStore ${store.name} does not take in its namespace`] : [];
  const keys = [
    ...block.blocks('data').map((one) => one.block('remoteRef').text('key')),
    ...block.blocks('dataFrom').map((one) => one.block('extract').text('key')),
  ];
  const strangers = [...new Set(keys.filter((key) => key !== undefined))].filter(
    (key) => !isReader(context, secret, key),
  );
  return found(secret, [
    ...lost,
    ...outside,
    ...(keys.length === 0 && !block.has('dataFrom') ? ['must have data'] : []),
    ...strangers.map((key) => `namespace ${secret.namespace} is no reader of the secret ${key}`),
  ]);
}

function admits(context: RuleContext, store: KubernetesObject, secret: KubernetesObject): boolean {
  const { namespace = '' } = secret;
  const labels = { ...namespaceOf(context, secret)?.labels, 'kubernetes.io/metadata.name': namespace };
  return conditionsOf(store).some(
    (condition) =>
      condition.texts('namespaces').includes(namespace) ||
      condition.texts('namespaceRegexes').some((pattern) => new RegExp(pattern).test(namespace)) ||
      (condition.raw('namespaceSelector') !== undefined &&
        selects(condition.raw('namespaceSelector'), labels) === 'yes'),
  );
}

/** Whether a secret's tag has the namespace; a secret that was not read does not tell. */
function isReader(context: RuleContext, { resource, namespace }: KubernetesObject, key: string): boolean {
  const found = context.resources('aws_secretsmanager_secret').find((secret) => isCalled(secret, key, resource));
  const consumers = found?.tagsAll['secret-consumers'];
  if (consumers === undefined) return true;
  return consumers.split(/\s+/).some((one) => one.split('/')[0] === namespace);
}

function isCalled(secret: Resource, key: string, { environment }: Resource): boolean {
  return secret.environment === environment && [secret.values.name, secret.values.arn, secret.values.id].includes(key);
}
