import lock from '../../data/images.lock.json' with { type: 'json' };
import { imageRepository, type RegistryOwner } from '../images/image-repository.ts';
import { IMAGE_NAMES, IMAGES, type ImageName } from '../images/images.ts';

/** An image that somebody reviewed. */
export interface LockedImage {
  readonly tag: string;
  /** Of the list of all platforms, as in `sha256:…`. */
  readonly digest: string;
}

/** Images that somebody reviewed, by name. */
export type ImageLock = Readonly<Partial<Record<ImageName, LockedImage>>>;

/** What `images.lock.json` says. A digest that nobody has seen yet is absent; `smile images sync --accept` adds it. */
export const IMAGE_LOCK: ImageLock = lock;

/** Digest of an image as reviewed; undefined when nobody has seen the tag that the catalogue has. */
export function lockedDigest(name: ImageName, images: ImageLock = IMAGE_LOCK): string | undefined {
  const locked = images[name];
  return locked?.tag === IMAGES[name].tag ? locked.digest : undefined;
}

/** Images whose digest nobody has reviewed for the tag that the catalogue has. */
export function unpinnedImages(images: ImageLock = IMAGE_LOCK): readonly ImageName[] {
  return IMAGE_NAMES.filter((name) => lockedDigest(name, images) === undefined);
}

/** The tag of an image, with its digest where one was reviewed: what stands behind the repository's name. */
export function imageTag(name: ImageName, images: ImageLock = IMAGE_LOCK): string {
  const digest = lockedDigest(name, images);
  return digest === undefined ? IMAGES[name].tag : `${IMAGES[name].tag}@${digest}`;
}

/** What a pod names: repository and tag, with the digest where one was reviewed. */
export function imageReference(name: ImageName, owner: RegistryOwner, images: ImageLock = IMAGE_LOCK): string {
  return `${imageRepository(name, owner)}:${imageTag(name, images)}`;
}
