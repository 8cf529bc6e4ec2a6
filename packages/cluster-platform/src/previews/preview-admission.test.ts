import { evaluate } from '@marcbachmann/cel-js';
import { ValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import { ValidatingAdmissionPolicyBinding } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding';
import { describe, expect, test } from 'vitest';
import { previewAdmission } from './preview-admission.ts';

const [policy, binding] = previewAdmission('smile-dev.example', 'istio-ingress/gateway-web');
const to = (host: string, more: object = {}) => ({ route: [{ destination: { host } }], ...more });
const OWN = to('web.preview-2.svc.cluster.local');
const ROUTE = {
  hosts: ['app-cold-chain-3f9a1c.smile-dev.example'],
  gateways: ['istio-ingress/gateway-web'],
  http: [OWN],
};

/** Messages of the expressions that do not hold. CEL is evaluated by an implementation of it. */
function refusals(spec: object): readonly string[] {
  const known = { object: { metadata: { namespace: 'preview-2' }, spec }, request: { operation: 'CREATE' } };
  return (policy.spec.validations ?? []).flatMap(({ expression, message }) =>
    evaluate(expression, known) === true ? [] : [message ?? ''],
  );
}

const NAMES = 'a preview has names such as app-cold-chain-3f9a1c.smile-dev.example alone';
const GATEWAY = 'a preview is reached through istio-ingress/gateway-web alone';
const INSIDE = 'a preview leads to Services of its own slot alone';

describe('a route in a slot', () => {
  test('is let in as a preview has it', () => {
    expect(refusals(ROUTE)).toEqual([]);
    expect(refusals({ ...ROUTE, hosts: ['wms-api-x-000000.smile-dev.example'] })).toEqual([]);
    expect(refusals({ ...ROUTE, http: [OWN, { directResponse: { status: 404 } }] })).toEqual([]);
  });

  test.each([
    ['a host of the environment', { hosts: ['app.smile-dev.example'] }, NAMES],
    ['a console', { hosts: ['grafana.smile-dev.example'] }, NAMES],
    ['every name below the domain', { hosts: ['*.smile-dev.example'] }, NAMES],
    ['every name', { hosts: ['*'] }, NAMES],
    ['a name of another domain', { hosts: ['app-x-3f9a1c.smile-dev.example.org'] }, NAMES],
    ['a dot that is any sign', { hosts: ['app-x-3f9a1c.smile-devXexample'] }, NAMES],
    ['one good name and one of the environment', { hosts: [...ROUTE.hosts, 'api.smile-dev.example'] }, NAMES],
    ['no name', { hosts: undefined }, NAMES],
    ['the gateway of operators', { gateways: ['istio-ingress/gateway-platform'] }, GATEWAY],
    ['the whole mesh', { gateways: ['istio-ingress/gateway-web', 'mesh'] }, GATEWAY],
    ['no gateway, which is the whole mesh', { gateways: undefined }, GATEWAY],
    ['Keycloak', { http: [to('keycloak-http.auth.svc.cluster.local')] }, INSIDE],
    ['another slot', { http: [OWN, to('web.preview-1.svc.cluster.local')] }, INSIDE],
    ['a short name, which could be anybody', { http: [to('web')] }, INSIDE],
    [
      'a copy of all requests elsewhere',
      { http: [to('web.preview-2.svc.cluster.local', { mirror: { host: 'x' } })] },
      INSIDE,
    ],
    ['another route that goes on elsewhere', { http: [{ delegate: { name: 'x' } }] }, INSIDE],
    ['connections without HTTP', { tcp: [{ route: [] }] }, INSIDE],
  ])('is refused with %s', (_, change, message) => {
    const { hosts, gateways, ...rest } = { ...ROUTE, ...change };
    const spec = {
      ...rest,
      ...(hosts === undefined ? {} : { hosts }),
      ...(gateways === undefined ? {} : { gateways }),
    };
    expect(refusals(spec)).toEqual([message]);
  });
});

test('both objects are ones that their kinds take, and hold where nothing answers, too', () => {
  expect(() => new ValidatingAdmissionPolicy(policy as never).validate()).not.toThrow();
  expect(() => new ValidatingAdmissionPolicyBinding(binding as never).validate()).not.toThrow();
  expect(policy.spec.failurePolicy).toBe('Fail');
  expect(binding.spec).toMatchObject({ policyName: policy.metadata.name, validationActions: ['Deny', 'Audit'] });
});
