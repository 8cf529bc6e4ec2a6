import { describe, expect, it } from 'vitest';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import { planChange } from '../provider/plan.ts';
import { type ResourceKind, resourceKind } from '../provider/resource-kind.ts';
import { UNCONFIGURED } from '../provider/session.ts';
import { deriveProviderSchema } from '../schema/index.ts';
import type { BlockSchema } from '../schema/schema.ts';
import { factsOf } from '../values/facts-of.ts';

type Written = { readonly [argument: string]: unknown };

function kindOf(type: string): ResourceKind {
  const provider = type === 'helm_release' ? 'helm' : 'kubernetes';
  const block = deriveProviderSchema(provider, { resources: [type], dataSources: [] }).resources.get(type);
  if (block === undefined) throw new Error(`no schema of ${type}`);
  return resourceKind(type, block, factsOf(type));
}

/** What is written, with everything that a schema has beside it left out, as core sends it. */
function whole(block: BlockSchema, written: Written): ObjectValue {
  const attributes = block.attributes.map(({ name }) => [name, (written[name] ?? null) as Value] as const);
  const blocks = block.blocks.map(({ name, nesting, block: inner }) => {
    const given = written[name];
    const items = (Array.isArray(given) ? given : given === undefined ? [] : [given]) as Written[];
    const [first] = items;
    if (nesting === 'single') return [name, first === undefined ? null : whole(inner, first)] as const;
    return [name, items.map((item) => whole(inner, item))] as const;
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** Whether a change makes a new object. */
function isReplaced(type: string, before: Written, after: Written): boolean {
  const kind = kindOf(type);
  const plan = (written: Written, prior: Value) => {
    const config = whole(kind.block, written);
    return planChange(kind, UNCONFIGURED, { prior, proposed: config, config });
  };
  return plan(after, settled(plan(before, null).planned)).replace.length > 0;
}

/** A planned object after apply: what was unknown is there. */
function settled(value: ObjectValue): ObjectValue {
  const settle = (one: Value): Value =>
    isList(one) ? one.map(settle) : isObject(one) ? settled(one) : typeof one === 'object' ? null : one;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, settle(one)]));
}

const META = { name: 'web', namespace: 'smile' };
const selector = (app: string) => ({ match_labels: { app } });
const labelled = (app: string) => ({ metadata: { labels: { app } }, spec: { container: [{ name: 'a', image: app }] } });
const claim = (spec: object) => ({ metadata: META, spec: { access_modes: ['ReadWriteOnce'], ...spec } });

