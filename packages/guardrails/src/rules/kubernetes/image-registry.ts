import { groupedBy, type Inventory, oncePer, type Resource } from '@smile/inventory';
import { isExpression } from '../../reading/block.ts';
import { partsOf, usedImages } from '../../reading/kubernetes/images.ts';
import type { Rule } from '../../rule.ts';

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/;

export const imageRegistry: Rule = {
  id: 'SMILE_K8S_IMAGE_REGISTRY',
  family: 'kubernetes',
  severity: 'high',
  title: "Images come from the environment's own registry",
  what: 'Every image of a container, of a custom resource and of the values of a chart is in ECR, in the account and Region of its environment as far as these were read; that holds for copies through the pull-through cache, too. Its repository is one of the environment, or begins with the prefix of one of its caches, where these were read.',
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
      if (!isOwn) return [{ place, message: `${where} must be in the registry of ${own}, got ${image}` }];
      const repository = image.slice(image.indexOf('/') + 1).replace(/[:@].*$/, '');
      return isThere(inventory, environment, repository)
        ? []
        : [{ place, message: `${where} must be in a repository or cache of the environment, got ${image}` }];
    }),
};

/** Whether an environment has a repository, or a cache that makes it at the first pull. */
function isThere(inventory: Inventory, environment: string | undefined, repository: string): boolean {
  if (isExpression(repository)) return true;
  const { names, prefixes } = repositoriesOf(inventory).get(environment ?? '') ?? { names: [], prefixes: [] };
  if (names.length === 0 || prefixes.length === 0) return true;
  return names.includes(repository) || prefixes.some((prefix) => repository.startsWith(`${prefix}/`));
}

/** Names of repositories and prefixes of caches, by environment. */
const repositoriesOf = oncePer((inventory: Inventory) => {
  const found = inventory.resources({
    mode: 'managed',
    type: ['aws_ecr_repository', 'aws_ecr_pull_through_cache_rule'],
  });
  return new Map(
    [...groupedBy(found, ({ environment = '' }) => [environment])].map(([environment, resources]) => [
      environment,
      {
        names: resources.flatMap(({ values: { name } }) => (typeof name === 'string' ? [name] : [])),
        prefixes: resources.flatMap(({ values: { ecr_repository_prefix: prefix } }) =>
          typeof prefix === 'string' ? [prefix] : [],
        ),
      },
    ]),
  );
});

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
