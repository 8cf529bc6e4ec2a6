import { registryHost } from '@smile/catalogue';
import { PREVIEW_WORDS, previewHost, previewLabel, type ServiceValues } from '@smile/core';
import { GATEWAY_NAMESPACE } from '../mesh/mesh-names.ts';
import type { CoreObject } from '../objects/core-object.ts';
import type { VirtualService } from '../objects/custom-resource.ts';
import { plainVariables } from '../objects/environment-variables.ts';
import { HOST_TABLE } from '../routes/host-table.ts';
import { virtualService } from '../routes/route-objects.ts';
import { secretNamesOf } from '../workloads/service-access.ts';
import { serviceDestinations } from '../workloads/service-destinations.ts';
import { SERVICES } from '../workloads/services.ts';
import { type Preview, type PreviewGround, previewServices } from './preview.ts';
import { CONTAINER_SECURITY, type Container, labelsOf, previewPod } from './preview-pod.ts';
import { serviceResources } from './preview-requests.ts';
import { PREVIEW_SECRETS } from './preview-secrets.ts';
import { previewSettings } from './preview-settings.ts';

const USER = 10_001;
const DEFAULT_START_SECONDS = 300;

/** A Deployment and a Service for each service that the environment runs, in the slot. */
export function previewServiceObjects(ground: PreviewGround, preview: Preview): readonly CoreObject[] {
  return Object.entries(previewServices(ground, preview)).flatMap(([name, values]): CoreObject[] => {
    const metadata = { name, namespace: preview.slot, labels: labelsOf(name) };
    return [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas: 1,
          selector: { matchLabels: labelsOf(name) },
          // There is one, and the quota has no room for a second of each.
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
          template: previewPod({
            environment: ground.environment,
            name,
            user: USER,
            isInMesh: true,
            containers: [serviceContainer(ground, preview, name, values)],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }],
          }),
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: {
          selector: labelsOf(name),
          ports: [{ name: 'http', port: values.port, targetPort: values.port, protocol: 'TCP', appProtocol: 'http' }],
        },
      },
    ];
  });
}

/** The container of a service as the environment has it, with settings and Secrets of the slot. */
export function serviceContainer(
  { environment, ...ground }: PreviewGround,
  preview: Preview,
  name: string,
  values: ServiceValues,
): Container {
  const { port, health, image, settings } = values;
  const host = registryHost({ accountId: environment.account.id, region: environment.region });
  const asks = (path: string) => ({ httpGet: { path, port: 'http' } });
  const seconds = health.startSeconds ?? DEFAULT_START_SECONDS;
  return {
    name,
    image: `${host}/${environment.namePrefix}-${name}:${image}`,
    ports: [{ name: 'http', containerPort: port }],
    env: plainVariables(previewSettings({ environment, ...ground }, preview, name, settings)),
    envFrom: secretsOf(name).map((secret) => ({ secretRef: { name: secret } })),
    securityContext: CONTAINER_SECURITY,
    resources: serviceResources(values),
    startupProbe: { ...asks(health.live), periodSeconds: 5, failureThreshold: Math.ceil(seconds / 5) },
    readinessProbe: { ...asks(health.ready), periodSeconds: 5, timeoutSeconds: 3 },
    livenessProbe: { ...asks(health.live), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}

/** Secrets that the service reads in the environment, as far as they are of stores that the slot has. Of others it gets none. */
function secretsOf(name: string): readonly string[] {
  const known: readonly string[] = PREVIEW_SECRETS;
  const service = (Object.keys(SERVICES) as readonly (keyof typeof SERVICES)[]).find((one) => one === name);
  return service === undefined ? [] : secretNamesOf(service).filter((secret) => known.includes(secret));
}

/** Routes from the gateway of visitors, one for each host at which a service answers. */
export function previewRoutes(ground: PreviewGround, preview: Preview): readonly VirtualService[] {
  const destinations = serviceDestinations(ground.services);
  return PREVIEW_WORDS.flatMap((word) => {
    const found = destinations[word] ?? [];
    if (found.length === 0) return [];
    const route = virtualService({
      word,
      host: previewHost(word, previewLabel(preview), ground.domain),
      entrance: { name: 'web' },
      entry: HOST_TABLE[word],
      destinations: found.map((one) => ({ ...one, namespace: preview.slot })),
    });
    return [
      {
        ...route,
        metadata: { name: route.metadata.name, namespace: preview.slot },
        // Only the gateway follows it.
        spec: { ...route.spec, exportTo: [GATEWAY_NAMESPACE] },
      },
    ];
  });
}
