import { overlaps, parseIpv4Block } from '../cidr.ts';
import { backupHourProblems } from './backup-hours.ts';
import type { Environment } from './environment.ts';

/** What is wrong with a set of environments that are each valid alone: every problem, as a sentence. */
export function estateProblems(environments: readonly Environment[]): string[] {
  return [
    ...duplicateIds(environments),
    ...overlappingNetworks(environments),
    ...accountOwners(environments),
    ...cloudflareOwners(environments),
    ...sharedNames(environments),
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

/** A public name leads to one place. */
function sharedNames(environments: readonly Environment[]): string[] {
  return pairs(environments).flatMap(([one, other]) =>
    publicNames(one)
      .filter((name) => publicNames(other).includes(name))
      .map((name) => `${one.id} and ${other.id} both use the public name ${name}; give each its own`),
  );
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

function publicNames({ edge }: Environment): string[] {
  if (edge === undefined) return [];
  const { apiGateway, loadBalancers, originDomain } = edge;
  const hosts = Object.values(loadBalancers).flatMap((values) => Object.values(values.hosts));
  return [originDomain, ...hosts, ...(apiGateway === 'off' ? [] : [apiGateway.host])];
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other): [T, T] => [one, other]));
}
