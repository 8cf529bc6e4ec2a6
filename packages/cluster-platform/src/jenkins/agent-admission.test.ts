import { evaluate } from '@marcbachmann/cel-js';
import { ValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy';
import { ValidatingAdmissionPolicyBinding } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding';
import { describe, expect, test } from 'vitest';
import { agentAdmission } from './agent-admission.ts';
import { agentClouds } from './agent-cloud.ts';
import { TEST_ACCOUNTS, TEST_JENKINS } from './fixtures.ts';

const IMAGE = '222222222222.dkr.ecr.ap-southeast-3.amazonaws.com/smile-uat/platform/jenkins-agent:1@sha256:abc';
const clouds = agentClouds(TEST_JENKINS, TEST_ACCOUNTS);
const applying = clouds.find(({ purpose }) => purpose === 'apply');
if (applying === undefined) throw new Error('no cloud applies');
const [policy, binding] = agentAdmission(applying, IMAGE);

/** The pod that Jenkins makes, and who makes it. */
const REQUEST = { operation: 'CREATE', userInfo: { username: 'system:serviceaccount:jenkins:cloud-apply' } };
const POD = { serviceAccountName: 'apply', containers: [{ name: 'jnlp', image: IMAGE }] };

/** What the API server answers to a pod: messages of the expressions that do not hold. CEL is evaluated by an implementation of it. */
function refusals(spec: object, request: object = REQUEST): readonly string[] {
  const known = { object: { spec }, request };
  return (policy.spec.validations ?? []).flatMap(({ expression, message }) =>
    evaluate(expression, known) === true ? [] : [message ?? ''],
  );
}

describe('what is let into the namespace of agents that apply', () => {
  test('is the pod that Jenkins makes, for each environment that it applies', () => {
    expect(refusals(POD)).toEqual([]);
    expect(refusals({ ...POD, serviceAccountName: 'apply-shared' })).toEqual([]);
    expect(refusals({ ...POD, initContainers: [], ephemeralContainers: [] })).toEqual([]);
  });

  test.each([
    ['the controller itself', 'system:serviceaccount:jenkins:jenkins'],
    ['the token with which pods that plan are made', 'system:serviceaccount:jenkins:cloud-plan'],
    ['the token with which pods that check are made', 'system:serviceaccount:jenkins:cloud-check'],
    ['an account of the same name elsewhere', 'system:serviceaccount:jenkins-check:cloud-apply'],
    ['an operator', 'arn:aws:sts::222222222222:assumed-role/smile-uat-operator/ani'],
  ])('is not a pod made by %s', (_, username) => {
    expect(refusals(POD, { operation: 'CREATE', userInfo: { username } })).toEqual([
      'pods of jenkins-apply are made by system:serviceaccount:jenkins:cloud-apply alone',
    ]);
  });

  test.each([
    [{ serviceAccountName: 'plan' }, 'pods of jenkins-apply run as apply or apply-shared'],
    [{ serviceAccountName: 'default' }, 'pods of jenkins-apply run as apply or apply-shared'],
    [
      { containers: [{ name: 'jnlp', image: 'docker.io/library/bash:5' }] },
      `containers of jenkins-apply run ${IMAGE} alone`,
    ],
    [
      { containers: [...POD.containers, { name: 'other', image: `${IMAGE}x` }] },
      `containers of jenkins-apply run ${IMAGE} alone`,
    ],
    [{ initContainers: [{ name: 'first', image: IMAGE }] }, 'pods of jenkins-apply have no init containers'],
    [
      { ephemeralContainers: [{ name: 'debugger', image: IMAGE }] },
      'nobody looks into pods of jenkins-apply by an ephemeral container',
    ],
  ])('is not a pod with %j', (difference, message) => {
    expect(refusals({ ...POD, ...difference })).toEqual([message]);
  });

  // https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement: the image of a container may be changed
  test('stays so: nobody changes the image of a pod that runs, and controllers may touch the rest', () => {
    const kubelet = { operation: 'UPDATE', userInfo: { username: 'system:node:ip-10-1-0-1' } };
    expect(refusals(POD, kubelet)).toEqual([]);
    expect(refusals({ ...POD, containers: [{ name: 'jnlp', image: 'other' }] }, kubelet)).toHaveLength(1);
  });

  test('is refused, and told to the audit log, when the API server cannot tell', () => {
    expect(policy.spec.failurePolicy).toBe('Fail');
    expect(binding.spec).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny', 'Audit'] });
    const [rule] = policy.spec.matchConstraints?.resourceRules ?? [];
    expect(rule).toMatchObject({
      operations: ['CREATE', 'UPDATE'],
      resources: ['pods', 'pods/ephemeralcontainers'],
    });
    expect(policy.spec.matchConstraints?.namespaceSelector?.matchLabels).toEqual({
      'kubernetes.io/metadata.name': 'jenkins-apply',
    });
  });

  // kubernetes-models, from the OpenAPI of Kubernetes 1.36
  test('is written as their kinds have it', () => {
    expect(() => new ValidatingAdmissionPolicy(policy as never).validate()).not.toThrow();
    expect(() => new ValidatingAdmissionPolicyBinding(binding as never).validate()).not.toThrow();
  });
});

test('agents that plan and apply are pinned; those that check and build have nothing to take on', () => {
  expect(clouds.filter(({ isPinned }) => isPinned).map(({ namespace }) => namespace)).toEqual([
    'jenkins-plan',
    'jenkins-apply',
  ]);
});
