import {
  contains,
  type Deletion,
  type Ipv4Block,
  kubernetesVersionProblem,
  overlaps,
  type Protection,
  parseIpv4Block,
  protectionOf,
  throwIfAny,
} from '@smile/core';
import type { Construct } from 'constructs';
import type { ClusterProps } from './cluster.ts';

/** {@link ClusterProps} with defaults, checked. */
export interface ClusterSettings extends Required<Omit<ClusterProps, 'deletion' | 'controlPlaneZones'>> {
  /** Intra subnets in the zones of the control plane. */
  readonly controlPlaneSubnetIds: string[];
  readonly protection: Protection;
}

const PROTECTED: Deletion = 'protected';

/** Blocks in which EKS takes addresses for services. Source: API reference, KubernetesNetworkConfigRequest. */
const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Bounds of the block's size, in bits. */
const LONGEST_PREFIX = 24;
const SHORTEST_PREFIX = 12;

/** An endpoint that a larger block may reach is open to strangers. */
const WIDEST_OFFICE = 16;

/**
 * Fills in defaults and checks what EKS would only refuse at apply, or never.
 *
 * @throws ValidationError with every problem.
 */
export function resolve(construct: Construct, props: ClusterProps): ClusterSettings {
  const settings = {
    ...props,
    publicAccessCidrs: props.publicAccessCidrs ?? [],
    serviceCidr: props.serviceCidr ?? '172.20.0.0/16',
    prefixDelegation: props.prefixDelegation ?? true,
    logRetention: props.logRetention ?? '90 days',
  };
  throwIfAny(construct, [
    ...versionProblems(props.version),
    ...settings.publicAccessCidrs.flatMap(publicAccessProblems),
    ...serviceCidrProblems(settings.serviceCidr, props.vpc.cidr),
    ...controlPlaneZoneProblems(props),
  ]);
  const zones = props.controlPlaneZones ?? props.vpc.availabilityZones;
  const controlPlaneSubnetIds = props.vpc
    .subnets('intra')
    .flatMap(({ zone, subnetId }) => (zones.includes(zone) ? [subnetId] : []));
  return { ...settings, controlPlaneSubnetIds, protection: protectionOf(construct, props.deletion ?? PROTECTED) };
}

function controlPlaneZoneProblems({ vpc, controlPlaneZones: zones = vpc.availabilityZones }: ClusterProps): string[] {
  const known = vpc.availabilityZones;
  const unknown = zones.filter((zone) => !known.includes(zone));
  if (unknown.length > 0) {
    return [
      `controlPlaneZones: ${unknown.join(', ')} has no subnet, expected some of ${known.join(', ')}; remove it, or give the network that zone first`,
    ];
  }
  if (new Set(zones).size >= 2) return [];
  return [`controlPlaneZones must be at least two of ${known.join(', ')}, got ${zones.join(', ') || 'none'}`];
}

function versionProblems(version: string): string[] {
  const problem = kubernetesVersionProblem(version);
  return problem === undefined ? [] : [`version: ${problem}`];
}

/** Whether the region can move a cluster's traffic away from one zone. */
export function offersZonalShift(available: readonly string[]): boolean {
  return available.includes('arc-zonal-shift');
}

function publicAccessProblems(cidr: string): string[] {
  const block = parseIpv4Block(cidr);
  if (block !== undefined && block.prefixLength >= WIDEST_OFFICE) return [];
  return [
    `publicAccessCidrs must be blocks of offices from /${WIDEST_OFFICE} to /32, got ${JSON.stringify(cidr)}; list what people come from, or nothing to keep the API private`,
  ];
}

function serviceCidrProblems(cidr: string, vpcCidr: string): string[] {
  const block = parseIpv4Block(cidr);
  if (block === undefined || !isServiceBlock(block)) {
    return [
      `serviceCidr must be a private block from /${SHORTEST_PREFIX} to /${LONGEST_PREFIX}, got ${JSON.stringify(cidr)}; 172.20.0.0/16 suits every VPC of ours`,
    ];
  }
  const vpc = parseIpv4Block(vpcCidr);
  if (vpc === undefined || !overlaps(vpc, block)) return [];
  return [`serviceCidr must not overlap the VPC, got ${cidr} in ${vpcCidr}; 172.20.0.0/16 suits every VPC of ours`];
}

function isServiceBlock(block: Ipv4Block): boolean {
  const fits = block.prefixLength >= SHORTEST_PREFIX && block.prefixLength <= LONGEST_PREFIX;
  return fits && PRIVATE_BLOCKS.some((cidr) => isWithin(block, parseIpv4Block(cidr)));
}

function isWithin(inner: Ipv4Block, outer: Ipv4Block | undefined): boolean {
  return outer !== undefined && contains(outer, inner);
}
