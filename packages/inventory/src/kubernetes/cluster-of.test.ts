import { expect, test } from 'vitest';
import { Inventory } from '../inventory.ts';
import { readKubernetes } from './kubernetes-objects.ts';

const tags = { country: 'indonesia', environment: 'dev' };
const resource = (type: string, name: string, values: object) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_name: `registry.terraform.io/hashicorp/${type.split('_')[0] === 'aws' ? 'aws' : 'kubernetes'}`,
  values,
});
const state = (stack: string, ...resources: readonly object[]) => ({
  stack,
  json: { format_version: '1.0', values: { root_module: { resources } } },
});
const cluster = (name: string) => resource('aws_eks_cluster', name, { name: `smile-dev-${name}`, tags_all: tags });
const namespace = (name: string) => resource('kubernetes_namespace_v1', name, { metadata: [{ name }] });
// A role with tags tells whose stack it is.
const role = resource('aws_iam_role', 'Agents', { name: 'agents', tags_all: tags });

/** Names of namespaces with their clusters, of states alone: providers are no part of a state. */
function clusters(...names: readonly string[]): Readonly<Record<string, string>> {
  const inventory = Inventory.fromState([
    state('indonesia-dev-clusters', ...names.map(cluster)),
    state('indonesia-dev-app-platform', role, namespace('smile')),
    state('indonesia-dev-data-platform', role, namespace('etl')),
  ]);
  return Object.fromEntries(readKubernetes(inventory).objects.map((one) => [one.name, one.cluster]));
}

test('a state tells of an environment with one cluster that everything is in it', () => {
  expect(clusters('app')).toEqual({ smile: 'smile-dev-app', etl: 'smile-dev-app' });
});

test('with several clusters, or none in sight, a stack has one of its own', () => {
  const own = {
    smile: 'the cluster of indonesia-dev-app-platform',
    etl: 'the cluster of indonesia-dev-data-platform',
  };
  expect(clusters('app', 'data')).toEqual(own);
  expect(clusters()).toEqual(own);
});
