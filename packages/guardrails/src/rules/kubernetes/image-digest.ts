import { UNBUILT_DIGEST } from '@smile/core';
import { allOf } from '../../reading/checks.ts';
import { type ImageParts, partsOf, usedImages } from '../../reading/kubernetes/images.ts';
import { eachPod } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

export const imageDigest: Rule = {
  id: 'SMILE_K8S_IMAGE_DIGEST',
  family: 'kubernetes',
  severity: 'high',
  title: 'Images are named by digest',
  what: 'Every image of a container, of a custom resource and of the values of a chart ends in `@sha256:…`; no tag is `latest`. As long as no image of the catalogue has a digest in an environment, because none was reviewed yet, a fixed tag in ECR, where tags never move, is a warning.',
  why: 'A tag can be another image tomorrow: what was reviewed is not what runs, and two pods of one Deployment may differ.',
  remedy: 'Take the image from the catalogue, which has its digest.',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: allOf(
    eachPod(({ containers }) =>
      containers.flatMap(({ path, name, body }) =>
        body.image === undefined ? [`${path} (${name}) must have an image`] : [],
      ),
    ),
    ({ inventory }) => {
      const images = usedImages(inventory);
      const reviewed = new Set(
        images
          .filter(({ image }) => isOfCatalogue(image) && isPinned(partsOf(image)))
          .map(({ environment }) => environment),
      );
      return images.flatMap(({ place, environment, where, image }) => {
        const parts = partsOf(image);
        if (!parts.isVersionKnown) return [];
        if (parts.tag === 'latest') return [{ place, message: `${where} must not have the tag latest, got ${image}` }];
        if (isPinned(parts)) return [];
        const isEarly = parts.tag !== undefined && !isGiven(parts) && isInEcr(parts) && !reviewed.has(environment);
        const message = `${where} must end in @sha256: and 64 digits, got ${image}`;
        return [isEarly ? { place, message, status: 'warned' as const } : { place, message }];
      });
    },
  ),
};

/** Repositories of services are beside each other in the registry, and their digests are values; those of the catalogue lie below a folder. */
function isOfCatalogue(image: string): boolean {
  return image.split('/').length > 2;
}

function isPinned({ digest }: ImageParts): boolean {
  return digest !== undefined && DIGEST.test(digest) && digest !== UNBUILT_DIGEST;
}

function isGiven({ digest }: ImageParts): boolean {
  return digest !== undefined && digest !== UNBUILT_DIGEST;
}

function isInEcr({ registry = '' }: ImageParts): boolean {
  return /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/.test(registry);
}
