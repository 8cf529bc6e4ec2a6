import { POD_SECURITY_LEVELS } from '@smile/rehearsal';
import { eachObject, hasReason } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

/** Label by which admission judges the pods of a namespace. */
export const LEVEL_LABEL = 'pod-security.kubernetes.io/enforce';

export const namespaceLevel: Rule = {
  id: 'SMILE_K8S_NAMESPACE_LEVEL',
  family: 'kubernetes',
  severity: 'high',
  title: 'Every namespace enforces a Pod Security level',
  what: `Every Namespace has the label \`${LEVEL_LABEL}\` with one of ${POD_SECURITY_LEVELS.join(', ')}; a label \`…enforce-version\` is \`latest\` or as in v1.35; below \`restricted\`, its annotation \`smile/reason\` says why.`,
  why: 'Without the label, admission lets every pod in: a privileged one has the node, and with it all pods there.',
  remedy: 'Give it the strictest level that its pods keep.',
  source:
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces',
  check: eachObject(
    'Namespace',
    (namespace) => {
      const level = namespace.labels[LEVEL_LABEL];
      const version = namespace.labels[`${LEVEL_LABEL}-version`] ?? 'latest';
      if (!/^(latest|v1\.\d+)$/.test(version) && !version.includes('${')) {
        return `label ${LEVEL_LABEL}-version must be latest or a version as in v1.35, got ${JSON.stringify(version)}`;
      }
      if (level?.includes('${')) return undefined;
      if (level === undefined || !POD_SECURITY_LEVELS.some((one) => one === level)) {
        return `label ${LEVEL_LABEL} must be ${POD_SECURITY_LEVELS.join(', ')}, got ${level === undefined ? 'nothing' : JSON.stringify(level)}`;
      }
      return level !== 'restricted' && !hasReason(namespace)
        ? `the annotation smile/reason must say why the level is ${level}`
        : undefined;
    },
    /^v1$/,
  ),
};
