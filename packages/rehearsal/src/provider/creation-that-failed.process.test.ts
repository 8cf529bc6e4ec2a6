import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsProvider, block } from './fixtures/schemas.ts';
import { Workspace } from './fixtures/terraform.ts';
import { type StandIns, startStandIns } from './start-stand-ins.ts';

const PAGE = readFileSync(path.join(import.meta.dirname, '../../../../docs/runbooks/creation-that-failed.md'), 'utf8');
const ADDRESS = 'aws_eks_node_group.kafka';

/** Lines of the page that call Terraform, below one heading. */
function commandsBelow(heading: string): readonly string[] {
  const section = PAGE.split(/^## /m).find((text) => text.startsWith(heading));
  if (section === undefined) throw new Error(`the page has no section ${heading}`);
  return section.split('\n').filter((line) => line.startsWith('terraform '));
}

// A resource whose creation fails after the object was made is tainted, and Terraform wants to replace it:
// https://developer.hashicorp.com/terraform/cli/state/taint
describe('a protected node group whose creation failed', { timeout: 120_000 }, () => {
  let standIns: StandIns;
  let workspace: Workspace;
  let bin: string;

  beforeEach(async () => {
    const text = (name: string, flag: 'required' | 'optional' | 'computed') => ({
      name,
      type: 'string' as const,
      [flag]: true,
    });
    const group = block([
      { name: 'id', type: 'string', optional: true, computed: true },
      text('arn', 'computed'),
      text('cluster_name', 'required'),
      text('node_group_name', 'required'),
      text('node_role_arn', 'required'),
      text('status', 'computed'),
      { name: 'subnet_ids', type: ['set', 'string'], required: true },
    ]);
    standIns = await startStandIns({
      schemas: [
        {
          name: 'aws',
          source: 'hashicorp/aws',
          version: '6.25.0',
          provider: block([
            text('region', 'optional'),
            { name: 'allowed_account_ids', type: ['set', 'string'], optional: true },
          ]),
          resources: new Map([['aws_eks_node_group', group]]),
          dataSources: new Map(),
        },
      ],
    });
    workspace = new Workspace(standIns, {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '6.25.0' } } },
      provider: { aws: [awsProvider('111111111111')] },
      resource: {
        aws_eks_node_group: {
          kafka: {
            cluster_name: 'smile-prd-data',
            node_group_name: 'smile-prd-data-kafka',
            node_role_arn: 'arn:aws:iam::111111111111:role/nodes',
            subnet_ids: ['subnet-1'],
            lifecycle: { prevent_destroy: true },
          },
        },
      },
    });
    bin = mkdtempSync(path.join(workspace.directory, 'bin-'));
    mkdirSync(bin, { recursive: true });
    standIns.inject.fail({
      type: 'aws_eks_node_group',
      operation: 'create',
      code: 'unexpected state',
      message: "'CREATE_FAILED', wanted target 'ACTIVE'. VcpuLimitExceeded",
      whileWaiting: true,
    });
    expect((await workspace.run('apply', '-auto-approve')).output).toContain(
      "Error: unexpected state: 'CREATE_FAILED'",
    );
    const { exitCode, output } = await workspace.plan();
    expect({ exitCode, refused: output.includes('Error: Instance cannot be destroyed') }).toEqual({
      exitCode: 1,
      refused: true,
    });
  });

  afterEach(() => {
    standIns.close();
    rmSync(bin, { recursive: true, force: true });
    workspace.remove();
  });

  /** Runs a section's Terraform commands as they stand on the page. */
  function follow(heading: string): string {
    const { args } = workspace.command();
    const variables = args.filter((one) => /^[A-Z_]+=/.test(one)).map((one) => one.split(/=(.*)/s).slice(0, 2));
    const script = path.join(bin, 'section.sh');
    writeFileSync(script, commandsBelow(heading).join('\n'));
    return execFileSync('bash', ['-eu', script], {
      cwd: workspace.directory,
      encoding: 'utf8',
      env: { ...process.env, ...Object.fromEntries(variables), ADDRESS },
    });
  }

  it('is untainted where it became active after all, and then nothing is left to do', async () => {
    expect(follow('2. The group became active')).toContain(
      `Resource instance ${ADDRESS} has been successfully untainted.`,
    );
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it('is deleted in EKS and taken out of the state where it failed, and then made anew and nothing else', async () => {
    standIns.inject.delete({ type: 'aws_eks_node_group' });
    follow('3. The group failed');
    expect(await workspace.apply()).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.');
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
