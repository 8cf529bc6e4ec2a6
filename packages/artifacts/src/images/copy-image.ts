import { rmSync } from 'node:fs';
import { ArtifactError } from '../artifact-error.ts';
import { fetchBlob, giveBlob } from '../registry/blob.ts';
import { type Descriptor, digestOf, fetchManifest, type Manifest, putManifest } from '../registry/manifest.ts';
import type { RegistryClient } from '../registry/registry-client.ts';

export interface CopyImageProps {
  readonly from: RegistryClient;
  readonly to: RegistryClient;
  /** What was reviewed, as in `sha256:…`. */
  readonly digest: string;
  /** Tag that it gets. */
  readonly tag: string;
  /** Where blobs lie between the registries. What an interruption leaves there is used by the next run. */
  readonly folder: string;
  /** Repositories of the target that have a blob, by digest; what this copy adds is added. */
  readonly holders: Map<string, string>;
  /** Called when a blob is through. @default - nobody asks */
  readonly onBlob?: (bytes: number) => void;
}

/** What a copy took. */
export interface CopyOutcome {
  /** `there`: the tag had the digest already. */
  readonly state: 'there' | 'copied';
  readonly platforms: readonly string[];
  /** Bytes that went through this machine. */
  readonly bytes: number;
}

/**
 * Copies an image with all its platforms from one registry to another, by digest: the bytes that were reviewed, or
 * nothing. The tag is put last, so that whoever sees it sees the whole image.
 *
 * @throws ArtifactError when either registry refuses, when bytes are not those of a digest, or when the tag is taken.
 */
export async function copyImage(props: CopyImageProps): Promise<CopyOutcome> {
  const { from, to, digest, tag } = props;
  const known = await digestOf(to, tag);
  if (known !== undefined && known !== digest) {
    throw new ArtifactError(
      `${to.repository.name}:${tag} is ${known} already, expected ${digest}; tags never move, so raise the tag in the catalogue`,
    );
  }
  const manifest = await fetchManifest(from, digest);
  const platforms = manifest.manifests.map(platformOf).filter((platform) => platform !== 'unknown/unknown');
  if (known === digest) return { state: 'there', platforms, bytes: 0 };
  const bytes = await copyManifest(props, manifest, tag);
  return { state: 'copied', platforms, bytes };
}

/** What it lists or is made of goes first: a registry takes no manifest whose parts it lacks. */
async function copyManifest(props: CopyImageProps, manifest: Manifest, reference: string): Promise<number> {
  let bytes = 0;
  for (const { digest } of manifest.manifests) {
    bytes += await copyManifest(props, await fetchManifest(props.from, digest), digest);
  }
  for (const blob of manifest.blobs) bytes += await copyBlob(props, blob);
  await putManifest(props.to, reference, manifest);
  return bytes;
}

async function copyBlob({ from, to, folder, holders, onBlob }: CopyImageProps, blob: Descriptor): Promise<number> {
  // Layers of Windows that its maker keeps for himself: https://github.com/opencontainers/image-spec, "foreign layers".
  if (blob.urls !== undefined && blob.urls.length > 0) return 0;
  const holder = holders.get(blob.digest);
  let path: string | undefined;
  const way = await giveBlob(to, blob, holder === to.repository.name ? undefined : holder, async () => {
    path = await fetchBlob(from, blob, folder);
    return path;
  });
  if (path !== undefined) rmSync(path, { force: true });
  holders.set(blob.digest, to.repository.name);
  onBlob?.(blob.size);
  return way === 'uploaded' ? blob.size : 0;
}

function platformOf({ platform }: Descriptor): string {
  if (platform === undefined) return 'unknown/unknown';
  return [platform.os, platform.architecture, platform.variant]
    .filter((part) => part !== undefined && part !== '')
    .join('/');
}
