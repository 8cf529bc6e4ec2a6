import type { Inventory, Resource } from '@smile/inventory';
import { partsOf, usedImages } from '../../reading/kubernetes/images.ts';
import type { Rule } from '../../rule.ts';

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/;

export const imageRegistry: Rule = {
  id: 'SMILE_K8S_IMAGE_REGISTRY',
  family: 'kubernetes',
  severity: 'high',
  title: "Images come from the environment's own registry",
  what: 'Every image of a container, of a custom resource and of the values of a chart is in ECR, in the account and Region of its environment as far as these were read; that holds for copies through the pull-through cache, too.',
  why: 'What is pulled from elsewhere is not scanned, disappears when its owner wants, and stops every new node when that registry does not answer.',
  remedy: 'Add the image to the catalogue and copy it with smile images sync, or name it through the cache.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  check: ({ inventory }) =>
    usedImages(inventory).flatMap(({ place, environment, where, image }) => {
      const { registry, isRegistryKnown } = partsOf(image);
      if (!isRegistryKnown) return [];
      const [, account, region] = ECR.exec(registry ?? '') ?? [];
      if (account === undefined)
        return [{ place, message: `${where} must be in the registry of the account, got ${image}` }];
      const homes = homesOf(inventory, environment);
      const isOwn = homes.length === 0 || homes.some((home) => home.account === account && home.region === region);
      const own = homes.map((home) => `${home.account} in ${home.region}`).join(' or ');
      return isOwn ? [] : [{ place, message: `${where} must be in the registry of ${own}, got ${image}` }];
    }),
};

interface Home {
  readonly account: string;
  readonly region: string;
}

/** Accounts and Regions of an environment's registries, or else of its clusters; empty where neither was read. */
function homesOf(inventory: Inventory, environment: string | undefined): readonly Home[] {
  const isOwn = (one: Resource) => environment !== undefined && one.environment === environment;
  const [repositories, clusters] = ['aws_ecr_repository', 'aws_eks_cluster'].map((type) =>
    inventory.resources({ mode: 'managed', type }).filter(isOwn),
  );
  const places = repositories?.length ? repositories : (clusters ?? []);
  const homes = places.flatMap(({ account, region }) =>
    account === undefined || region === undefined ? [] : [{ account, region }],
  );
  return [...new Map(homes.map((home) => [JSON.stringify(home), home])).values()];
}
