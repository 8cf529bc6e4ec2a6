import { SUPPORT_PERIODS } from './end-of-support.ts';

/**
 * Kubernetes versions that a cluster of ours may run. What goes with each (add-ons, images of nodes) is in packages/eks.
 *
 * EKS lets a version go fourteen months after it came; ours never move into paid extended support, so a version leaves
 * this list before AWS upgrades its clusters by force. `aws eks describe-cluster-versions` lists newer ones.
 */
export const KUBERNETES_VERSIONS = ['1.35', '1.36'] as const;

/** One of {@link KUBERNETES_VERSIONS}. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** Whether a text is one of {@link KUBERNETES_VERSIONS}. */
export function isKubernetesVersion(version: unknown): version is KubernetesVersion {
  return KUBERNETES_VERSIONS.some((known) => known === version);
}

/** What is wrong with a Kubernetes version: a sentence that says which to choose, or undefined when it is offered. */
export function kubernetesVersionProblem(version: unknown): string | undefined {
  if (isKubernetesVersion(version)) return undefined;
  const ends = standardEnds(version);
  const given = typeof version === 'string' && ends !== undefined ? version : JSON.stringify(version);
  const why = ends === undefined ? '' : `, whose standard support ends on ${ends}`;
  return `expected Kubernetes ${listed([...KUBERNETES_VERSIONS])}, got ${given ?? 'nothing'}${why}; choose ${listed(offers())}`;
}

function offers(): string[] {
  return KUBERNETES_VERSIONS.map((version) => `${version} (standard support until ${standardEnds(version)})`);
}

function standardEnds(version: unknown): string | undefined {
  return SUPPORT_PERIODS.find((period) => period.product === 'eks' && period.version === version)?.standardEnds;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
