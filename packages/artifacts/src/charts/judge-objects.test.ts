import { describe, expect, test } from 'vitest';
import { judgeObjects } from './judge-objects.ts';
import { readObjects } from './rendered-object.ts';

const registry = { accountId: '111111111111', region: 'eu-central-1', namePrefix: 'smile-prd' };
const HOST = '111111111111.dkr.ecr.eu-central-1.amazonaws.com';
const judge = (yaml: string) => judgeObjects(readObjects(yaml), { chart: 'loki', namespace: 'monitoring', registry });

const pod = (image: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: monitoring}
spec: {template: {spec: {containers: [{name: web, image: "${image}"${more}}]}}}
`;

describe('a Secret', () => {
  const refusal = (keys: string) =>
    `Secret credentials holds ${keys}, which the release would keep readable; let External Secrets or cert-manager make it`;
  const secret = (content: string) => `{apiVersion: v1, kind: Secret, metadata: {name: credentials}, ${content}}`;

  test.each([
    ['data', secret('data: {password: eA==}'), 'password'],
    ['text', secret('stringData: {user: a, password: b}'), 'user, password'],
    [
      'a hook, which Helm makes too',
      secret('data: {password: eA==}').replace('name:', 'annotations: {helm.sh/hook: pre-install}, name:'),
      'password',
    ],
    ['one of a list', `{apiVersion: v1, kind: List, items: [${secret('data: {password: eA==}')}]}`, 'password'],
  ])('with %s is refused', (_, yaml, keys) => {
    expect(judge(yaml)).toEqual([refusal(keys)]);
  });

  test.each([
    ['nothing in it', secret('type: Opaque')],
    ['an empty map', secret('data: {}')],
    ['null, as templates write it', secret('data: null')],
  ])('with %s is not', (_, yaml) => {
    expect(judge(yaml)).toEqual([]);
  });
});

describe('a namespace', () => {
  test('of its own is what each object lies in', () => {
    expect(judge('{apiVersion: v1, kind: Role, metadata: {name: leader, namespace: kube-system}}')).toEqual([
      'Role leader lies in namespace kube-system, the release in monitoring; set its namespace by values',
    ]);
  });

  test('need not be named, and kinds of the cluster have none', () => {
    expect(
      judge(
        '{apiVersion: v1, kind: Role, metadata: {name: a}}\n---\n{kind: ClusterRole, apiVersion: v1, metadata: {name: b}}',
      ),
    ).toEqual([]);
  });

  test('may be another one for a reason that is written down', () => {
    const yaml = '{apiVersion: v1, kind: Role, metadata: {name: leader, namespace: kube-system}}';
    const props = { chart: 'cert-manager', namespace: 'cert-manager', registry } as const;
    expect(judgeObjects(readObjects(yaml), props)).toEqual([]);
  });
});

describe('an image', () => {
  test.each([
    `${HOST}/smile-prd/platform/loki:3.7.6`,
    `${HOST}/smile-prd/platform/loki:3.7.6@sha256:${'a'.repeat(64)}`,
    `${HOST}/smile-prd-quay/kiwigrid/k8s-sidecar:2.10.1`,
  ])('of the catalogue from our registry is fine: %s', (image) => {
    expect(judge(pod(image))).toEqual([]);
  });

  test.each([
    [
      'quay.io/kiwigrid/k8s-sidecar:2.10.1',
      `which is not from our registry; name ${HOST}/smile-prd-quay/kiwigrid/k8s-sidecar by values`,
    ],
    ['grafana/loki:3.7.6', `which is not from our registry; name ${HOST}/smile-prd/platform/loki by values`],
    ['docker.io/grafana/loki:3.7.6', `which is not from our registry; name ${HOST}/smile-prd/platform/loki by values`],
    [
      'bitnami/kubectl:latest',
      'which the catalogue does not have; add it to packages/catalogue, or switch off by values what runs it',
    ],
    [
      `${HOST}/smile-uat/platform/loki:3.7.6`,
      'which the catalogue does not have; add it to packages/catalogue, or switch off by values what runs it',
    ],
    [
      `${HOST}/smile-prd/platform/loki:3.7.5`,
      'which the catalogue has as 3.7.6; set the tag by values, or raise it in the catalogue',
    ],
    [
      `${HOST}/smile-prd/platform/loki`,
      'which the catalogue has as 3.7.6; set the tag by values, or raise it in the catalogue',
    ],
    [
      'localhost:5000/loki',
      'which the catalogue does not have; add it to packages/catalogue, or switch off by values what runs it',
    ],
  ])('is refused: %s', (image, why) => {
    expect(judge(pod(image))).toEqual([`Deployment web runs ${image}, ${why}`]);
  });

  test('is also one of an init container, of a custom resource, and one that an argument names', () => {
    const unknown = 'quay.io/nobody/knows:1.0';
    const why = 'which the catalogue does not have; add it to packages/catalogue, or switch off by values what runs it';
    const resource = `{apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: kps}, spec: {image: "${unknown}"}}`;
    const init = `{apiVersion: v1, kind: Pod, metadata: {name: init}, spec: {initContainers: [{image: "${unknown}"}]}}`;
    const argument = `{apiVersion: v1, kind: Pod, metadata: {name: operator}, spec: {containers: [{args: ["--reloader=${unknown}"]}]}}`;
    expect(judge([resource, init, argument].join('\n---\n'))).toEqual([
      `Prometheus kps runs ${unknown}, ${why}`,
      `Pod init runs ${unknown}, ${why}`,
      `Pod operator runs ${unknown}, ${why}`,
    ]);
  });
});
