import { describe, expect, test } from 'vitest';
import { type CapacityGroup, groupUses } from './group-capacity.ts';
import type { PodDemand } from './pod-demand.ts';

const app: CapacityGroup = {
  name: 'app',
  kind: 'pooled',
  instanceType: 'm6g.2xlarge',
  components: ['platform', 'smile'],
  perNode: { cpuMillis: 7910, memoryMebibytes: 28744 },
  podsPerNode: 110,
  startByZone: [2, 2, 1],
  mostNodes: 10,
};
const olap: CapacityGroup = {
  ...app,
  name: 'olap',
  kind: 'single',
  components: ['olap'],
  startByZone: [1],
  mostNodes: 3,
};

const problemsOf = (
  demands: readonly PodDemand[],
  group = app,
  survives: Parameters<typeof groupUses>[2] = 'the loss of a zone',
) => groupUses([group], demands, survives).flatMap(({ problems }) => problems);

/** One CPU and 4 GiB. */
const service = (copies: number, more: Partial<PodDemand> = {}): PodDemand => ({
  name: 'api',
  on: 'smile',
  copies,
  cpu: '1',
  memory: '4Gi',
  ...more,
});

describe('a pooled group', () => {
  // Five nodes in zones of two, two and one: three are left when the largest zone fails, 23,730m and 86,232 MiB.
  test('holds what fits on the nodes of the zones that are left', () => {
    expect(problemsOf([service(21)])).toEqual([]);
  });

  test('is refused with the numbers when a zone less does not hold it', () => {
    expect(problemsOf([service(22, { mostCopies: 22 })])).toEqual([
      'group app: 3 x m6g.2xlarge are left after the loss of a zone, and pods ask for 90112Mi of memory where there are 86232Mi; give the group more or larger nodes, or ask for less',
    ]);
  });

  test('where only a node may fail, holds as much as four nodes do', () => {
    expect(problemsOf([service(28)], app, 'the loss of a node')).toEqual([]);
    expect(problemsOf([service(29)], app, 'the loss of a node')).toHaveLength(1);
  });

  test('at its most, holds everything scaled up', () => {
    expect(problemsOf([service(3, { mostCopies: 71 })])).toEqual([
      'group app: at its most 10 x m6g.2xlarge, and pods ask for 290816Mi of memory where there are 287440Mi; give the group more or larger nodes, or ask for less',
    ]);
  });

  test('counts what runs on every node once for each node that is left', () => {
    const agent: PodDemand = { name: 'agent', on: 'every-node', cpu: '1', memory: '4Gi' };
    const [use] = groupUses([app], [agent], 'the loss of a zone');
    expect(use?.asked).toEqual({ cpuMillis: 3000, memoryMebibytes: 3 * 4096, pods: 3 });
    expect(use?.askedAtMost).toEqual({ cpuMillis: 10000, memoryMebibytes: 10 * 4096, pods: 10 });
  });

  test('counts the proxy of each pod in the mesh', () => {
    const [use] = groupUses([app], [service(2, { sidecar: true })], 'the loss of a zone');
    // 100m and 128 MiB: global.proxy.resources.requests of Istio's chart.
    expect(use?.asked).toEqual({ cpuMillis: 2 * 1100, memoryMebibytes: 2 * (4096 + 128), pods: 2 });
  });

  test('has room for only so many pods', () => {
    const small: PodDemand = { name: 'tiny', on: 'smile', copies: 331 };
    expect(problemsOf([small], { ...app, mostNodes: 20 })).toEqual([
      'group app: 3 x m6g.2xlarge are left after the loss of a zone, and there are 331 pods where there is room for 330; give the group more or larger nodes, or ask for less',
    ]);
  });
});

test('a pod that fits on no node is refused, whatever the sum is', () => {
  expect(problemsOf([service(1, { cpu: '8' })])).toEqual([
    'group app: a pod of api asks for 8000m and 4096Mi, a m6g.2xlarge has 7910m and 28744Mi left beside what runs on every node; give the group more or larger nodes, or ask for less',
  ]);
});

test('a group of one node holds its pods while it is there: its loss was accepted', () => {
  const risingwave: PodDemand = { name: 'risingwave', on: 'olap', cpu: '6', memory: '24Gi' };
  expect(problemsOf([risingwave], olap)).toEqual([]);
  expect(problemsOf([{ ...risingwave, memory: '29Gi' }], olap)).toEqual([
    'group olap: 1 x m6g.2xlarge are left, and pods ask for 29696Mi of memory where there are 28744Mi; give the group more or larger nodes, or ask for less',
    'group olap: a pod of risingwave asks for 6000m and 29696Mi, a m6g.2xlarge has 7910m and 28744Mi left beside what runs on every node; give the group more or larger nodes, or ask for less',
  ]);
});

test('a group without nodes at the start holds nothing but may be empty', () => {
  const ci = { ...app, startByZone: [0, 0, 0] };
  expect(problemsOf([], ci)).toEqual([]);
  expect(problemsOf([service(1)], ci)[0]).toBe(
    'group app: 0 x m6g.2xlarge are left after the loss of a zone, and pods ask for 1000m of CPU where there are 0m; give the group more or larger nodes, or ask for less',
  );
});
