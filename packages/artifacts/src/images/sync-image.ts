import {
  IMAGES,
  type ImageLock,
  type ImageName,
  lockedDigest,
  platformRepository,
  type RegistryOwner,
  registryHost,
} from '@smile/catalogue';
import { ArtifactError } from '../artifact-error.ts';
import { digestOf } from '../registry/manifest.ts';
import { type Credentials, RegistryClient } from '../registry/registry-client.ts';
import { repositoryAddress } from '../registry/repository-address.ts';
import { type CopyOutcome, copyImage } from './copy-image.ts';

export interface SyncImageProps {
  readonly lock: ImageLock;
  /** Whose registry gets the image. */
  readonly registry: RegistryOwner;
  /** Of that registry; what is copied is public. @default - nobody */
  readonly credentials?: Credentials;
  /** Where blobs lie between the registries. */
  readonly folder: string;
  readonly holders: Map<string, string>;
  readonly signal?: AbortSignal;
  readonly onBlob?: (bytes: number) => void;
  /** @default 500 */
  readonly firstWaitMilliseconds?: number;
}

/**
 * Copies an image of the catalogue into a registry of ours, in the bytes that somebody reviewed.
 *
 * @throws ArtifactError when nobody has reviewed it, or it cannot be copied.
 */
export async function syncImage(name: ImageName, props: SyncImageProps): Promise<CopyOutcome> {
  const { upstream, tag } = IMAGES[name];
  const digest = lockedDigest(name, props.lock);
  if (digest === undefined) {
    throw new ArtifactError(
      `nobody has reviewed the digest of ${upstream}:${tag}; look into the image, then record it with --accept`,
    );
  }
  const { signal, firstWaitMilliseconds } = props;
  const target = `${registryHost(props.registry)}/${platformRepository(props.registry.namePrefix, name)}`;
  return copyImage({
    from: new RegistryClient({ repository: repositoryAddress(upstream), signal, firstWaitMilliseconds }),
    to: new RegistryClient({
      repository: repositoryAddress(target),
      credentials: props.credentials,
      signal,
      firstWaitMilliseconds,
    }),
    digest,
    tag,
    folder: props.folder,
    holders: props.holders,
    onBlob: props.onBlob,
  });
}

/**
 * Digest that the tag of an image has upstream today.
 *
 * @throws ArtifactError when its registry cannot be asked, or has no such tag.
 */
export async function upstreamDigest(
  name: ImageName,
  options: Pick<SyncImageProps, 'signal' | 'firstWaitMilliseconds'> = {},
): Promise<string> {
  const { upstream, tag } = IMAGES[name];
  const digest = await digestOf(new RegistryClient({ repository: repositoryAddress(upstream), ...options }), tag);
  if (digest === undefined) throw new ArtifactError(`${upstream} has no tag ${tag}; correct it in the catalogue`);
  return digest;
}
