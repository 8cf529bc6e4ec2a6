import { partsOf, usedImages } from '../../reading/kubernetes/images.ts';
import type { Rule } from '../../rule.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

export const imageDigest: Rule = {
  id: 'SMILE_K8S_IMAGE_DIGEST',
  family: 'kubernetes',
  severity: 'high',
  title: 'Images are named by digest',
  what: 'Every image of a container, of a custom resource and of the values of a chart ends in `@sha256:…`; no tag is `latest`.',
  why: 'A tag can be another image tomorrow: what was reviewed is not what runs, and two pods of one Deployment may differ.',
  remedy: 'Take the image from the catalogue, which has its digest.',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: ({ inventory }) =>
    usedImages(inventory).flatMap(({ place, where, image }) => {
      const { tag, digest, isVersionKnown } = partsOf(image);
      if (!isVersionKnown) return [];
      if (tag === 'latest') return [{ place, message: `${where} must not have the tag latest, got ${image}` }];
      return digest !== undefined && DIGEST.test(digest)
        ? []
        : [{ place, message: `${where} must end in @sha256: and 64 digits, got ${image}` }];
    }),
};
