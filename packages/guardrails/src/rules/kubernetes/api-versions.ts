import { type KubernetesObject, kubernetesObjects } from '@smile/inventory';
import { REMOVED_APIS, type RemovedApi, SERVED } from '../../data/kubernetes-apis.ts';
import { Block } from '../../reading/block.ts';
import { found } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const apiVersions: Rule = {
  id: 'SMILE_K8S_API_VERSIONS',
  family: 'kubernetes',
  severity: 'high',
  title: 'No object uses an API that the cluster, or its next version, does not serve',
  what: `The API version of every object is none of ${REMOVED_APIS.length} that Kubernetes or an operator removed, up to the minor after the one that the clusters have.`,
  why: 'The update of the control plane succeeds; the next apply finds no such kind, and the release that holds the object can be neither upgraded nor removed.',
  remedy: 'Write the version that the message names, before the cluster moves.',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: (context) => {
    const next = nextMinor(context);
    return kubernetesObjects(context.inventory).flatMap((object) => {
      const row = REMOVED_APIS.find(({ apiVersion, kinds }) => {
        return apiVersion === object.apiVersion && (kinds?.includes(object.kind) ?? true);
      });
      if (row === undefined) return found(object, versionProblem(object));
      if (isLater(row, next)) return [];
      const since = /^\d/.test(row.removedIn) ? `Kubernetes ${row.removedIn}` : row.removedIn;
      return found(object, `apiVersion ${row.apiVersion} is gone since ${since}; write ${row.instead}`);
    });
  },
};

/** A version that the group never had; an object without one is none. */
function versionProblem({ apiVersion, kind, name }: KubernetesObject): string | undefined {
  if (apiVersion === '' || kind === '' || name === '') return 'must have apiVersion, kind and metadata.name';
  const parts = apiVersion.split('/');
  const [group = '', version = ''] = parts.length === 1 ? ['', ...parts] : parts;
  const served = SERVED[group];
  return served === undefined || served.includes(version)
    ? undefined
    : `apiVersion must be ${served.map((one) => (group === '' ? one : `${group}/${one}`)).join(' or ')}, got ${apiVersion}`;
}

/** The minor after the newest that a cluster has; undefined where no cluster was read, so that every row counts. */
function nextMinor({ resources }: RuleContext): number | undefined {
  const minors = resources('aws_eks_cluster').flatMap((cluster) => {
    const [, minor] = /^1\.(\d+)/.exec(Block.of(cluster).text('version') ?? '') ?? [];
    return minor === undefined ? [] : [Number(minor)];
  });
  return minors.length === 0 ? undefined : Math.max(...minors) + 1;
}

function isLater({ removedIn }: RemovedApi, next: number | undefined): boolean {
  const [, minor] = /^1\.(\d+)$/.exec(removedIn) ?? [];
  return next !== undefined && minor !== undefined && Number(minor) > next;
}
