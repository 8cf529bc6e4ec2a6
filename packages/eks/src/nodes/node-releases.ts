import type { KubernetesVersion } from '../kubernetes-versions.ts';
import { architectureOf } from './instance-hardware.ts';

/**
 * Image releases of Amazon Linux 2023 that node groups run unless they say otherwise, one per Kubernetes version.
 *
 * A new release here replaces the nodes of every ordinary group, a few at a time; groups with data keep theirs. The
 * newest is printed by
 * `aws ssm get-parameter --name /aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/release_version`.
 * Source: https://github.com/awslabs/amazon-eks-ami/releases, v20260714
 */
export const NODE_RELEASES: Readonly<Record<KubernetesVersion, string>> = {
  '1.35': '1.35.6-20260714',
  '1.36': '1.36.2-20260714',
};

const FORM = /^(\d+\.(\d+))\.\d+-\d{8}$/;

/** How many versions a kubelet may be behind its API server. https://kubernetes.io/releases/version-skew-policy/ */
const MOST_BEHIND = 3;

/** Kind of image, as EKS calls it: Amazon Linux 2023 for the processor of an instance type. */
export function imageTypeOf(instanceType: string): string {
  return architectureOf(instanceType) === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
}

/** Kubernetes version of a release: `1.35` of `1.35.6-20260714`. */
export function kubernetesVersionOf(release: string): string {
  return FORM.exec(release)?.[1] ?? release;
}

/** The newest release of its Kubernetes version that the table knows. */
function newestOf(release: string): string | undefined {
  return Object.values(NODE_RELEASES).find((one) => kubernetesVersionOf(one) === kubernetesVersionOf(release));
}

/** Whether a release of the same Kubernetes version came after another one, by patch or by day. */
function isAfter(release: string, other: string): boolean {
  const [[patch = 0, day = 0], [otherPatch = 0, otherDay = 0]] = [partsOf(release), partsOf(other)];
  return patch > otherPatch || day > otherDay;
}

function partsOf(release: string): readonly number[] {
  return (/\.(\d+)-(\d{8})$/.exec(release) ?? []).slice(1).map(Number);
}

/** What is wrong with running a release in a cluster of a version: sentences, or nothing. */
export function releaseProblems(release: string, clusterVersion: KubernetesVersion): string[] {
  const form = FORM.exec(release);
  if (form === null) {
    return [`release must look like ${NODE_RELEASES[clusterVersion]}, got ${JSON.stringify(release)}`];
  }
  const newest = newestOf(release);
  if (newest !== undefined && isAfter(release, newest)) {
    return [
      `release ${release} is newer than ${newest}, the newest that is known; correct it, or add it to packages/eks/src/nodes/node-releases.ts`,
    ];
  }
  const behind = Number(clusterVersion.split('.')[1]) - Number(form[2]);
  if (behind < 0) {
    return [
      `release ${release} is newer than the cluster's version ${clusterVersion}; upgrade the cluster first, or use ${NODE_RELEASES[clusterVersion]}`,
    ];
  }
  if (behind <= MOST_BEHIND) return [];
  return [
    `release ${release} is ${behind} versions behind the cluster's ${clusterVersion}, allowed are ${MOST_BEHIND}; move its data to a group of release ${NODE_RELEASES[clusterVersion]} before the cluster is upgraded`,
  ];
}
