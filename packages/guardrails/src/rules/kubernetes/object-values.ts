import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { eachObject, eachPod, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const objectValues: Rule = {
  id: 'SMILE_K8S_OBJECT_VALUES',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Values inside Kubernetes objects are complete, and of the form that the API takes',
  what: 'Every environment variable of a container has a value or a source; every ConfigMap has data, in JSON where a dashboard is expected; a Role that names Secrets names those that an ExternalSecret, a Certificate or an operator makes in its namespace, where ExternalSecrets were read; rules of Roles have known verbs, groups and resources. Amounts of quotas and limit ranges are quantities. Storage classes of EBS are encrypted and let volumes grow. Containers that Terraform makes have a root file system that nobody writes to.',
  why: 'Kubernetes takes an empty variable, an empty map and a name that nobody has, and the pod fails or is refused at the moment that needs it.',
  remedy: 'Give the value, or leave the whole entry out.',
  source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
  check: allOf(
    eachPod(({ containers }) =>
      containers.flatMap(({ name, body }) =>
        new Block(body)
          .blocks('env')
          .filter((one) => one.raw('value') === undefined && !one.has('valueFrom'))
          .map((one) => `container ${name}: variable ${one.show('name')} must have a value or valueFrom`),
      ),
    ),
    eachObject(
      'ConfigMap',
      ({ body, labels }) => {
        const map = new Block(body);
        const data = map.block('data');
        if (data.names().length === 0 && map.block('binaryData').names().length === 0) return 'must have data';
        return labels.grafana_dashboard === undefined
          ? undefined
          : data.names().flatMap((name) => (isJson(data.text(name)) ? [] : [`${name} must be a dashboard in JSON`]));
      },
      /^v1$/,
    ),
    eachObject(
      ['Role', 'ClusterRole'],
      ({ body }) =>
        new Block(body).blocks('rules').flatMap((rule, index) =>
          rule
            .texts('apiGroups')
            .filter((group) => !/^$|^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(group) || !isKnownGroup(group))
            .map((group) => `rules[${index}].apiGroups must be groups of Kubernetes or of an operator, got "${group}"`),
        ),
      /^rbac\.authorization\.k8s\.io\//,
    ),
    eachObject(
      ['Role', 'ClusterRole'],
      ({ body }) =>
        new Block(body).blocks('rules').flatMap((rule, index) => {
          const about = [...rule.texts('resources'), ...rule.texts('nonResourceURLs')];
          const verbs = rule.texts('verbs').filter((verb) => !VERBS.includes(verb));
          return [
            ...(about.length === 0 ? [`rules[${index}] must have resources or nonResourceURLs`] : []),
            ...verbs.map((verb) => `rules[${index}].verbs must be verbs of the API, got "${verb}"`),
          ];
        }),
      /^rbac\.authorization\.k8s\.io\//,
    ),
    eachObject(
      ['ResourceQuota', 'LimitRange'],
      ({ kind, spec }) => {
        const block = new Block(spec);
        const maps =
          kind === 'ResourceQuota'
            ? [block.block('hard')]
            : block
                .blocks('limits')
                .flatMap((item) => ['default', 'defaultRequest', 'max', 'min'].map((name) => item.block(name)));
        return maps.flatMap((map) =>
          map
            .names()
            .filter((name) => !map.isUnknown(name) && !QUANTITY.test(String(map.raw(name))))
            .map((name) => `${name} must be a quantity, got ${map.show(name)}`),
        );
      },
      /^v1$/,
    ),
    eachObject(
      'StorageClass',
      ({ body }) => {
        const block = new Block(body);
        if (block.text('provisioner') !== 'ebs.csi.aws.com') return undefined;
        return [
          ...(block.flag('allowVolumeExpansion', false) === false ? ['allowVolumeExpansion must be true'] : []),
          ...(block.block('parameters').text('encrypted') === 'true' ? [] : ['parameters.encrypted must be "true"']),
        ];
      },
      /^storage\.k8s\.io\//,
    ),
    eachPod(({ object, containers }) =>
      containers.flatMap(({ name, body }) => {
        const context = new Block(body).block('securityContext');
        const isOurs = object.resource.type.startsWith('kubernetes_');
        return isOurs && context.flag('readOnlyRootFilesystem', false) === false
          ? [`container ${name}: securityContext.readOnlyRootFilesystem must be true`]
          : [];
      }),
    ),
    eachObject(
      'Role',
      (role, context) => {
        const external = objectsOf(context, 'ExternalSecret').filter((one) => isBeside(one, role));
        if (external.length === 0) return undefined;
        const made = new Set([
          ...external.map(({ spec, name }) => new Block(spec).block('target').text('name') ?? name),
          ...objectsOf(context, 'Certificate')
            .filter((one) => isBeside(one, role))
            .map(({ spec }) => new Block(spec).text('secretName')),
          ...objectsOf(context, ['KafkaUser'])
            .filter((one) => isBeside(one, role))
            .map(({ name }) => name),
          ...objectsOf(context, ['Kafka'])
            .filter((one) => isBeside(one, role))
            .map(({ name }) => `${name}-cluster-ca-cert`),
        ]);
        return new Block(role.body)
          .blocks('rules')
          .filter((rule) => rule.texts('resources').includes('secrets'))
          .flatMap((rule) => rule.texts('resourceNames'))
          .filter((name) => !made.has(name))
          .map((name) => `names the Secret ${name}, which nothing in its namespace makes`);
      },
      /^rbac\.authorization\.k8s\.io\//,
    ),
  ),
};

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
const VERBS = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
  'approve',
  'sign',
  '*',
];

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?\d+(?:\.\d+)?(?:[EPTGMk]i?|Ki|m|u|n|[eE][+-]?\d+)?$/;

function isJson(text: string | undefined): boolean {
  if (text === undefined) return true;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Groups without a dot: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.35/#api-groups */
const SHORT = ['', 'apps', 'autoscaling', 'batch', 'extensions', 'policy'];

function isKnownGroup(group: string): boolean {
  return SHORT.includes(group) || group.includes('.');
}
