import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

/** A PATH with an `aws` that is this shell script. */
function awsThat(script: string): { PATH: string } {
  const bin = folder();
  writeFileSync(join(bin, 'aws'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'aws'), 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

describe('smile images list', () => {
  test('lists every image, and how many are named by tag alone', async () => {
    const { exitCode, stdout } = await runSmile(['images', 'list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loki +docker\.io\/grafana\/loki +3\.7\.6 .* copy +amd64, arm64 +loki$/m);
    expect(stdout).toMatch(/\n\n\d+ images, \d+ named by tag alone because nobody has reviewed their digest\n$/);
  });

  test('prints JSON, with who uses them', async () => {
    const { stdout } = await runSmile(['images', 'list', '--json']);
    const { images } = JSON.parse(stdout) as { readonly images: readonly Record<string, unknown>[] };
    expect(images.find(({ name }) => name === 'istio-proxyv2')).toMatchObject({
      upstream: 'registry.istio.io/release/proxyv2',
      obtained: 'copy',
      usedBy: ['istiod', 'istio-gateway'],
    });
  });
});

describe('smile images sync', () => {
  test('wants an environment', async () => {
    expect(await runSmile(['images', 'sync'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: images are copied into the registry of an environment; name one, as in smile images sync dev\n',
    });
  });

  test('wants one with clusters', async () => {
    expect(await runSmile(['images', 'sync', 'shared'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: nothing runs in clusters of indonesia/shared, so it has no registry for their images; name another environment\n',
    });
  });

  test('wants images of the catalogue', async () => {
    expect(await runSmile(['images', 'sync', 'dev', '--image', 'loky'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: no image "loky" in the catalogue; did you mean loki?\n',
    });
  });

  test('says that the AWS command line is missing', async () => {
    const { exitCode, stderr } = await runSmile(['images', 'sync', 'dev', '--image', 'loki'], {
      env: { PATH: dirname(process.execPath) === '/usr/bin' ? folder() : dirname(process.execPath) },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 127,
      stderr:
        'error: copying needs the AWS command line to sign in to the registry, found no aws on PATH; install it from https://docs.aws.amazon.com/cli\n',
    });
  });

  test('says that you are signed in to another account', async () => {
    const env = awsThat('echo 999999999999');
    expect(await runSmile(['images', 'sync', 'dev', '--image', 'loki'], { env })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: indonesia/dev is account 333333333333, you are signed in to 999999999999; name a profile of that account in AWS_PROFILE\n',
    });
  });

  test('passes on what AWS refuses', async () => {
    const env = awsThat('echo "The security token included in the request is expired" >&2; exit 254');
    expect(await runSmile(['images', 'sync', 'dev', '--image', 'loki'], { env })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: AWS refused sts get-caller-identity for indonesia/dev: The security token included in the request is expired; sign in to its account\n',
    });
  });

  test('names builds with their command, and asks nobody for them', async () => {
    const env = awsThat('exit 9');
    const { exitCode, stdout } = await runSmile(['images', 'sync', 'dev', '--image', 'kafka-connect'], { env });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `0 copied, 0 there already, 0 failed: indonesia/dev
builds run code, so they are not done here but by jenkins-build of dev and staging:
  docker buildx build --platform linux/amd64,linux/arm64 --push -t 333333333333.dkr.ecr.ap-southeast-3.amazonaws.com/smile-dev/platform/kafka-connect:strimzi-1.2.0-kafka-4.3.1-debezium-3.6.1-clickhouse-1.5.0 <folder of its Dockerfile>
`,
    });
  });
});
