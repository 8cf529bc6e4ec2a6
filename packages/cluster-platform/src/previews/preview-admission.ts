import { HOST_WORDS, PREVIEW_SLOTS, PREVIEW_WORDS } from '@smile/core';
import type { AdmissionPolicy, AdmissionPolicyBinding } from '../jenkins/agent-admission.ts';

const NAME = 'routes-of-previews';

/**
 * What a route of a slot may say: names of previews below the domain, on the gateway of visitors, to Services of the slot itself. Gateways follow
 * routes of any namespace, so without it a preview could take over a host of the environment.
 *
 * @param domain every name of a preview is one level below it.
 * @param gateway as `<namespace>/<name>`.
 */
export function previewAdmission(domain: string, gateway: string): [AdmissionPolicy, AdmissionPolicyBinding] {
  const words = PREVIEW_WORDS.map((word) => HOST_WORDS[word].label).join('|');
  const host = `^(${words})-[a-z0-9-]{1,20}-[0-9a-f]{6}[.]${domain.replaceAll('.', '[.]')}$`;
  const inside = "destination.host.endsWith('.' + object.metadata.namespace + '.svc.cluster.local')";
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: NAME },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...PREVIEW_SLOTS] }],
          },
          resourceRules: [
            {
              apiGroups: ['networking.istio.io'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['virtualservices'],
            },
          ],
        },
        validations: [
          {
            expression: `has(object.spec.hosts) && object.spec.hosts.all(host, host.matches('${host}'))`,
            message: `a preview has names such as app-cold-chain-3f9a1c.${domain} alone`,
          },
          {
            expression: `has(object.spec.gateways) && object.spec.gateways.all(gateway, gateway == '${gateway}')`,
            message: `a preview is reached through ${gateway} alone`,
          },
          {
            expression: `!has(object.spec.tcp) && !has(object.spec.tls) && has(object.spec.http) && object.spec.http.all(http, !has(http.mirror) && !has(http.mirrors) && !has(http.delegate) && (!has(http.route) || http.route.all(route, route.${inside})))`,
            message: 'a preview leads to Services of its own slot alone',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: NAME },
      spec: { policyName: NAME, validationActions: ['Deny', 'Audit'] },
    },
  ];
}
