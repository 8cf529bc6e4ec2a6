import { chartArchive } from '@smile/catalogue';
import type { Environment } from '@smile/core';
import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { loadEnvironments } from '../load-environments.ts';
import { releasesIn } from './releases.ts';

/** Releases of one `helm_release` in the application platform of an environment. */
async function releasesOf(id: string, release: object, stack = 'app-platform') {
  const environment = (await loadEnvironments()).find((one) => one.id === id) as Environment;
  const name = `${environment.stackPrefix}-${stack}`;
  const inventory = Inventory.fromStacks({ [name]: { resource: { helm_release: { Loki: release } } } });
  return releasesIn(inventory, [environment]);
}

const chart = `/repo/.charts/${chartArchive('loki')}`;

describe('a release in the code', () => {
  test('is found by the archive that it names, with the versions of the clusters and our registry', async () => {
    const found = await releasesOf('indonesia/production', {
      chart,
      name: 'loki',
      namespace: 'monitoring',
      values: ['{}'],
    });
    expect(found).toEqual([
      {
        chart: 'loki',
        place: 'indonesia-production-app-platform helm_release.Loki',
        name: 'loki',
        namespace: 'monitoring',
        kubernetesVersion: '1.35',
        values: ['{}'],
        registry: { accountId: '111111111111', region: 'ap-southeast-3', namePrefix: 'smile-prd' },
      },
    ]);
  });

  test('is found where Terraform puts the folder in', async () => {
    const inFolder = `\${path.module}/../../.charts/${chartArchive('istio-gateway')}`;
    expect(
      await releasesOf('indonesia/dev', { chart: inFolder, name: 'web', namespace: 'istio-ingress' }),
    ).toMatchObject([{ chart: 'istio-gateway', values: [] }]);
  });

  test('has values as Terraform evaluates them', async () => {
    const values = [JSON.stringify({ password: '$${env:PW}', format: '%%{time}', arn: '${aws_iam_role.Loki.arn}' })];
    const [found] = await releasesOf('indonesia/dev', { chart, name: 'loki', namespace: 'monitoring', values });
    expect(JSON.parse(found?.values[0] ?? '')).toEqual({
      password: '${env:PW}',
      format: '%{time}',
      arn: '${aws_iam_role.Loki.arn}',
    });
  });

  test('of a chart of ours, or of another version, is none of these', async () => {
    for (const other of ['/repo/charts/manifests', 'loki', '/repo/.charts/loki-1.0.0.tgz']) {
      expect(await releasesOf('indonesia/dev', { chart: other, name: 'x', namespace: 'x' })).toEqual([]);
    }
  });
});
