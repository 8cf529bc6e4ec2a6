import type { Component } from '@smile/core';
import type { Resources } from '@smile/eks';
import { type PodDemand, SIDECAR } from './pod-demand.ts';
import { cpuMillis, mebibytes } from './quantity.ts';

/**
 * Nodes of one group.
 *
 * - `pooled`: any pod of its components runs on any node. All of them must find room while a part of the nodes is gone.
 * - `single`: one zone or one node, whose loss somebody accepted with a reason.
 * - `local-disk`: pods stay with their disks, so what is lost is not made up for elsewhere.
 */
export interface CapacityGroup {
  readonly name: string;
  readonly kind: 'pooled' | 'single' | 'local-disk';
  readonly instanceType: string;
  readonly components: readonly Component[];
  /** What pods can ask for on one node. */
  readonly perNode: Resources;
  readonly podsPerNode: number;
  /** Nodes in each zone when the cluster starts. */
  readonly startByZone: readonly number[];
  readonly mostNodes: number;
}

/** What may fail without a pod of a pooled group being left without room. */
export type Survives = 'the loss of a zone' | 'the loss of a node';

/** How full a group is. */
export interface GroupUse {
  readonly group: CapacityGroup;
  /** What its pods ask for at the start, those on every node included for the nodes that remain. */
  readonly asked: Resources & { readonly pods: number };
  /** What the nodes that remain give, after the loss that the group has to survive. */
  readonly given: Resources & { readonly pods: number };
  readonly remainingNodes: number;
  /** The same at the most: every group at its largest, every workload scaled up. */
  readonly askedAtMost: Resources & { readonly pods: number };
  readonly givenAtMost: Resources & { readonly pods: number };
  readonly problems: readonly string[];
}

type Amount = Resources & { readonly pods: number };
const NOTHING: Amount = { cpuMillis: 0, memoryMebibytes: 0, pods: 0 };

/** Judges every group of a cluster against everything that is meant to run there. */
export function groupUses(
  groups: readonly CapacityGroup[],
  demands: readonly PodDemand[],
  survives: Survives,
): readonly GroupUse[] {
  return groups.map((group) => {
    const own = demands.filter(({ on }) => on !== 'every-node' && group.components.includes(on));
    const daemons = demands
      .filter(({ on }) => on === 'every-node')
      .map(onePod)
      .reduce(plus, NOTHING);
    const remainingNodes = remainingOf(group, survives);
    const asked = plus(
      sumOf(own, ({ copies = 1 }) => copies),
      times(daemons, remainingNodes),
    );
    const given = nodesOf(group, remainingNodes);
    const atMost = ({ copies = 1, mostCopies = copies }: PodDemand) => mostCopies;
    const askedAtMost = plus(sumOf(own, atMost), times(daemons, group.mostNodes));
    const givenAtMost = nodesOf(group, group.mostNodes);
    const use = { group, asked, given, remainingNodes, askedAtMost, givenAtMost };
    return { ...use, problems: [...tooLittle(use, survives), ...tooLarge(group, own, daemons)] };
  });
}

/** Nodes that are left: pooled groups lose their largest zone, or a node; what others lose was accepted. */
function remainingOf({ kind, startByZone }: CapacityGroup, survives: Survives): number {
  const all = startByZone.reduce((sum, nodes) => sum + nodes, 0);
  if (kind !== 'pooled' || all === 0) return all;
  return all - (survives === 'the loss of a zone' ? Math.max(...startByZone) : 1);
}

function tooLittle(use: Omit<GroupUse, 'problems'>, survives: Survives): string[] {
  const { group, asked, given, remainingNodes, askedAtMost, givenAtMost } = use;
  const without = group.kind === 'pooled' ? ` after ${survives}` : '';
  return [
    ...shortages(asked, given).map(
      (shortage) =>
        `group ${group.name}: ${remainingNodes} x ${group.instanceType} are left${without}, and ${shortage}; ${REMEDY}`,
    ),
    ...shortages(askedAtMost, givenAtMost).map(
      (shortage) =>
        `group ${group.name}: at its most ${group.mostNodes} x ${group.instanceType}, and ${shortage}; ${REMEDY}`,
    ),
  ];
}

const REMEDY = 'give the group more or larger nodes, or ask for less';

function shortages(asked: Amount, given: Amount): string[] {
  const rows = [
    [`pods ask for ${asked.cpuMillis}m of CPU where there are ${given.cpuMillis}m`, asked.cpuMillis > given.cpuMillis],
    [
      `pods ask for ${asked.memoryMebibytes}Mi of memory where there are ${given.memoryMebibytes}Mi`,
      asked.memoryMebibytes > given.memoryMebibytes,
    ],
    [`there are ${asked.pods} pods where there is room for ${given.pods}`, asked.pods > given.pods],
  ] as const;
  return rows.flatMap(([text, isShort]) => (isShort ? [text] : []));
}

/** A pod that fits on no node never starts, whatever the sum is. */
function tooLarge(group: CapacityGroup, demands: readonly PodDemand[], daemons: Amount): string[] {
  const { perNode } = group;
  const room = {
    cpuMillis: perNode.cpuMillis - daemons.cpuMillis,
    memoryMebibytes: perNode.memoryMebibytes - daemons.memoryMebibytes,
  };
  return demands.flatMap((demand) => {
    const pod = onePod(demand);
    if (pod.cpuMillis <= room.cpuMillis && pod.memoryMebibytes <= room.memoryMebibytes) return [];
    return [
      `group ${group.name}: a pod of ${demand.name} asks for ${pod.cpuMillis}m and ${pod.memoryMebibytes}Mi, a ${group.instanceType} has ${room.cpuMillis}m and ${room.memoryMebibytes}Mi left beside what runs on every node; ${REMEDY}`,
    ];
  });
}

function onePod({ cpu = '0', memory = '0Mi', sidecar = false }: PodDemand): Amount {
  const proxy = sidecar ? { cpuMillis: cpuMillis(SIDECAR.cpu), memoryMebibytes: mebibytes(SIDECAR.memory) } : NOTHING;
  return {
    cpuMillis: cpuMillis(cpu) + proxy.cpuMillis,
    memoryMebibytes: mebibytes(memory) + proxy.memoryMebibytes,
    pods: 1,
  };
}

function sumOf(demands: readonly PodDemand[], copies: (demand: PodDemand) => number): Amount {
  return demands.map((demand) => times(onePod(demand), copies(demand))).reduce(plus, NOTHING);
}

function nodesOf({ perNode, podsPerNode }: CapacityGroup, nodes: number): Amount {
  return times({ ...perNode, pods: podsPerNode }, nodes);
}

function plus(one: Amount, other: Amount): Amount {
  return {
    cpuMillis: one.cpuMillis + other.cpuMillis,
    memoryMebibytes: one.memoryMebibytes + other.memoryMebibytes,
    pods: one.pods + other.pods,
  };
}

function times({ cpuMillis: cpu, memoryMebibytes, pods }: Amount, count: number): Amount {
  return { cpuMillis: cpu * count, memoryMebibytes: memoryMebibytes * count, pods: pods * count };
}
