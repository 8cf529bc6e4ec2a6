import type { IValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import type { IValidatingAdmissionPolicyBinding } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding';
import type { ObjectOfKind } from '../objects/object-meta.ts';
import type { AgentCloud } from './agent-cloud.ts';
import { JENKINS_SERVICE } from './jenkins-pods.ts';

type Specification<Model extends { spec?: unknown }> = NonNullable<Model['spec']>;

/** What the API server asks of objects, in CEL, before it stores them. Part of Kubernetes since 1.30. */
export type AdmissionPolicy = ObjectOfKind<
  'admissionregistration.k8s.io/v1',
  'ValidatingAdmissionPolicy',
  Specification<IValidatingAdmissionPolicy>
>;

/** Where an {@link AdmissionPolicy} holds, and what happens to what breaks it. */
export type AdmissionPolicyBinding = ObjectOfKind<
  'admissionregistration.k8s.io/v1',
  'ValidatingAdmissionPolicyBinding',
  Specification<IValidatingAdmissionPolicyBinding>
>;

/**
 * Lets pods into a namespace of agents that plan or apply only as Jenkins makes them: created with the token of that cloud, under one of
 * its accounts, from the one image. Whoever could start another pod there would have the role of its account (docs/adr/0040).
 *
 * `UPDATE` is judged too, because the image of a running container may be changed, and so are ephemeral containers, which come in by a
 * resource of their own. https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function agentAdmission(cloud: AgentCloud, image: string): [AdmissionPolicy, AdmissionPolicyBinding] {
  const { namespace, agents, maker } = cloud;
  const name = `agents-of-${namespace}`;
  const creator = `system:serviceaccount:${JENKINS_SERVICE.namespace}:${maker}`;
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['pods', 'pods/ephemeralcontainers'],
            },
          ],
        },
        validations: [
          {
            expression: `request.operation != 'CREATE' || request.userInfo.username == '${creator}'`,
            message: `pods of ${namespace} are made by ${creator} alone`,
          },
          {
            expression: `object.spec.serviceAccountName in [${agents.map((agent) => `'${agent}'`).join(', ')}]`,
            message: `pods of ${namespace} run as ${agents.join(' or ')}`,
          },
          {
            expression: `object.spec.containers.all(container, container.image == '${image}')`,
            message: `containers of ${namespace} run ${image} alone`,
          },
          {
            expression: '!has(object.spec.initContainers) || object.spec.initContainers.size() == 0',
            message: `pods of ${namespace} have no init containers`,
          },
          {
            expression: '!has(object.spec.ephemeralContainers) || object.spec.ephemeralContainers.size() == 0',
            message: `nobody looks into pods of ${namespace} by an ephemeral container`,
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny', 'Audit'] },
    },
  ];
}
