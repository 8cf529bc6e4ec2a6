import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../provider/fixtures/terraform.ts';
import type { StandIns } from '../provider/start-stand-ins.ts';
import { clusterWorkspace, inCluster, startCluster } from './fixtures/cluster-workspace.ts';

const release = (name: string, more: object = {}) => ({
  name,
  namespace: 'kube-system',
  chart: `../../.charts/${name}-1.2.3.tgz`,
  ...more,
});
const FAILURE = {
  type: 'helm_release',
  match: { name: 'loki' },
  code: 'Helm release error',
  message: 'context deadline exceeded',
} as const;

describe('a release that fails', { timeout: 60_000 }, () => {
  let standIns: StandIns;
  let workspace: Workspace;

  beforeEach(async () => {
    standIns = await startCluster(['kubernetes_config_map_v1']);
    workspace = clusterWorkspace(standIns, { helm_release: { loki: release('loki') } });
  });

  afterEach(() => {
    standIns.close();
    workspace.remove();
  });

  // Source: provider v3.1.1, helm/resource_helm_release.go, Create, line 954;
  // https://github.com/hashicorp/terraform-provider-helm/issues/1669 and /1665 report it. In version 2 it was tainted instead (#620).
  it('at its first install is in the cluster and not in the state: the next apply cannot use its name', async () => {
    standIns.inject.fail({ ...FAILURE, operation: 'create' });
    const failed = await workspace.run('apply', '-auto-approve');
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain('Error: Helm release error: context deadline exceeded');
    expect(failed.output).toContain(
      'Helm release "loki" was created but has a failed status. It is in namespace kube-system of the cluster and not in the state: import kube-system/loki, or uninstall it with helm, before the next apply',
    );
    expect(await workspace.state()).toEqual({});
    const again = await workspace.run('apply', '-auto-approve');
    expect(again.output).toContain(
      'Error: installation failed: cannot re-use a name that is still in use: kube-system/loki',
    );
  });

  it('at its first install can be imported, and then leaves nothing to do', async () => {
    standIns.inject.fail({ ...FAILURE, operation: 'create' });
    await workspace.run('apply', '-auto-approve');
    expect((await workspace.run('import', 'helm_release.loki', 'kube-system/loki')).exitCode).toBe(0);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  // https://helm.sh/docs/helm/helm_install/: --atomic deletes the installation on failure.
  it('at its first install is gone again where it is atomic', async () => {
    workspace.write(inCluster({ helm_release: { loki: release('loki', { atomic: true }) } }));
    standIns.inject.fail({ ...FAILURE, operation: 'create' });
    expect((await workspace.run('apply', '-auto-approve')).exitCode).toBe(1);
    expect(await workspace.apply()).toContain('Resources: 1 added, 0 changed, 0 destroyed.');
  });

  it('at an upgrade stays as it was, and the next apply tries again', async () => {
    await workspace.apply();
    workspace.write(inCluster({ helm_release: { loki: release('loki', { values: ['{"a":1}'] }) } }));
    standIns.inject.fail({ ...FAILURE, operation: 'update' });
    expect((await workspace.run('apply', '-auto-approve')).exitCode).toBe(1);
    expect((await workspace.state())['helm_release.loki']?.values).toBeNull();
    expect(await workspace.apply()).toContain('Resources: 0 added, 1 changed, 0 destroyed.');
    expect((await workspace.state())['helm_release.loki']?.metadata).toMatchObject({ revision: 2, values: '{"a":1}' });
  });

  it('warns of values that nobody knows when it is planned', async () => {
    workspace.write(
      inCluster({
        kubernetes_config_map_v1: { a: { metadata: { name: 'a', namespace: 'kube-system' } } },
        helm_release: { loki: release('loki', { values: ['a: ${kubernetes_config_map_v1.a.metadata[0].uid}'] }) },
      }),
    );
    const planned = await workspace.run('plan');
    expect(planned.exitCode).toBe(0);
    expect(planned.output).toContain('Warning: the values of release loki are not known at plan');
  });
});
