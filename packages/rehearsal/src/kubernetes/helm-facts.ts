import type { ObjectValue } from '../protocol/value.ts';
import type { Recipe, RecipeContext, TypeFacts } from '../values/facts.ts';
import { chartOf } from './chart.ts';
import { broughtBy, isKnownRelease } from './cluster.ts';
import { refusalToUninstall } from './deletion.ts';
import { admitRelease, unknownValues } from './helm-admission.ts';
import { manifestsOf, readValues } from './manifests.ts';

/** What the chart's own file would say is not known for a chart that is not an archive. */
const UNKNOWN_VERSION = '0.0.0';

const chartVersion: Recipe = ({ attribute }) => chartOf({ chart: attribute('chart') }).version ?? UNKNOWN_VERSION;

/** Seconds of the moment at which everything in a rehearsal happens. */
const DEPLOYED_AT = Date.UTC(2026, 0, 1) / 1000;

/** Source: provider 3.1.1, helm/resource_helm_release.go, setReleaseAttributes */
function metadata({ attribute, text, prior }: RecipeContext) {
  const read = readValues({ values: attribute('values') });
  return {
    name: text('name'),
    namespace: text('namespace'),
    revision: revisionAfter(prior),
    chart: chartOf({ chart: attribute('chart') }).name,
    version: text('version'),
    app_version: '',
    values: JSON.stringify('values' in read ? read.values : {}),
    first_deployed: DEPLOYED_AT,
    last_deployed: DEPLOYED_AT,
    notes: '',
  };
}

/** Whether a release brings definitions that objects of other releases need, or may bring some. */
function bringsKinds(release: ObjectValue): boolean {
  const manifests = manifestsOf(release);
  if (manifests !== undefined) return manifests.some(({ kind }) => kind === 'CustomResourceDefinition');
  return !isKnownRelease(release) || broughtBy(release).length > 0;
}

function revisionAfter(prior: RecipeContext['prior']): number {
  const before = typeof prior === 'object' && prior !== null && 'metadata' in prior ? prior.metadata : undefined;
  const revision = typeof before === 'object' && before !== null && 'revision' in before ? Number(before.revision) : 0;
  return revision + 1;
}

/** https://registry.terraform.io/providers/hashicorp/helm/3.1.1/docs/resources/release */
export const HELM_RELEASE: TypeFacts = {
  replace: ['name', 'namespace'],
  defaults: {
    namespace: 'default',
    timeout: 300,
    max_history: 0,
    wait: true,
    ...Object.fromEntries(
      [
        'atomic',
        'cleanup_on_fail',
        'create_namespace',
        'dependency_update',
        'disable_crd_hooks',
        'disable_openapi_validation',
        'disable_webhooks',
        'force_update',
        'lint',
        'pass_credentials',
        'recreate_pods',
        'replace',
        'reset_values',
        'reuse_values',
        'skip_crds',
        'take_ownership',
        'upgrade_install',
        'verify',
        'wait_for_jobs',
      ].map((name) => [name, false]),
    ),
    render_subchart_notes: true,
    // ModifyPlan always wants it so: a release that failed shows a change.
    status: 'deployed',
  },
  values: {
    id: '{name}',
    version: chartVersion,
    description: '',
    // Filled only by the provider's experiment of the same name.
    manifest: null,
    resources: null,
    metadata,
  },
  recomputed: { metadata: ['version', 'chart', 'repository', 'values', 'set', 'set_sensitive', 'set_list'] },
  unique: [
    {
      by: ['namespace', 'name'],
      scope: 'account',
      code: 'installation failed',
      message: 'cannot re-use a name that is still in use: {namespace}/{name}',
    },
  ],
  comesLate: bringsKinds,
  admit: admitRelease,
  refuseDeletion: refusalToUninstall,
  planWarnings: unknownValues,
  importId: ({ namespace, name }) => `${String(namespace)}/${String(name)}`,
  // Helm takes an atomic release away again. In version 3 of the provider Create returns before it sets the state: helm/resource_helm_release.go at v3.1.1, line 954;
  // https://github.com/hashicorp/terraform-provider-helm/issues/1669. In version 2 the release was in the state, and tainted (#620).
  leftByFailure: ({ namespace, name, atomic }) =>
    atomic === true
      ? undefined
      : {
          summary: 'Helm release created with warnings',
          detail: `Helm release "${String(name)}" was created but has a failed status. It is in namespace ${String(namespace)} of the cluster and not in the state: import ${String(namespace)}/${String(name)}, or uninstall it with helm, before the next apply`,
          severity: 'warning',
        },
};
