import { overlaps, parseIpv4Block } from '../cidr.ts';
import { deployerAccountId } from '../naming/deployer-cluster.ts';
import type { Environment } from './environment.ts';

/** What is wrong with a set of environments that are each valid alone: every problem, as a sentence. */
export function estateProblems(environments: readonly Environment[]): string[] {
  return [
    ...duplicateIds(environments),
    ...overlappingNetworks(environments),
    ...accountOwners(environments),
    ...cloudflareOwners(environments),
    ...sharedNames(environments),
    ...withoutDeployer(environments),
    ...disagreeingDeployers(environments),
  ];
}

function duplicateIds(environments: readonly Environment[]): string[] {
  const ids = environments.map((environment) => environment.id);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.map((id) => `${id} is defined twice; give each environment of a country its own stage`);
}

function overlappingNetworks(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) => {
    const [a, b] = [parseIpv4Block(one.network.cidr), parseIpv4Block(other.network.cidr)];
    if (a === undefined || b === undefined || !overlaps(a, b)) return [];
    return [
      `${one.id} (${a.cidr}) and ${other.id} (${b.cidr}) overlap; give each its own /16, so that they can be joined`,
    ];
  });
}

/** What exists once per account must be made by exactly one of the environments in it. */
function accountOwners(environments: readonly Environment[]): string[] {
  const accountIds = [...new Set(environments.map((environment) => environment.account.id))];
  return accountIds.flatMap((accountId) => {
    const members = environments.filter((environment) => environment.account.id === accountId);
    const owners = members.filter((environment) => environment.account.ownsSingletons).map(({ id }) => id);
    if (owners.length === 1) return [];
    const found = owners.length === 0 ? 'none' : owners.join(', ');
    const names = members.map(({ id }) => id).join(', ');
    return [
      `account ${accountId} of ${names} needs exactly one owner of its singletons, got ${found}; set account.ownsSingletons in one of them`,
    ];
  });
}

/** What a Cloudflare zone has once must be made by exactly one of the environments with names in it. */
function cloudflareOwners(environments: readonly Environment[]): string[] {
  const zoneIds = [...new Set(environments.flatMap(({ edge }) => edge?.cloudflare.zoneId ?? []))];
  return zoneIds.flatMap((zoneId) => {
    const members = environments.filter(({ edge }) => edge?.cloudflare.zoneId === zoneId);
    const owners = members.filter(({ edge }) => edge?.cloudflare.ownsZone === true).map(({ id }) => id);
    if (owners.length === 1) return [];
    const found = owners.length === 0 ? 'none' : owners.join(', ');
    const names = members.map(({ id }) => id).join(', ');
    return [
      `Cloudflare zone ${zoneId} of ${names} needs exactly one owner, got ${found}; set edge.cloudflare.ownsZone in one of them`,
    ];
  });
}

/** Jenkins runs in the application cluster, so an environment without one needs another's. */
function withoutDeployer(environments: readonly Environment[]): string[] {
  return environments
    .filter(({ clusters, deployment }) => clusters === undefined && deployment.deployedBy === 'own-cluster')
    .map(
      ({ id }) =>
        `${id} is deployed from its own cluster and has none; set deployment.deployedBy to production, or give it clusters`,
    );
}

/** Both ends name each other: a role that trusts an account which hands it to no pod is of no use, and the reverse. */
function disagreeingDeployers(environments: readonly Environment[]): string[] {
  return environments.flatMap((deployer) =>
    environments
      .filter((one) => one !== deployer && one.country.id === deployer.country.id && deployer.stage === 'production')
      .flatMap((guest) => {
        const hands = (deployer.deployment.alsoDeploys ?? []).some(
          ({ stage, accountId }) => stage === guest.stage && accountId === guest.account.id,
        );
        const { deployedBy } = guest.deployment;
        const takes = deployedBy !== 'own-cluster' && deployerAccountId(guest) === deployer.account.id;
        if (hands === takes) return [];
        return [
          hands
            ? `${deployer.id} deploys ${guest.id}, which is deployed by ${deployedBy === 'own-cluster' ? 'its own cluster' : `account ${deployedBy.accountId}`}; make deployment.alsoDeploys and deployment.deployedBy agree`
            : `${guest.id} is deployed by account ${deployer.account.id}, but ${deployer.id} does not deploy account ${guest.account.id}; make deployment.alsoDeploys and deployment.deployedBy agree`,
        ];
      }),
  );
}

/** A public name leads to one place. */
function sharedNames(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) =>
    publicNames(one)
      .filter((name) => publicNames(other).includes(name))
      .map((name) => `${one.id} and ${other.id} both use the public name ${name}; give each its own`),
  );
}

function publicNames({ edge }: Environment): string[] {
  if (edge === undefined) return [];
  const { apiGateway, loadBalancers, originDomain } = edge;
  const hosts = Object.values(loadBalancers).flatMap((values) => Object.values(values.hosts));
  return [originDomain, ...hosts, ...(apiGateway === 'off' ? [] : [apiGateway.host])];
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}
