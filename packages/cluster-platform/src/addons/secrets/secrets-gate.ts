import { externalSecrets } from '@smile/databases/secrets';
import { Pods } from '../../namespaces/pods.ts';
import { contentDigest } from '../../objects/content-digest.ts';
import type { Job } from '../../objects/core-object.ts';
import { hookJob } from '../../objects/hook-job.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { RESTRICTED_CONTAINER } from '../../releases/restricted-security.ts';
import type { Addon } from '../addon.ts';
import type { ClusterSecrets } from './cluster-secrets.ts';
import { SecretsWatcher } from './secrets-watcher.ts';
import { NEEDED_AT_START } from './synced-secrets.ts';

const NAMESPACE = 'external-secrets';
const NAME = 'secrets-gate';
const LABELS = { 'app.kubernetes.io/name': NAME };
const RESOURCES = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } } as const;

const SELECTOR = Object.entries(NEEDED_AT_START)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

/** Says which secrets are not there, for `kubectl logs job/secrets-gate`: the condition's message names the field. */
const WAIT = `set -u
kubectl wait externalsecret --all-namespaces --selector ${SELECTOR} --for=condition=Ready --timeout=240s && exit 0
kubectl get externalsecret --all-namespaces
echo 'a secret has no value yet: smile secrets status says which field of which secret, docs/runbooks/first-secrets.md what to do' >&2
exit 1
`;

/**
 * Holds back everything that reads a Secret until every one is there that `smile secrets init` fills: on the first day a pod without its Secret would only be seen as a
 * release that never becomes ready. A release of its own, because one that fails is uninstalled, and with the ExternalSecrets every
 * Secret would go.
 */
export function secretsGate(context: PlatformContext, { clusters }: ClusterSecrets): Addon {
  // Of who reads what, which is the same in every environment.
  const read = externalSecrets({ clusters, region: '', namePrefix: '' });
  const digest = contentDigest(read);
  return {
    id: 'SecretsGate',
    namespace: NAMESPACE,
    requires: ['synced-secrets'],
    provides: ['secrets'],
    runsOn: [context.place],
    images: ['k8s'],
    pods: [{ name: NAME, on: 'platform', ...RESOURCES.requests }],
    prepare: (scope, after) =>
      new SecretsWatcher(scope, 'Watcher', { namespace: NAMESPACE, serviceAccount: NAME, after }).ready,
    connect: () => connect(context),
    objects: { name: NAME, objects: [gate(context, digest)] },
  };
}

function connect({ owner, kubernetesApi }: PlatformContext): void {
  const pods = new Pods({ owner, namespace: NAMESPACE, name: NAME, labels: LABELS });
  pods.allowToBlocks(kubernetesApi, 'The gate asks whether every Secret is there', [443]);
}

/** @param digest of what it waits for: a change makes another Job, so that it runs again. */
function gate(context: PlatformContext, digest: string): Job {
  return hookJob(context, {
    metadata: { name: NAME, namespace: NAMESPACE, labels: LABELS },
    digest: { 'smile/secrets-sha256': digest },
    retries: 1,
    pod: {
      serviceAccount: NAME,
      hasToken: true,
      containers: [
        {
          name: 'wait',
          image: context.imageReference('k8s'),
          command: ['/bin/sh', '-c', WAIT],
          // Where kubectl would keep what it learnt of the API.
          env: [{ name: 'HOME', value: '/tmp' }],
          securityContext: RESTRICTED_CONTAINER,
          resources: RESOURCES,
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
    },
  });
}
