import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AWS, configuration, HELM } from './fixtures/schemas.ts';
import { Workspace } from './fixtures/terraform.ts';
import { startStandIns } from './start-stand-ins.ts';

const TERRAFORM_TIMEOUT = 60_000;

describe('startStandIns', { timeout: TERRAFORM_TIMEOUT }, () => {
  it('names each provider with a port of its own and the process to watch', async () => {
    const standIns = await startStandIns({ schemas: [AWS, HELM], pid: 1 });
    const entries = JSON.parse(standIns.reattach) as { [source: string]: { Addr: { String: string } } };
    standIns.close();
    expect(entries['hashicorp/aws']).toEqual({
      Protocol: 'grpc',
      ProtocolVersion: 5,
      Pid: 1,
      Test: true,
      Addr: { Network: 'tcp', String: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
    });
    expect(entries['hashicorp/helm']?.Addr.String).not.toBe(entries['hashicorp/aws']?.Addr.String);
  });

  it('leaves nothing behind when it is closed, even with a change under way', async () => {
    const script = path.join(__dirname, 'fixtures/serve-and-close.ts');
    // The process is not told to end: an open socket or timer would keep it until the test times out.
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
    expect(stdout).toBe('terraform ended with 1, 0 objects exist\n');
  });

  it('lets Terraform go politely when it is interrupted', async () => {
    const standIns = await startStandIns({ schemas: [AWS] });
    const workspace = new Workspace(standIns, configuration({ aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } }));
    standIns.inject.delay({ type: 'aws_vpc', milliseconds: 3_600_000 });
    const { file, args } = workspace.command('apply', '-auto-approve');
    const terraform = spawn(file, args, { cwd: workspace.directory });
    let output = '';
    terraform.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    terraform.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => terraform.on('close', resolve));
    while (standIns.log.count('ApplyResourceChange') === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    terraform.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(output).toContain('interrupted before the change was made');
    expect(standIns.log.count('Stop')).toBe(1);
    standIns.close();
    workspace.remove();
  });

  it('counts the calls of each provider', async () => {
    const standIns = await startStandIns({ schemas: [AWS] });
    const workspace = new Workspace(standIns, configuration({ aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } }));
    await workspace.apply();
    expect(standIns.log.lines()).toContain('aws ApplyResourceChange 1');
    expect(standIns.log.count('ReadResource')).toBe(0);
    standIns.close();
    workspace.remove();
  });
});