// `ForceNew` in https://github.com/hashicorp/terraform-provider-kubernetes/tree/v2.38.0/kubernetes, resource_kubernetes_<kind>_v1.go and
// schema_*.go; RequiresReplace in https://github.com/hashicorp/terraform-provider-helm/blob/v3.1.1/helm/resource_helm_release.go
describe('a new object is made for', () => {
  it.each<[string, string, Written, Written]>([
    ['another name', 'kubernetes_config_map_v1', { metadata: META }, { metadata: { ...META, name: 'api' } }],
    ['another namespace', 'kubernetes_config_map_v1', { metadata: META }, { metadata: { ...META, namespace: 'wms' } }],
    [
      'another selector',
      'kubernetes_deployment_v1',
      { metadata: META, spec: { selector: selector('a'), template: labelled('a') } },
      { metadata: META, spec: { selector: selector('b'), template: labelled('b') } },
    ],
    [
      'another governing service',
      'kubernetes_stateful_set_v1',
      { metadata: META, spec: { service_name: 'a', selector: selector('a'), template: labelled('a') } },
      { metadata: META, spec: { service_name: 'b', selector: selector('a'), template: labelled('a') } },
    ],
    [
      'another template of a job',
      'kubernetes_job_v1',
      { metadata: META, spec: { template: labelled('a') } },
      { metadata: META, spec: { template: labelled('b') } },
    ],
    [
      'another address of a service',
      'kubernetes_service_v1',
      { metadata: META, spec: { cluster_ip: '10.100.0.1' } },
      { metadata: META, spec: { cluster_ip: 'None' } },
    ],
    [
      'another role in a binding',
      'kubernetes_role_binding_v1',
      { metadata: META, role_ref: { kind: 'Role', name: 'a', api_group: 'rbac.authorization.k8s.io' } },
      { metadata: META, role_ref: { kind: 'Role', name: 'b', api_group: 'rbac.authorization.k8s.io' } },
    ],
    [
      'other parameters of a storage class',
      'kubernetes_storage_class_v1',
      { metadata: { name: 'gp3' }, storage_provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' } },
      { metadata: { name: 'gp3' }, storage_provisioner: 'ebs.csi.aws.com', parameters: { type: 'io2' } },
    ],
    [
      'another class of a claim',
      'kubernetes_persistent_volume_claim_v1',
      claim({ storage_class_name: 'gp3' }),
      claim({ storage_class_name: 'io2' }),
    ],
    [
      'less storage of a claim',
      'kubernetes_persistent_volume_claim_v1',
      claim({ resources: { requests: { storage: '1Ti' } } }),
      claim({ resources: { requests: { storage: '900Gi' } } }),
    ],
    [
      'any change of a budget',
      'kubernetes_pod_disruption_budget_v1',
      { metadata: META, spec: { min_available: '1', selector: selector('a') } },
      { metadata: META, spec: { min_available: '2', selector: selector('a') } },
    ],
    [
      'another value of a priority',
      'kubernetes_priority_class_v1',
      { metadata: META, value: 1 },
      { metadata: META, value: 2 },
    ],
    [
      'other data of a ConfigMap that was immutable',
      'kubernetes_config_map_v1',
      { metadata: META, immutable: true, data: { a: '1' } },
      { metadata: META, immutable: true, data: { a: '2' } },
    ],
    [
      'a ConfigMap that shall be immutable no more',
      'kubernetes_config_map_v1',
      { metadata: META, immutable: true },
      { metadata: META, immutable: false },
    ],
    [
      'another namespace of a release',
      'helm_release',
      { name: 'a', chart: 'a', namespace: 'a' },
      { name: 'a', chart: 'a', namespace: 'b' },
    ],
  ])('%s', (_, type, before, after) => {
    expect(isReplaced(type, before, after)).toBe(true);
  });
});

describe('the same object is changed for', () => {
  it.each<[string, string, Written, Written]>([
    [
      'other labels',
      'kubernetes_namespace_v1',
      { metadata: { name: 'a' } },
      { metadata: { name: 'a', labels: { b: 'c' } } },
    ],
    [
      'another image',
      'kubernetes_deployment_v1',
      { metadata: META, spec: { selector: selector('a'), template: labelled('a') } },
      {
        metadata: META,
        spec: {
          selector: selector('a'),
          template: { ...labelled('a'), spec: { container: [{ name: 'a', image: 'b' }] } },
        },
      },
    ],
    [
      'a ConfigMap that becomes immutable',
      'kubernetes_config_map_v1',
      { metadata: META, immutable: false, data: { a: '1' } },
      { metadata: META, immutable: true, data: { a: '2' } },
    ],
    [
      'more storage of a claim',
      'kubernetes_persistent_volume_claim_v1',
      claim({ resources: { requests: { storage: '1Gi' } } }),
      claim({ resources: { requests: { storage: '2Gi' } } }),
    ],
    // Its selector has ForceNew, the fields in it have not: the API server refuses the change instead.
    [
      'another selector of a DaemonSet',
      'kubernetes_daemon_set_v1',
      { metadata: META, spec: { selector: selector('a'), template: labelled('a') } },
      { metadata: META, spec: { selector: selector('b'), template: labelled('b') } },
    ],
    [
      'another version of a release',
      'helm_release',
      { name: 'a', chart: 'a', version: '1.0.0' },
      { name: 'a', chart: 'a', version: '2.0.0' },
    ],
  ])('%s', (_, type, before, after) => {
    expect(isReplaced(type, before, after)).toBe(false);
  });
});
