import { secretsAccessStatements } from '@smile/eks';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import type { Addon } from '../addon.ts';
import type { ClusterSecrets } from '../secrets/cluster-secrets.ts';

const NAMESPACE = 'external-secrets';
const SERVICE_ACCOUNT = 'external-secrets';
/** The chart's webhook.port. */
const WEBHOOK_PORT = 10250;
const METRICS_PORT = 8080;
const OPERATOR = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } } as const;
/** Of the webhook and of the controller that makes its certificate. */
const HELPER = { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } } as const;

/**
 * External Secrets Operator: copies fields of Secrets Manager into the namespaces of those that read them.
 *
 * Its role is that of its service account, by EKS Pod Identity; a store that names a role or a service account would go
 * past it. https://github.com/external-secrets/external-secrets/issues/4867
 */
export function externalSecrets(context: PlatformContext, secrets: ClusterSecrets): Addon {
  return {
    id: 'ExternalSecrets',
    namespace: NAMESPACE,
    requires: ['monitor-kinds'],
    provides: ['secret-kinds'],
    runsOn: [context.place],
    pods: [
      { name: 'external-secrets', on: 'platform', copies: context.copies(2), ...OPERATOR.requests },
      { name: 'external-secrets-webhook', on: 'platform', copies: context.copies(2), ...HELPER.requests },
      { name: 'external-secrets-cert-controller', on: 'platform', ...HELPER.requests },
    ],
    identity: {
      serviceAccount: SERVICE_ACCOUNT,
      description: 'External Secrets',
      statements: secretsAccessStatements(secrets, context.environment.region),
    },
    release: {
      chart: 'external-secrets',
      name: 'external-secrets',
      keeps: 'the kinds of External Secrets, and with them every Secret that pods read',
      values: values(context),
    },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext): HelmValues {
  const image = context.imageWithHost('external-secrets');
  const placed = onNodes(context.place);
  const budget = { enabled: context.hasCopies, minAvailable: 1 };
  return {
    ...placed,
    // It makes the monitors of webhook and certificate controller, too.
    serviceMonitor: { enabled: true },
    image,
    installCRDs: true,
    // Without it, an uninstall deletes the kinds, every ExternalSecret of them, and every Secret that those own.
    crds: { annotations: { 'helm.sh/resource-policy': 'keep' } },
    replicaCount: context.copies(2),
    leaderElect: true,
    serviceAccount: { create: true, name: SERVICE_ACCOUNT },
    podDisruptionBudget: budget,
    priorityClassName: 'platform',
    resources: OPERATOR,
    webhook: {
      ...placed,
      image,
      port: WEBHOOK_PORT,
      replicaCount: context.copies(2),
      failurePolicy: 'Fail',
      podDisruptionBudget: budget,
      resources: HELPER,
    },
    certController: {
      ...placed,
      image,
      replicaCount: 1,
      resources: HELPER,
    },
  };
}

function connect(context: PlatformContext): void {
  const pods = (name: string) =>
    new Pods({
      owner: context.owner,
      namespace: NAMESPACE,
      name,
      labels: { 'app.kubernetes.io/instance': 'external-secrets', 'app.kubernetes.io/name': name },
    });
  const [operator, webhook, certController] = [
    pods('external-secrets'),
    pods('external-secrets-webhook'),
    pods('external-secrets-cert-controller'),
  ];
  for (const part of [operator, webhook, certController]) {
    part.allowToBlocks(
      context.kubernetesApi,
      'External Secrets reads its objects, and Secrets Manager by its endpoint',
      [443],
    );
    part.allowFrom(context.prometheus, 'Prometheus reads whether secrets are up to date', [METRICS_PORT]);
  }
  webhook.allowFromBlocks(context.controlPlane, 'The API server has stores and secrets checked', [WEBHOOK_PORT]);
}
