import { describe, expect, test } from 'vitest';
import { isAtLeast } from './check.ts';
import {
  checkCapacity,
  checkDisk,
  checkGit,
  checkNode,
  checkPnpm,
  checkTerraformVariables,
  checkTool,
  TOOLS,
} from './machine-checks.ts';

const GIB = 1024 ** 3;

describe('isAtLeast', () => {
  test.each([
    ['20.19.0', '20.19', true],
    ['20.18.9', '20.19', false],
    ['22.0.0-rc.1', '20.19', true],
    ['18.99.99', '20.19', false],
  ])('%s against %s is %s', (version, oldest, expected) => {
    expect(isAtLeast(version, oldest)).toBe(expected);
  });
});

describe('the machine', () => {
  test('needs a Node.js that is new enough', () => {
    expect(checkNode('v20.19.1', '>=20.19')).toEqual({ name: 'Node.js', status: 'ok', found: '20.19.1' });
    expect(checkNode('v18.20.0', '>=20.19')).toEqual({
      name: 'Node.js',
      status: 'fail',
      found: '18.20.0',
      remedy: 'install Node.js 20.19 or newer from https://nodejs.org',
    });
  });

  test('should have exactly the pinned pnpm', () => {
    expect(checkPnpm('10.34.8', '10.34.8').status).toBe('ok');
    expect(checkPnpm('10.34.8', '11.0.0')).toEqual({
      name: 'pnpm',
      status: 'warn',
      found: '11.0.0',
      remedy:
        'the repository is made for 10.34.8; run it as npx --yes pnpm@10.34.8, or install it with npm install --global pnpm@10.34.8',
    });
    expect(checkPnpm('10.34.8', undefined).found).toBe('none on PATH');
  });

  test('should have git', () => {
    expect(checkGit('2.39.5').status).toBe('ok');
    expect(checkGit(undefined)).toMatchObject({ status: 'warn', remedy: 'install git from https://git-scm.com' });
  });

  test('needs 3 GiB of disk', () => {
    expect(checkDisk(3 * GIB)).toEqual({ name: 'disk', status: 'ok', found: '3.0 GiB free' });
    expect(checkDisk(2.5 * GIB)).toEqual({
      name: 'disk',
      status: 'fail',
      found: '2.5 GiB free',
      remedy: 'free at least 3 GiB',
    });
  });

  test('is warned of when it has little memory', () => {
    expect(checkCapacity(2, 8 * GIB)).toEqual({ name: 'capacity', status: 'ok', found: '2 cores, 8.0 GiB of memory' });
    expect(checkCapacity(1, 2 * GIB)).toMatchObject({ status: 'warn', remedy: 'rehearse with --at-once 1' });
  });

  test.each(['aws', 'session-manager-plugin', 'kubectl', 'jq'])('is warned of when it has no %s', (name) => {
    const tool = TOOLS.find((one) => one.name === name);
    if (tool === undefined) throw new Error(`${name} is not looked for`);
    expect(checkTool(tool, `/usr/bin/${name}`)).toEqual({ name, status: 'ok', found: `/usr/bin/${name}` });
    expect(checkTool(tool, undefined)).toEqual({
      name,
      status: 'warn',
      found: 'none on PATH',
      remedy: `${tool.neededFor} need it; install it from ${tool.from}`,
    });
  });

  test('is warned of when variables would change what Terraform does', () => {
    expect(checkTerraformVariables([]).status).toBe('ok');
    expect(checkTerraformVariables(['TF_CLI_ARGS_plan', 'TF_WORKSPACE'])).toEqual({
      name: 'TF_* variables',
      status: 'warn',
      found: 'TF_CLI_ARGS_plan, TF_WORKSPACE',
      remedy: 'unset TF_CLI_ARGS_plan TF_WORKSPACE before a real deployment',
    });
  });
});
