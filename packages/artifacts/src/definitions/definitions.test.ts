import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitionsAmong, definitionsInFolder, definitionTexts } from './definitions.ts';
import { judgeCustomResources } from './judge-custom-resources.ts';

/** The example of https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/, with some more rules. */
const CRONTAB = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: crontabs.stable.example.com
spec:
  group: stable.example.com
  names: { kind: CronTab, plural: crontabs }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [image]
              properties:
                cronSpec: { type: string, pattern: '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$' }
                image: { type: string }
                replicas: { type: integer, minimum: 1, maximum: 10 }
                port: { x-kubernetes-int-or-string: true }
                hosts: { type: array, minItems: 1, items: { type: string } }
                labels: { type: object, additionalProperties: { type: string } }
                anything: { type: object, x-kubernetes-preserve-unknown-fields: true }
                nothing: { type: string, nullable: true }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-definitions-'));
  const files = {
    'Chart.yaml': 'name: parent',
    'crds/crontab.yaml': CRONTAB,
    'crds/README.md': 'no definition',
    'charts/child/crds/deep/other.yaml': CRONTAB.replaceAll('CronTab', 'Other'),
    'charts/child/templates/crds.yaml': '{{ not YAML }}',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('definitions of a chart', () => {
  test('are in its folder crds, and in those of the charts inside it', () => {
    expect(definitionsInFolder(folder).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'CustomResourceDefinition crontabs.stable.example.com',
      'CustomResourceDefinition crontabs.stable.example.com',
    ]);
    expect([...definitionsAmong(definitionsInFolder(folder)).keys()]).toEqual([
      'stable.example.com/v1 CronTab',
      'stable.example.com/v1 Other',
    ]);
  });

  test('are printed as they are', () => {
    expect(definitionTexts(folder)[0]).toBe(CRONTAB);
  });
});

describe('a custom resource', () => {
  const judged = (spec: object) =>
    judgeCustomResources(
      [
        {
          apiVersion: 'stable.example.com/v1',
          kind: 'CronTab',
          name: 'nightly',
          body: { spec: JSON.parse(JSON.stringify(spec)) },
        },
      ],
      definitionsAmong(definitionsInFolder(folder)),
    );

  test('passes as its definition has it, and where Terraform knows a value later', () => {
    const spec = {
      image: 'cron',
      cronSpec: '* * * * */5',
      port: 'http',
      hosts: ['a'],
      labels: { any: 'text' },
      anything: { at: ['all'] },
      nothing: null,
    };
    expect(judged(spec)).toEqual({ problems: [], unknown: [] });
    expect(judged({ ...spec, replicas: '${aws_instance.A.count}' }).problems).toEqual([]);
  });

  test('is told everything that its definition has otherwise', () => {
    const spec = {
      cronSpec: 'nightly',
      replicas: 11,
      port: {},
      hosts: [],
      labels: { any: 1 },
      anything: 'text',
      nothing: 1,
      imagee: 'cron',
    };
    expect(judged(spec).problems).toEqual([
      'CronTab nightly .spec: image is missing',
      'CronTab nightly .spec.cronSpec: "nightly" does not match ^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$',
      'CronTab nightly .spec.replicas: expected 10 or less, got 11',
      'CronTab nightly .spec.port: expected number or text',
      'CronTab nightly .spec.hosts: expected 1 or more, got 0',
      'CronTab nightly .spec.labels.any: expected string, got 1',
      'CronTab nightly .spec.anything: expected object, got "text"',
      'CronTab nightly .spec.nothing: expected string, got 1',
      'CronTab nightly .spec.imagee: is not known',
    ]);
  });

  test('of a kind that no definition is there for is named; one of Kubernetes is not', () => {
    const object = (apiVersion: string, kind: string) => ({ apiVersion, kind, name: 'a', body: {} });
    const objects = [
      object('elsewhere.io/v1', 'Thing'),
      object('elsewhere.io/v1', 'Thing'),
      object('v1', 'ConfigMap'),
      object('apps/v1', 'Deployment'),
      object('networking.k8s.io/v1', 'NetworkPolicy'),
      object('elbv2.k8s.aws/v1beta1', 'TargetGroupBinding'),
    ];
    expect(judgeCustomResources(objects, new Map())).toEqual({
      problems: [],
      unknown: ['elbv2.k8s.aws/v1beta1 TargetGroupBinding', 'elsewhere.io/v1 Thing'],
    });
  });
});
