import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { externalSecret, type Mutant, twoClusters } from './fixtures/two-clusters.ts';
import { rehearse } from './rehearse.ts';
import type { StackReport } from './report.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-two-clusters-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const findings = ({ steps }: StackReport) => steps.flatMap((result) => result.findings);

/** What a rehearsal says of the stack that a mutant is in; the other stacks pass. */
async function saidOf(mutant: Mutant): Promise<string[]> {
  const report = await rehearse({ synthesized: twoClusters(folder, mutant), env: process.env });
  const others = report.stacks.filter(({ stack }) => stack !== 'data-platform');
  expect(others.flatMap(findings)).toEqual([]);
  return report.stacks
    .filter(({ stack }) => stack === 'data-platform')
    .flatMap(findings)
    .map(({ summary, detail }) => `${summary} | ${detail}`);
}

describe('two clusters', { timeout: 120_000 }, () => {
  it('of the same content are applied, drift, and are destroyed, each for itself', async () => {
    const report = await rehearse({ synthesized: twoClusters(folder), env: process.env, drift: true });
    expect(report.stacks.flatMap(findings)).toEqual([]);
    expect(report.stacks.map(({ stack, status }) => [stack, status])).toEqual([
      ['clusters', 'passed'],
      ['app-platform', 'passed'],
      ['data-platform', 'passed'],
    ]);
    const notes = report.stacks.flatMap(({ steps }) => steps.flatMap((result) => result.notes ?? []));
    expect(notes.map(({ summary }) => summary)).toEqual(
      ['app', 'data'].map(
        () => 'Helm has no live drift: what is changed by hand in the objects of 2 releases stays unseen',
      ),
    );
  });

  it('fail where objects come before the chart of their kinds', async () => {
    const said = await saidOf({
      waitsForKinds: false,
      objects: { namespace: 'kube-system', values: [manifests('kube-system')] },
    });
    expect(said).toEqual([
      expect.stringContaining('no matches for kind "ExternalSecret" in version "external-secrets.io/v1"'),
    ]);
  });

  it('fail where an object is in a namespace of the other one only', async () => {
    expect(await saidOf({ objects: { values: [manifests('wms')] } })).toEqual([
      'installation failed: namespaces "wms" not found | release smile/secrets: ExternalSecret database is made in it',
    ]);
  });

  it('fail where a stack has the token of one and the host of the other', async () => {
    const said = await saidOf({ credentialsFor: 'app' });
    expect(said.length).toBeGreaterThan(0);
    for (const one of said) {
      expect(one).toBe(
        'the server has asked for the client to provide credentials | the token is for cluster app (--cluster-name), and the host is the endpoint of data; take both from one cluster',
      );
    }
  });

  it('fail where nobody can review the values of a release', async () => {
    expect(await saidOf({ hasUnknownValues: true })).toEqual([
      'the values of release secrets are not known at plan | they hold something that is made in the same apply, so the plan shows nothing of them, and the next plan may differ from what was reviewed; take it from another stack, or name it by a literal',
    ]);
  });

  it('fail where the folder of the chart holds none', async () => {
    expect(await chartless(['values.yaml'])).toEqual([
      expect.stringMatching(/^Error loading chart: Unable to load chart assets\/\S+: Chart.yaml file is missing$/),
    ]);
  });

  it('fail where pods break the level of their namespace', async () => {
    const said = await saidOf({ security: { privileged: true } });
    expect(said).toEqual([
      expect.stringMatching(
        /^Waiting for rollout to finish: 0 out of 2 new replicas have been updated\.\.\. \| Error creating: pods "web-" is forbidden: violates PodSecurity "restricted:latest": privileged/,
      ),
    ]);
  });

  it('fail where pods do not name what a quota counts', async () => {
    expect(await saidOf({ requests: { memory: '1Gi' } })).toEqual([
      'Waiting for rollout to finish: 0 out of 2 new replicas have been updated... | Error creating: pods "web-" is forbidden: failed quota: quota: must specify requests.cpu for: app',
    ]);
  });

  async function chartless(chartFiles: readonly string[]): Promise<string[]> {
    const report = await rehearse({ synthesized: twoClusters(folder, { chartFiles }), env: process.env });
    return report.stacks
      .filter(({ stack }) => stack === 'data-platform')
      .flatMap(findings)
      .map(({ summary }) => summary);
  }
});

function manifests(namespace: string): string {
  return JSON.stringify({ manifests: [externalSecret(namespace)] });
}
