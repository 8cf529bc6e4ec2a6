import { POD_SECURITY_LEVELS, type PodSecurityLevel } from '@smile/rehearsal';
import { podProblems } from '../../reading/kubernetes/pod-security.ts';
import { eachObjectWithPods } from '../../reading/kubernetes/pods-by-namespace.ts';
import type { Rule } from '../../rule.ts';
import { LEVEL_LABEL } from './namespace-level.ts';

export const podSecurity: Rule = {
  id: 'SMILE_K8S_POD_SECURITY',
  family: 'kubernetes',
  severity: 'high',
  title: 'Pods keep to the Pod Security level of their namespace',
  what: 'Every pod, init containers included, keeps to the level in the label `pod-security.kubernetes.io/enforce` of its namespace, and to `restricted` where there is none: no host namespaces, ports or paths, no privileges, no root, all capabilities dropped. Settings of a container win over those of its pod.',
  why: 'Admission refuses the pods and not the Deployment, so an apply succeeds and nothing runs; where nothing refuses them, one pod holds its node.',
  remedy: 'Change the security context; a namespace gets a weaker level only when every pod in it needs that.',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  check: eachObjectWithPods((pods, namespace) => {
    const label = namespace?.labels[LEVEL_LABEL];
    const level = POD_SECURITY_LEVELS.find((one) => one === label) ?? ('restricted' satisfies PodSecurityLevel);
    return podProblems(pods, level);
  }),
};
