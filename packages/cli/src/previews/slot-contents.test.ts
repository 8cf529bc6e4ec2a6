import { describe, expect, test } from 'vitest';
import { askApi, slotContents, surroundingApi } from './slot-contents.ts';

// https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
const LISTS: Readonly<Record<string, readonly string[]>> = {
  '/apis/apps/v1/namespaces/preview-2/deployments': ['mysql', 'backend-core'],
  '/api/v1/namespaces/preview-2/services': ['mysql'],
  '/apis/networking.istio.io/v1/namespaces/preview-3/virtualservices': ['app'],
  '/api/v1/namespaces/preview-3/configmaps?labelSelector=owner%3Dhelm': ['sh.helm.release.v1.preview.v1'],
};

test('lists what a preview consists of, slot by slot', async () => {
  const asked: string[] = [];
  const contents = await slotContents(async (path) => {
    asked.push(path);
    return JSON.stringify({ items: (LISTS[path] ?? []).map((name) => ({ metadata: { name } })) });
  });
  expect(contents).toEqual({
    'preview-1': [],
    'preview-2': ['Deployment mysql', 'Deployment backend-core', 'Service mysql'],
    'preview-3': ['VirtualService app', 'release sh.helm.release.v1.preview.v1'],
    'preview-4': [],
    'preview-5': [],
  });
  expect(asked).toEqual(expect.arrayContaining(Object.keys(LISTS)));
});

describe('the API of the cluster', () => {
  // https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api
  test('is where the variables of a pod say, under the token of its account', () => {
    const env = { KUBERNETES_SERVICE_HOST: '172.20.0.1', KUBERNETES_SERVICE_PORT: '443' };
    expect(surroundingApi(env, (file) => `${file.split('/').at(-1)}\n`)).toEqual({
      host: '172.20.0.1',
      port: 443,
      authority: 'ca.crt\n',
      token: 'token',
    });
  });

  test('is not known outside of one', () => {
    expect(surroundingApi({})).toBeUndefined();
  });

  test('that does not answer is an error, and no empty namespace', async () => {
    const nobody = { host: '127.0.0.1', port: 9, authority: '', token: 'x' };
    await expect(askApi(nobody, '/api/v1/namespaces/preview-1/services')).rejects.toThrow(
      'the Kubernetes API does not answer to /api/v1/namespaces/preview-1/services (connect ECONNREFUSED 127.0.0.1:9); try again',
    );
  });
});
