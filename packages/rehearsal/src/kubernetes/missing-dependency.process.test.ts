import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StandIns } from '../provider/start-stand-ins.ts';
import { clusterWorkspace, startCluster } from './fixtures/cluster-workspace.ts';

let standIns: StandIns;

beforeEach(async () => {
  standIns = await startCluster([
    'kubernetes_namespace_v1',
    'kubernetes_config_map_v1',
    'kubernetes_service_account_v1',
  ]);
});

afterEach(() => standIns.close());

const NAMESPACE = { kubernetes_namespace_v1: { smile: { metadata: { name: 'smile' } } } };

/** What Terraform says of an apply. */
async function saidOf(resources: object): Promise<string> {
  const workspace = clusterWorkspace(standIns, resources);
  const { output } = await workspace.run('apply', '-auto-approve');
  workspace.remove();
  return output;
}

// On a real cluster it is a race, which the object wins or loses; here it always loses.
it.each([1, 2, 3])(
  'an object that names its namespace by a literal comes before it, try %d',
  { timeout: 60_000 },
  async () => {
    const config = { a: { metadata: { name: 'a', namespace: 'smile' } } };
    expect(await saidOf({ ...NAMESPACE, kubernetes_config_map_v1: config })).toContain(
      'Error: namespaces "smile" not found',
    );
  },
);

it('an object that refers to its namespace, or depends on it, comes after it', { timeout: 60_000 }, async () => {
  const objects = {
    kubernetes_config_map_v1: { a: { metadata: { name: 'a', namespace: '${kubernetes_namespace_v1.smile.id}' } } },
    kubernetes_service_account_v1: {
      a: { metadata: { name: 'a', namespace: 'smile' }, depends_on: ['kubernetes_namespace_v1.smile'] },
    },
  };
  expect(await saidOf({ ...NAMESPACE, ...objects })).toContain('Apply complete! Resources: 3 added');
});

it('a release of objects without a dependency comes before the chart of their kinds', { timeout: 60_000 }, async () => {
  const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'own' } };
  const output = await saidOf({
    helm_release: {
      chart: {
        name: 'cert-manager',
        namespace: 'kube-system',
        chart: '../../.charts/cert-manager-v1.21.1.tgz',
        values: ['{"crds":{"enabled":true}}'],
      },
      objects: {
        name: 'issuers',
        namespace: 'kube-system',
        chart: 'assets/manifests/A1',
        values: [JSON.stringify({ manifests: [issuer] })],
      },
    },
  });
  expect(output).toContain(
    'no matches for kind "ClusterIssuer" in version "cert-manager.io/v1" ensure CRDs are installed first',
  );
});
