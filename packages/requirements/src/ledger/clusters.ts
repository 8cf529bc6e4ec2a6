import type { Resource } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';

/** The cluster of the application; in dev, the one that takes both roles. */
export function hasApplicationCluster(one: EnvironmentExamination): void {
  const cluster = one.one('application cluster', one.named('aws_eks_cluster', 'app'));
  if (cluster !== undefined) isCluster(one, cluster);
}

/** The cluster of the data platform: another one, except in dev, which may share infrastructure (ENV-DEV). */
export function hasDataCluster(one: EnvironmentExamination): void {
  if (one.environment.stage === 'dev') sharesOneCluster(one);
  else hasSeparateDataCluster(one);
}

function hasSeparateDataCluster(one: EnvironmentExamination): void {
  const cluster = one.one('data cluster', one.named('aws_eks_cluster', 'data'));
  if (cluster !== undefined) isCluster(one, cluster);
  one.exactly(2, 'cluster', one.ofType('aws_eks_cluster'));
}

/** One cluster for everything, with nodes for the data platform. */
export function sharesOneCluster(one: EnvironmentExamination): void {
  const cluster = one.one('cluster', one.ofType('aws_eks_cluster'));
  if (cluster === undefined) return;
  isCluster(one, cluster);
  one.some('nodes for the data platform', groupsFor(one, 'data'));
}

function isCluster(one: EnvironmentExamination, cluster: Resource): void {
  const zones = new Set(
    one.inventory.referencesAt(cluster, 'vpc_config.subnet_ids').map(({ values }) => values.availability_zone_id),
  );
  one.holds(cluster, 'subnets in several zones', `${zones.size} zones`, zones.size > 1, {
    path: 'vpc_config.subnet_ids',
  });
  const groups = one.ofType('aws_eks_node_group').filter((group) => isIn(one, group, cluster));
  one.some(`nodes of ${cluster.values.name}`, groups);
}

function isIn(one: EnvironmentExamination, group: Resource, cluster: Resource): boolean {
  const isReferred = one.inventory.referencesAt(group, 'cluster_name').includes(cluster);
  return isReferred || group.values.cluster_name === cluster.values.name;
}

/** Node groups whose nodes are labelled for a role. */
export function groupsFor(one: EnvironmentExamination, role: string): readonly Resource[] {
  return one.ofType('aws_eks_node_group').filter((group) => one.literal(group, 'labels.smile/role') === role);
}

/** A cluster that nobody outside reaches, whose Secrets and logs are kept, and that nobody deletes by mistake. */
export function isHardenedCluster(one: EnvironmentExamination, cluster: Resource): void {
  one.equal(cluster, 'vpc_config.endpoint_private_access', true);
  const isPublic = one.literal(cluster, 'vpc_config.endpoint_public_access') !== false;
  const blocks = one.literal(cluster, 'vpc_config.public_access_cidrs');
  const isOpen = isPublic && (blocks === undefined || JSON.stringify(blocks).includes('0.0.0.0/0'));
  const found = isPublic ? `open to ${JSON.stringify(blocks ?? 'anybody')}` : 'private';
  one.holds(cluster, 'an API that only named blocks reach', found, !isOpen);
  one.present(cluster, 'encryption_config.provider.key_arn', 'Secrets encrypted with a key of ours');
  one.equal(cluster, 'deletion_protection', true);
  one.equal(cluster, 'access_config.authentication_mode', 'API');
}
