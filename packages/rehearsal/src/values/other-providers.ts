import { factsOfCloudflare } from './cloudflare.ts';
import type { FactsTable, Recipe, TypeFacts } from './facts.ts';
import { findAll } from './place-in-object.ts';

// A Kubernetes object is named by the namespace and name in its metadata; a cluster-wide one by the name alone.
const kubernetesId: Recipe = ({ attribute }) => {
  const metadata = { metadata: attribute('metadata') };
  const name = String(findAll(metadata, 'metadata.name')[0]?.value ?? '');
  const namespace = findAll(metadata, 'metadata.namespace')[0]?.value ?? null;
  return namespace === null ? name : `${String(namespace)}/${name}`;
};

/** What holds for every Kubernetes type. */
const KUBERNETES_FACTS: TypeFacts = {
  replace: ['metadata.name', 'metadata.namespace', 'metadata.generate_name'],
  defaults: { 'metadata.namespace': 'default' },
  values: {
    id: kubernetesId,
    'metadata.name': '{alnum10}',
    'metadata.uid': '{uuid}',
    'metadata.resource_version': '{digits6}',
    'metadata.generation': 1,
  },
  unique: [
    {
      by: ['metadata.namespace', 'metadata.name'],
      scope: 'account',
      code: 'AlreadyExists',
      message: '"{metadata.name}" already exists',
    },
  ],
};

/** What a Kubernetes type has beyond that. */
const KUBERNETES_TYPES: FactsTable = {
  kubernetes_secret: { replace: ['type'], defaults: { type: 'Opaque' } },
  kubernetes_secret_v1: { replace: ['type'], defaults: { type: 'Opaque' } },
  kubernetes_storage_class: { replace: ['storage_provisioner', 'parameters', 'reclaim_policy', 'volume_binding_mode'] },
  kubernetes_storage_class_v1: {
    replace: ['storage_provisioner', 'parameters', 'reclaim_policy', 'volume_binding_mode'],
  },
  kubernetes_persistent_volume_claim: { replace: ['spec.storage_class_name', 'spec.access_modes'] },
  kubernetes_persistent_volume_claim_v1: { replace: ['spec.storage_class_name', 'spec.access_modes'] },
  kubernetes_role_binding: { replace: ['role_ref'] },
  kubernetes_role_binding_v1: { replace: ['role_ref'] },
  kubernetes_cluster_role_binding: { replace: ['role_ref'] },
  kubernetes_cluster_role_binding_v1: { replace: ['role_ref'] },
};

const HELM_FACTS: FactsTable = {
  helm_release: {
    replace: ['name', 'namespace'],
    // https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
    defaults: {
      namespace: 'default',
      timeout: 300,
      wait: true,
      atomic: false,
      cleanup_on_fail: false,
      create_namespace: false,
    },
    values: {
      id: '{name}',
      status: 'deployed',
      version: '0.0.0',
      manifest: '',
      metadata: {
        name: '{name}',
        namespace: '{namespace}',
        revision: 1,
        chart: '{chart}',
        version: '{version}',
        app_version: '',
        values: '{}',
        first_deployed: 0,
        last_deployed: 0,
        notes: '',
      },
    },
    recomputed: { metadata: ['version', 'chart', 'values', 'set', 'set_sensitive', 'set_list'] },
    unique: [
      {
        by: ['namespace', 'name'],
        scope: 'account',
        code: 'installation failed',
        message: 'cannot re-use a name that is still in use: {namespace}/{name}',
      },
    ],
  },
};

/** Facts of a type of the Kubernetes, Helm or Cloudflare provider; undefined for any other. */
export function factsOfOtherProvider(type: string): TypeFacts | undefined {
  if (type.startsWith('helm_')) return HELM_FACTS[type];
  if (type.startsWith('cloudflare_')) return factsOfCloudflare(type);
  if (!type.startsWith('kubernetes_')) return undefined;
  const own = KUBERNETES_TYPES[type] ?? {};
  return {
    ...KUBERNETES_FACTS,
    ...own,
    replace: [...(KUBERNETES_FACTS.replace ?? []), ...(own.replace ?? [])],
    defaults: { ...KUBERNETES_FACTS.defaults, ...own.defaults },
  };
}
