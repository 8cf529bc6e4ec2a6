import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IMAGES } from './images.ts';

const FOLDER = join(__dirname, '../../../../images');
const linesOf = (path: string) =>
  readFileSync(join(FOLDER, path), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));

describe.each(['jenkins-controller', 'jenkins-agent', 'kafka-connect'] as const)('the image %s', (name) => {
  const instructions = linesOf(`${name}/Dockerfile`);

  test('is a base and files: nothing runs while it is built', () => {
    const words = new Set(instructions.map((line) => line.split(' ')[0]));
    expect([...words].filter((word) => !['FROM', 'COPY', 'ENV', 'USER'].includes(word ?? ''))).toEqual([]);
  });

  test('has the base of the catalogue', () => {
    const { upstream, baseTag } = IMAGES[name];
    expect(instructions[0]).toBe(`FROM ${upstream}:${baseTag}`);
  });

  test('names exact versions of all that it copies from', () => {
    for (const [, from = ''] of instructions.join('\n').matchAll(/--from=(\S+)/g))
      expect(from).toMatch(/:\d+\.\d+\.\d+/);
  });
});

test('agents run the Node, the Terraform and the AWS command line that the repository asks for', () => {
  const text = linesOf('jenkins-agent/Dockerfile').join('\n');
  const wanted = (file: string) => readFileSync(join(FOLDER, '..', file), 'utf8').trim();
  expect(text).toContain(`node:${wanted('.node-version')}`);
  expect(text).toContain(`terraform:${wanted('.terraform-version')} `);
  expect(text).toContain(`aws-cli:${IMAGES['aws-cli'].tag} `);
});

describe('plug-ins', () => {
  const plugins = linesOf('jenkins-controller/plugins.txt');

  // https://github.com/jenkinsci/plugin-installation-manager-tool#plugin-input-format: without a version, the newest is taken
  test('are pinned, each once, in order', () => {
    expect(plugins.filter((line) => !/^[a-z0-9-]+:\d[\w.]*$/.test(line))).toEqual([]);
    const names = plugins.map((line) => line.split(':')[0]);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('take no webhook, and make no credentials of Secrets that jobs could name', () => {
    expect(
      plugins.filter((line) => /^(gitlab|github|generic-webhook|kubernetes-credentials-provider)/.test(line)),
    ).toEqual([]);
  });
});
