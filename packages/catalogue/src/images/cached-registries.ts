/**
 * Public registries that ECR caches without credentials, by the word in their prefix (`smile-prd-quay`). Docker Hub and GitHub would
 * need some; `registry.istio.io` is no upstream at all.
 *
 * Source: ECR guide, "Sync an upstream registry", https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export const CACHED_REGISTRIES = {
  'ecr-public': 'public.ecr.aws',
  kubernetes: 'registry.k8s.io',
  quay: 'quay.io',
} as const;

/** One of {@link CACHED_REGISTRIES}. */
export type CachedRegistry = keyof typeof CACHED_REGISTRIES;

/** The word of a registry's host, or undefined when ECR does not cache it. */
export function cachedRegistryOf(host: string): CachedRegistry | undefined {
  const words = Object.keys(CACHED_REGISTRIES) as CachedRegistry[];
  return words.find((word) => CACHED_REGISTRIES[word] === host);
}
