import type { Problem } from '../../protocol/problem.ts';
import { isGiven, isList, type ObjectValue, type Value } from '../../protocol/value.ts';
import type { FindSiblings } from '../facts.ts';
import { findAll } from '../place-in-object.ts';

/** Arguments of a launch template that a managed node group sets itself. https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html */
const MANAGED_BY_EKS = [
  ['iam_instance_profile', 'an instance profile'],
  ['instance_initiated_shutdown_behavior', 'a shutdown behavior'],
  ['hibernation_options', 'hibernation options'],
  ['instance_market_options', 'instance market options'],
] as const;

/** What EKS refuses of a node group for its launch template. The words are near to EKS's, not the same. */
export function admitNodeGroup(group: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const disorder = sizesOutOfOrder(group);
  if (disorder !== undefined) return disorder;
  const template = templateOf(group, siblings);
  if (template === undefined) return undefined;
  const [forbidden] = MANAGED_BY_EKS.filter(([argument]) => isGiven(template[argument]));
  if (forbidden !== undefined) {
    return {
      summary: `InvalidRequestException: Launch template ${String(template.id)} should not specify ${forbidden[1]}`,
      path: ['launch_template'],
    };
  }
  if (!isGiven(template.instance_type) || !isGiven(group.instance_types)) return undefined;
  return {
    summary: 'InvalidParameterException: You cannot specify an instance type in both launch template and node group',
    path: ['instance_types'],
  };
}

/** EKS takes an add-on for a cluster that it knows; a kube-proxy that is ahead of the cluster has no version there. */
export function admitAddon(addon: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const { cluster_name: clusterName, addon_name: name, addon_version: version } = addon;
  const cluster = siblings('aws_eks_cluster').find((one) => one.name === clusterName);
  if (cluster === undefined) {
    return { summary: `ResourceNotFoundException: No cluster found for name: ${clusterName}.`, path: ['cluster_name'] };
  }
  if (name !== 'kube-proxy' || minorOf(version) <= minorOf(cluster.version)) return undefined;
  return {
    summary: `InvalidParameterException: Addon version specified is not supported: ${version} for Kubernetes ${cluster.version}`,
    path: ['addon_version'],
  };
}

/** A policy is given to an entry, so the entry comes first. */
export function admitPolicy({ cluster_name: cluster, principal_arn: principal }: ObjectValue, siblings: FindSiblings) {
  const hasEntry = siblings('aws_eks_access_entry').some(
    (entry) => entry.cluster_name === cluster && entry.principal_arn === principal,
  );
  return hasEntry
    ? undefined
    : {
        summary: `ResourceNotFoundException: The specified principalArn could not be found: ${principal}`,
        path: ['principal_arn'],
      };
}

/** 35 of `v1.35.3-eksbuild.29` and of `1.35`. */
function minorOf(version: Value | undefined): number {
  return Number(/^v?1\.(\d+)/.exec(String(version))?.[1] ?? 0);
}

/**
 * Zones of a control plane are those of its creation.
 * The words: https://github.com/aws/containers-roadmap/issues/2330
 */
export function admitCluster(cluster: ObjectValue, siblings: FindSiblings, prior?: ObjectValue): Problem | undefined {
  if (prior === undefined) return undefined;
  const zonesOf = (object: ObjectValue) => {
    const ids = findAll(object, 'vpc_config.subnet_ids').flatMap(({ value }) => (isList(value) ? value : []));
    const subnets = siblings('aws_subnet').filter(({ id }) => ids.includes(id ?? null));
    return [...new Set(subnets.map(({ availability_zone: zone }) => String(zone)))].sort().join(',');
  };
  const [before, after] = [zonesOf(prior), zonesOf(cluster)];
  if (before === after) return undefined;
  return {
    summary: `InvalidParameterException: Provided subnets belong to the AZs '${after}'. But they should belong to the exact set of AZs '${before}' in which subnets were provided during cluster creation`,
    path: ['vpc_config'],
  };
}

/**
 * Every call brings all three sizes, so that an autoscaler's number may be out of the new bounds.
 * The words: https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3306,
 * https://github.com/ministryofjustice/cloud-platform-infrastructure/pull/4595
 */
function sizesOutOfOrder(group: ObjectValue): Problem | undefined {
  const size = (name: string) => Number(findAll(group, `scaling_config.${name}`)[0]?.value ?? 0);
  const [min, desired, max] = [size('min_size'), size('desired_size'), size('max_size')];
  const path = ['scaling_config'];
  if (min > desired) {
    const words = `Minimum capacity ${min} can't be greater than desired size ${desired}`;
    return { summary: `InvalidParameterException: ${words}`, path };
  }
  if (desired <= max) return undefined;
  return { summary: "InvalidParameterException: desiredSize can't be greater than maxSize", path };
}

function templateOf(group: ObjectValue, siblings: FindSiblings): ObjectValue | undefined {
  const [id] = findAll(group, 'launch_template.id');
  return siblings('aws_launch_template').find((candidate) => candidate.id === id?.value);
}

/**
 * Security groups that the interfaces of a group's nodes are in: those of the template at the version that the nodes were
 * started with. A group that ignores its template keeps the old ones, whatever the template says meanwhile.
 */
export function groupsOfNodes(
  group: ObjectValue,
  siblings: FindSiblings,
  before?: { readonly value: ObjectValue; readonly attached: readonly string[] },
): readonly string[] {
  if (findAll(group, 'scaling_config.desired_size').some(({ value }) => value === 0)) return [];
  const [version] = findAll(group, 'launch_template.version');
  const [earlier] = before === undefined ? [] : findAll(before.value, 'launch_template.version');
  const hadNodes = before !== undefined && before.attached.length > 0;
  if (hadNodes && version?.value === earlier?.value) return before.attached;
  const ids = templateOf(group, siblings)?.vpc_security_group_ids;
  return isList(ids) ? ids.map(String) : [];
}
