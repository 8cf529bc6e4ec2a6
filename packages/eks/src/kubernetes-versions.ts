import type { KubernetesVersion } from '@smile/core';
import type { AddonName } from './addons/addon-names.ts';

export { KUBERNETES_VERSIONS, type KubernetesVersion } from '@smile/core';

/** Versions of one add-on that go with one Kubernetes version, the one that is installed first. */
export type AddonVersions = readonly [installed: string, ...older: string[]];

/** What this table was read from, and when: public configurations that pin what AWS offered for the version. */
export const ADDON_VERSIONS_AS_OF = '2026-11-25';

/**
 * Add-on versions that AWS offers for each Kubernetes version.
 *
 * The first is installed; the others are known to go with the version too, for going back.
 * `aws eks describe-addon-versions --kubernetes-version 1.35 --addon-name vpc-cni --region <region>` lists newer
 * ones, and is asked before a first apply: AWS publishes no list that can be read without an account.
 *
 * `kube-proxy` may lag behind the control plane by up to three minor versions, never be ahead of it.
 * `aws-ebs-csi-driver` from 1.58.0 on tells clusters apart, which its policy relies on.
 */
export const ADDON_VERSIONS: Readonly<Record<KubernetesVersion, Readonly<Record<AddonName, AddonVersions>>>> = {
  '1.35': {
    'vpc-cni': ['v1.22.4-eksbuild.3', 'v1.22.1-eksbuild.2', 'v1.21.1-eksbuild.8'],
    'kube-proxy': ['v1.35.3-eksbuild.29', 'v1.35.3-eksbuild.11'],
    coredns: ['v1.13.2-eksbuild.31', 'v1.13.2-eksbuild.4'],
    'eks-pod-identity-agent': ['v1.3.10-eksbuild.3'],
    'aws-ebs-csi-driver': ['v1.66.0-eksbuild.1', 'v1.63.1-eksbuild.1', 'v1.60.1-eksbuild.1'],
    'snapshot-controller': ['v8.6.0-eksbuild.8', 'v8.5.0-eksbuild.5'],
  },
  '1.36': {
    'vpc-cni': ['v1.22.4-eksbuild.3', 'v1.22.3-eksbuild.1', 'v1.21.2-eksbuild.2'],
    'kube-proxy': ['v1.36.0-eksbuild.21', 'v1.36.0-eksbuild.13'],
    coredns: ['v1.14.3-eksbuild.16', 'v1.14.3-eksbuild.3'],
    'eks-pod-identity-agent': ['v1.3.10-eksbuild.3'],
    'aws-ebs-csi-driver': ['v1.66.0-eksbuild.1', 'v1.63.1-eksbuild.1'],
    'snapshot-controller': ['v8.6.0-eksbuild.8'],
  },
};

/** What is wrong with an add-on version for a Kubernetes version: a sentence with the supported ones, or nothing. */
export function addonVersionProblems(kubernetes: KubernetesVersion, addon: AddonName, version: string): string[] {
  const known = ADDON_VERSIONS[kubernetes][addon];
  if (known.includes(version)) return [];
  const others = Object.entries(ADDON_VERSIONS).filter(([, addons]) => addons[addon].includes(version));
  const elsewhere = others.length === 0 ? '' : `, which goes with Kubernetes ${others.map(([one]) => one).join(', ')}`;
  return [
    `${addon} on Kubernetes ${kubernetes} must be one of ${known.join(', ')}, got ${version}${elsewhere}; choose one of them, or leave the version out`,
  ];
}
