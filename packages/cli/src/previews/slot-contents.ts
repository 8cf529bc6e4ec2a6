import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { PREVIEW_SLOTS, type PreviewSlot } from '@smile/core';
import { asList, asObject } from '@smile/inventory';
import { CommandError } from '../command-error.ts';
import type { SlotContents } from './preview-reap.ts';

/** The API of Kubernetes, as pods of the cluster reach it. */
export interface KubernetesApi {
  readonly host: string;
  readonly port: number;
  /** Certificate of the authority, as PEM. */
  readonly authority: string;
  readonly token: string;
}

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api */
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const TIMEOUT_MILLISECONDS = 30_000;

/** What a preview consists of, beside the release itself. Pods go with what made them. */
const KINDS = [
  { kind: 'Deployment', path: 'apis/apps/v1', resource: 'deployments', query: '' },
  { kind: 'Service', path: 'api/v1', resource: 'services', query: '' },
  { kind: 'Job', path: 'apis/batch/v1', resource: 'jobs', query: '' },
  { kind: 'VirtualService', path: 'apis/networking.istio.io/v1', resource: 'virtualservices', query: '' },
  { kind: 'release', path: 'api/v1', resource: 'configmaps', query: '?labelSelector=owner%3Dhelm' },
] as const;

/** The API, as the account of this pod may use it; undefined outside of a cluster. */
export function surroundingApi(
  env: Readonly<Record<string, string | undefined>>,
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): KubernetesApi | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (host === undefined || port === undefined) return undefined;
  return { host, port: Number(port), authority: read(`${ACCOUNT}/ca.crt`), token: read(`${ACCOUNT}/token`).trim() };
}

/**
 * What is in the namespaces of all slots.
 *
 * @param ask asks the API for a path.
 */
export async function slotContents(ask: (path: string) => Promise<string>): Promise<SlotContents> {
  const found = await Promise.all(PREVIEW_SLOTS.map(async (slot) => [slot, await contentsOf(ask, slot)] as const));
  return Object.fromEntries(found);
}

async function contentsOf(ask: (path: string) => Promise<string>, slot: PreviewSlot): Promise<readonly string[]> {
  const lists = await Promise.all(
    KINDS.map(async ({ kind, path, resource, query }) => {
      const list = asObject(JSON.parse(await ask(`/${path}/namespaces/${slot}/${resource}${query}`)));
      return asList(list.items).map((item) => `${kind} ${String(asObject(asObject(item).metadata).name)}`);
    }),
  );
  return lists.flat();
}

/** Asks the API for a path. */
export function askApi({ host, port, authority, token }: KubernetesApi, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host, port, path, ca: authority, headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode } = response;
          if (statusCode === 200) return resolve(Buffer.concat(chunks).toString());
          reject(
            new CommandError(
              `the Kubernetes API answered ${statusCode} to ${path}; the account of the pod needs the role preview-releases in the slot`,
            ),
          );
        });
      },
    );
    asked.setTimeout(TIMEOUT_MILLISECONDS, () => asked.destroy(new Error('timeout')));
    asked.on('error', (error) => {
      reject(new CommandError(`the Kubernetes API does not answer to ${path} (${error.message}); try again`));
    });
    asked.end();
  });
}
