import { canonicalJson, closest } from '@smile/core';
import type { AddonName } from './addon-names.ts';

/** Settings of an add-on, as its own schema names them. */
export type AddonConfiguration = Readonly<Record<string, unknown>>;

const EVERY_WORKLOAD = ['affinity', 'nodeSelector', 'podAnnotations', 'podLabels', 'resources', 'tolerations'];

/**
 * First-level settings that each add-on takes. EKS refuses any other, but only at apply.
 *
 * `aws eks describe-addon-configuration --addon-name vpc-cni --addon-version v1.22.4-eksbuild.3` prints the whole schema.
 */
const KNOWN_KEYS: Readonly<Record<AddonName, readonly string[]>> = {
  'vpc-cni': [...EVERY_WORKLOAD, 'enableNetworkPolicy', 'enableWindowsIpam', 'eniConfig', 'env', 'init', 'nodeAgent'],
  'kube-proxy': [...EVERY_WORKLOAD, 'ipvs', 'mode'],
  'eks-pod-identity-agent': [...EVERY_WORKLOAD, 'agent', 'priorityClassName'],
  coredns: [
    ...EVERY_WORKLOAD,
    'autoScaling',
    'computeType',
    'corefile',
    'podDisruptionBudget',
    'replicaCount',
    'topologySpreadConstraints',
  ],
  'snapshot-controller': [...EVERY_WORKLOAD, 'podDisruptionBudget', 'replicaCount', 'topologySpreadConstraints'],
  'aws-ebs-csi-driver': ['controller', 'defaultStorageClass', 'node', 'sidecars'],
};

/** What is wrong with an add-on's settings: one sentence for each that the add-on does not know. */
export function addonConfigurationProblems(addon: AddonName, configuration: AddonConfiguration): string[] {
  const known = KNOWN_KEYS[addon];
  const unknown = Object.keys(configuration).filter((key) => !known.includes(key));
  return unknown.map((key) => {
    const guess = closest(key, known);
    const remedy = guess === undefined ? 'remove it' : `did you mean ${guess}?`;
    return `${addon} has no setting ${JSON.stringify(key)}, expected some of ${known.join(', ')}; ${remedy}`;
  });
}

/** Settings as the text that EKS stores. It is compared letter by letter, so keys are sorted (pitfall P43). */
export function addonConfigurationText(configuration: AddonConfiguration): string {
  return canonicalJson(configuration);
}
