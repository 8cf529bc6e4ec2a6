import { cachedRegistryOf } from './cached-registries.ts';
import { IMAGES, type ImageName } from './images.ts';

/** Whose registry an image is pulled from. */
export interface RegistryOwner {
  readonly accountId: string;
  readonly region: string;
  /** Domain of the partition's services. @default 'amazonaws.com' */
  readonly dnsSuffix?: string;
  /** Prefix of the environment's names, as in `smile-prd`. */
  readonly namePrefix: string;
}

/** Host of an account's registry, as in `111111111111.dkr.ecr.<region>.amazonaws.com`. */
export function registryHost({ accountId, region, dnsSuffix }: Omit<RegistryOwner, 'namePrefix'>): string {
  return `${accountId}.dkr.ecr.${region}.${dnsSuffix ?? 'amazonaws.com'}`;
}

/** Repository of an image that is copied or built, as in `smile-prd/platform/loki`. */
export function platformRepository(namePrefix: string, image: ImageName): string {
  return `${namePrefix}/platform/${image}`;
}

/** Repository of an image with its registry's host: where pods pull it from. */
export function imageRepository(image: ImageName, owner: RegistryOwner): string {
  return `${registryHost(owner)}/${repositoryName(image, owner.namePrefix)}`;
}

function repositoryName(image: ImageName, namePrefix: string): string {
  const { upstream, obtained } = IMAGES[image];
  if (obtained !== 'cache') return platformRepository(namePrefix, image);
  const [host = '', ...path] = upstream.split('/');
  const cache = cachedRegistryOf(host);
  if (cache === undefined) throw new Error(`${image}: ${host} is not cached; copy it`);
  return `${namePrefix}-${cache}/${path.join('/')}`;
}
