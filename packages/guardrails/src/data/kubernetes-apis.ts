/** An API version that a cluster no longer serves, or soon will not. */
export interface RemovedApi {
  readonly apiVersion: string;
  /** @default - every kind of the version */
  readonly kinds?: readonly string[];
  /** Kubernetes minor that stops serving it, or the operator's version. */
  readonly removedIn: string;
  readonly instead: string;
  readonly source: string;
}

const GUIDE = 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/';

/** Rows of Kubernetes and of the operators in our clusters, the newest first. Every minor of EKS: read the guide again. */
export const REMOVED_APIS: readonly RemovedApi[] = [
  kubernetes('flowcontrol.apiserver.k8s.io/v1beta3', '1.32', 'flowcontrol.apiserver.k8s.io/v1'),
  kubernetes('flowcontrol.apiserver.k8s.io/v1beta2', '1.29', 'flowcontrol.apiserver.k8s.io/v1'),
  kubernetes('storage.k8s.io/v1beta1', '1.27', 'storage.k8s.io/v1', ['CSIStorageCapacity']),
  kubernetes('flowcontrol.apiserver.k8s.io/v1beta1', '1.26', 'flowcontrol.apiserver.k8s.io/v1'),
  kubernetes('autoscaling/v2beta2', '1.26', 'autoscaling/v2'),
  kubernetes('batch/v1beta1', '1.25', 'batch/v1'),
  kubernetes('discovery.k8s.io/v1beta1', '1.25', 'discovery.k8s.io/v1'),
  kubernetes('events.k8s.io/v1beta1', '1.25', 'events.k8s.io/v1'),
  kubernetes('autoscaling/v2beta1', '1.25', 'autoscaling/v2'),
  kubernetes('policy/v1beta1', '1.25', 'policy/v1, or Pod Security admission'),
  kubernetes('node.k8s.io/v1beta1', '1.25', 'node.k8s.io/v1'),
  kubernetes('admissionregistration.k8s.io/v1beta1', '1.22', 'admissionregistration.k8s.io/v1', [
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ]),
  kubernetes('apiextensions.k8s.io/v1beta1', '1.22', 'apiextensions.k8s.io/v1'),
  kubernetes('apiregistration.k8s.io/v1beta1', '1.22', 'apiregistration.k8s.io/v1'),
  kubernetes('authentication.k8s.io/v1beta1', '1.22', 'authentication.k8s.io/v1', ['TokenReview']),
  kubernetes('authorization.k8s.io/v1beta1', '1.22', 'authorization.k8s.io/v1'),
  kubernetes('certificates.k8s.io/v1beta1', '1.22', 'certificates.k8s.io/v1'),
  kubernetes('coordination.k8s.io/v1beta1', '1.22', 'coordination.k8s.io/v1', ['Lease']),
  kubernetes('extensions/v1beta1', '1.22', 'networking.k8s.io/v1 or apps/v1'),
  kubernetes('networking.k8s.io/v1beta1', '1.22', 'networking.k8s.io/v1', ['Ingress', 'IngressClass']),
  kubernetes('rbac.authorization.k8s.io/v1beta1', '1.22', 'rbac.authorization.k8s.io/v1'),
  kubernetes('scheduling.k8s.io/v1beta1', '1.22', 'scheduling.k8s.io/v1'),
  kubernetes('storage.k8s.io/v1beta1', '1.22', 'storage.k8s.io/v1', [
    'CSIDriver',
    'CSINode',
    'StorageClass',
    'VolumeAttachment',
  ]),
  kubernetes('apps/v1beta1', '1.16', 'apps/v1'),
  kubernetes('apps/v1beta2', '1.16', 'apps/v1'),
  {
    apiVersion: 'external-secrets.io/v1beta1',
    removedIn: 'External Secrets 0.17',
    instead: 'external-secrets.io/v1',
    source: 'https://external-secrets.io/latest/introduction/stability-support/',
  },
  {
    apiVersion: 'kafka.strimzi.io/v1beta2',
    removedIn: 'Strimzi 1.0',
    instead: 'kafka.strimzi.io/v1',
    source: 'https://strimzi.io/docs/operators/latest/deploying#assembly-upgrade-resources-str',
  },
];

function kubernetes(apiVersion: string, removedIn: string, instead: string, kinds?: readonly string[]): RemovedApi {
  return { apiVersion, removedIn, instead, source: GUIDE, ...(kinds === undefined ? {} : { kinds }) };
}

/** Versions that Kubernetes 1.35 and the operators of the catalogue serve, by API group; other groups are not judged. */
export const SERVED: Readonly<Record<string, readonly string[]>> = {
  '': ['v1'],
  apps: ['v1'],
  batch: ['v1'],
  autoscaling: ['v1', 'v2'],
  policy: ['v1'],
  'networking.k8s.io': ['v1'],
  'rbac.authorization.k8s.io': ['v1'],
  'scheduling.k8s.io': ['v1'],
  'admissionregistration.k8s.io': ['v1'],
  'apiextensions.k8s.io': ['v1'],
  'apiregistration.k8s.io': ['v1'],
  'networking.istio.io': ['v1', 'v1beta1', 'v1alpha3'],
  'security.istio.io': ['v1', 'v1beta1'],
  'telemetry.istio.io': ['v1', 'v1alpha1'],
  'cert-manager.io': ['v1'],
  'elbv2.k8s.aws': ['v1beta1'],
  'external-secrets.io': ['v1', 'v1alpha1'],
  'monitoring.coreos.com': ['v1', 'v1alpha1', 'v1beta1'],
  'kafka.strimzi.io': ['v1'],
};
