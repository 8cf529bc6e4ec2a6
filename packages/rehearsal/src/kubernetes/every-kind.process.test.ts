import { expect, it } from 'vitest';
import { clusterWorkspace, startCluster } from './fixtures/cluster-workspace.ts';
import { EVERY_KIND } from './fixtures/every-kind.ts';

const TYPES = Object.keys(EVERY_KIND).filter((type) => type.startsWith('kubernetes_'));

it('applies one of every kind, plans nothing more, and destroys it', { timeout: 90_000 }, async () => {
  const standIns = await startCluster(TYPES);
  const workspace = clusterWorkspace(standIns, EVERY_KIND);
  await workspace.apply();
  expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
  const state = await workspace.state();
  expect(state['kubernetes_deployment_v1.web']).toMatchObject({
    id: 'smile/web',
    wait_for_rollout: true,
    metadata: [{ generation: 1, name: 'web', namespace: 'smile', uid: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
    spec: [
      {
        progress_deadline_seconds: 600,
        template: [{ spec: [{ container: [{ image_pull_policy: 'IfNotPresent' }] }] }],
      },
    ],
  });
  expect(state['kubernetes_service_v1.web']).toMatchObject({
    spec: [
      { type: 'ClusterIP', cluster_ip: expect.stringMatching(/^10\.100\.\d+\.\d+$/), port: [{ target_port: '8080' }] },
    ],
  });
  expect(state['kubernetes_service_v1.headless']).toMatchObject({
    spec: [{ cluster_ip: 'None', cluster_ips: ['None'] }],
  });
  expect(state['helm_release.istiod']).toMatchObject({
    id: 'istiod',
    status: 'deployed',
    manifest: null,
    metadata: { chart: 'istiod', version: '1.30.3', revision: 1, values: '{"pilot":{"replicaCount":2}}' },
  });
  const destroyed = await workspace.run('destroy', '-auto-approve');
  expect(destroyed.output).toContain('Destroy complete!');
  expect(standIns.store.size).toBe(0);
  workspace.remove();
  standIns.close();
});
