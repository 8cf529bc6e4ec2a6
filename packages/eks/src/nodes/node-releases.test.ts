import { expect, test } from 'vitest';
import { KUBERNETES_VERSIONS } from '../kubernetes-versions.ts';
import { kubernetesVersionOf, NODE_RELEASES, releaseProblems } from './node-releases.ts';

test('there is a release for every version, and it is of that version', () => {
  expect(Object.keys(NODE_RELEASES).sort()).toEqual([...KUBERNETES_VERSIONS].sort());
  for (const version of KUBERNETES_VERSIONS) {
    expect(kubernetesVersionOf(NODE_RELEASES[version])).toBe(version);
    expect(releaseProblems(NODE_RELEASES[version], version)).toEqual([]);
  }
});

test('nodes may be three versions behind their cluster', () => {
  expect(releaseProblems('1.33.13-20260714', '1.36')).toEqual([]);
});

test.each([
  [
    '1.36.2-20260714',
    "release 1.36.2-20260714 is newer than the cluster's version 1.35; upgrade the cluster first, or use 1.35.6-20260714",
  ],
  [
    '1.31.14-20260714',
    "release 1.31.14-20260714 is 4 versions behind the cluster's 1.35, allowed are 3; move its data to a group of release 1.35.6-20260714 before the cluster is upgraded",
  ],
  [
    '1.35.99-20990101',
    'release 1.35.99-20990101 is newer than 1.35.6-20260714, the newest that is known; correct it, or add it to packages/eks/src/nodes/node-releases.ts',
  ],
  [
    '1.35.6-20260801',
    'release 1.35.6-20260801 is newer than 1.35.6-20260714, the newest that is known; correct it, or add it to packages/eks/src/nodes/node-releases.ts',
  ],
  ['latest', 'release must look like 1.35.6-20260714, got "latest"'],
])('release %s is refused in a cluster of 1.35', (release, problem) => {
  expect(releaseProblems(release, '1.35')).toEqual([problem]);
});
