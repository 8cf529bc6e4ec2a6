import { overlaps, parseIpv4Block } from '../cidr.ts';
import { deployerAccountId } from '../naming/deployer-cluster.ts';
import { backupHourProblems } from './backup-hours.ts';
import { DEPLOYERS_OF_OTHERS } from './deployment-values.ts';
import { hostsOf } from './edge-problems.ts';
import type { CodeHost } from './edge-values.ts';
import type { Environment } from './environment.ts';

/** What is wrong with a set of environments that are each valid alone: every problem, as a sentence. */
export function estateProblems(environments: readonly Environment[]): string[] {
  return [
    ...duplicateIds(environments),
    ...overlappingNetworks(environments),
    ...accountOwners(environments),
    ...cloudflareOwners(environments),
    ...sharedZones(environments),
    ...sharedNames(environments),
    ...withoutDeployer(environments),
    ...disagreeingDeployers(environments),
    ...differentCodeHosts(environments),
    ...callersShutOut(environments),
    ...countriesInOneAccount(environments),
    ...guestBackupHours(environments),
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
  const deployers = environments.filter(({ stage }) => DEPLOYERS_OF_OTHERS.includes(stage));
  return deployers.flatMap((deployer) =>
    environments
      .filter((one) => one !== deployer && one.country.id === deployer.country.id)
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

/** A token for a zone changes every name in it: only environments that one pipeline deploys share one. */
function sharedZones(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) => {
    const [a, b] = [one.edge?.cloudflare, other.edge?.cloudflare];
    if (a === undefined || b === undefined || a.zoneId !== b.zoneId) return [];
    const problems: string[] = [];
    for (const key of ['domain', 'plan'] as const) {
      if (a[key] !== b[key]) {
        problems.push(
          `${one.id} (${a[key]}) and ${other.id} (${b[key]}) have one zoneId but two values of edge.cloudflare.${key}; correct one`,
        );
      }
    }
    if (deployerAccountId(one) !== deployerAccountId(other)) {
      problems.push(
        `${one.id} and ${other.id} have names in one Cloudflare zone, so the pipeline of each could change the other's; give each a zone of its own`,
      );
    }
    return problems;
  });
}

/** A public name leads to one place. */
function sharedNames(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) =>
    publicNames(one)
      .filter((name) => publicNames(other).includes(name))
      .map((name) => `${one.id} and ${other.id} both use the public name ${name}; give each its own`),
  );
}

/** An exception that Cloudflare makes and the web ACL does not, or the other way round, is none. */
function differentCodeHosts(environments: readonly Environment[]): string[] {
  const listed = (hosts: readonly CodeHost[] = []) =>
    hosts
      .map(({ host }) => host)
      .toSorted()
      .join(', ') || 'none';
  return pairs(environments).flatMap(([one, other]) => {
    const [a, b] = [one.edge, other.edge];
    if (a === undefined || b === undefined || a.cloudflare.zoneId !== b.cloudflare.zoneId) return [];
    if (listed(a.codeHosts) === listed(b.codeHosts)) return [];
    return [
      `${one.id} (${listed(a.codeHosts)}) and ${other.id} (${listed(b.codeHosts)}) have names in one Cloudflare zone but different edge.codeHosts; take the list from country.ts in both`,
    ];
  });
}

/** A program reaches a host only where visitors are let in: no load balancer for operators knows its address. */
function callersShutOut(environments: readonly Environment[]): string[] {
  const hosts = environments.flatMap(({ id, edge }) =>
    (edge === undefined ? [] : hostsOf(edge)).map((host) => ({ ...host, id })),
  );
  const domains = environments.flatMap(({ edge }) => edge?.cloudflare.domain ?? []);
  return environments.flatMap(({ id, edge }) =>
    (edge?.machineCallers ?? []).flatMap(({ caller, host }, index) => {
      const at = `${id}: edge.machineCallers[${index}]: ${caller} calls ${host}`;
      const found = hosts.find((one) => one.host === host);
      if (found?.admits === 'operators') {
        return [
          `${at}, where ${found.id} lets in operators only; call it from inside the network, or publish it for visitors`,
        ];
      }
      // A judgement of one environment alone cannot see the hosts of another.
      const isKnownDomain = domains.some((domain) => host.endsWith(`.${domain}`));
      return found === undefined && isKnownDomain && environments.length > 1
        ? [`${at}, which no environment serves; correct the name or remove the caller`]
        : [];
    }),
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

/**
 * Two countries in one account: with one prefix they would make the same state bucket and roles, and overwrite each other. With
 * two, the guest would have nobody who watches it: detectors are regional, and the alarm topic has the name of its country.
 */
function countriesInOneAccount(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) => {
    if (one.account.id !== other.account.id || one.country.id === other.country.id) return [];
    const share = `${one.id} and ${other.id} share the account ${one.account.id}`;
    return [
      one.namePrefix === other.namePrefix
        ? `${share} and the prefix ${one.namePrefix}, so their AWS resources have the same names; give each country a namePrefix and accounts of its own`
        : `${share}, but what exists once per account has the name, the region and the time zone of one country; give each country accounts of its own`,
    ];
  });
}

/** Where one account serves several environments, AWS Backup follows the clocks of its owner. */
function guestBackupHours(environments: readonly Environment[]): string[] {
  return environments.flatMap(({ id, account, databases, country }) => {
    const owner = environments.find((one) => one.account.id === account.id && one.account.ownsSingletons);
    if (account.ownsSingletons || databases === undefined || owner === undefined) return [];
    const { backupAt } = owner.governance;
    const problems = backupHourProblems(databases, country.timeZone, { backupAt, timeZone: owner.country.timeZone });
    return problems.map((problem) => `${id}: ${problem}`);
  });
}
