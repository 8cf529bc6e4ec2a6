import type { Problem } from '../protocol/problem.ts';
import { isList, type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import { textOf } from './blocks.ts';
import { Cluster, releaseName } from './cluster.ts';
import { releaseProblems } from './helm-rules.ts';
import { identityOf, type Manifest, manifestsOf } from './manifests.ts';

/** Groups of Kubernetes' own API, which every cluster serves, and those of EKS' own add-ons. https://kubernetes.io/docs/reference/kubernetes-api/ */
const OWN_GROUPS =
  /^(|apps|batch|autoscaling|policy|.+\.k8s\.io|crd\.k8s\.amazonaws\.com|vpcresources\.k8s\.aws|networking\.k8s\.aws)$/;
/** Groups that end like Kubernetes' own and come with definitions all the same. */
const BROUGHT_GROUPS = ['gateway.networking.k8s.io', 'metrics.k8s.io', 'custom.metrics.k8s.io'];

/** Why Helm or the API server would refuse to install or upgrade a release beside what is in its cluster. */
export function admitRelease(release: ObjectValue, siblings: FindSiblings, prior?: ObjectValue): Problem | undefined {
  const [wrong] = releaseProblems(release);
  if (wrong !== undefined) return wrong;
  const cluster = new Cluster(siblings);
  const verb = prior === undefined ? 'installation failed' : 'Error upgrading chart: Upgrade failed';
  const namespace = textOf(release.namespace) ?? 'default';
  if (prior === undefined && release.create_namespace !== true && !cluster.hasNamespace(namespace)) {
    return want(`${verb}: create: failed to create: namespaces "${namespace}" not found`, release, [
      'namespace',
      'take the name from the resource that makes the namespace, so that it comes first',
    ]);
  }
  const manifests = manifestsOf(release) ?? [];
  return (
    unknownKind(verb, release, manifests, cluster) ??
    missingNamespace(verb, release, manifests, cluster) ??
    foreignObject(verb, release, manifests, cluster) ??
    twice(verb, release, manifests)
  );
}

/** How the warning of values that no plan shows ends. */
const UNSEEN = 'are not known at plan';

/** Whether a warning is about values that no plan shows. */
export function isAboutUnseenValues(summary: string): boolean {
  return summary.startsWith('the values of release ') && summary.endsWith(UNSEEN);
}

/** What to say of a plan whose values nobody has seen: neither Helm nor a reviewer can. */
export function unknownValues({ name, values }: ObjectValue): readonly Problem[] {
  const isUnknown = values === UNKNOWN || (isList(values) && values.includes(UNKNOWN));
  return isUnknown
    ? [
        {
          summary: `the values of release ${String(name)} ${UNSEEN}`,
          detail:
            'they hold something that is made in the same apply, so the plan shows nothing of them, and the next plan may differ from what was reviewed; take it from another stack, or name it by a literal',
          path: ['values'],
          severity: 'warning',
        },
      ]
    : [];
}

function unknownKind(
  verb: string,
  release: ObjectValue,
  manifests: readonly Manifest[],
  cluster: Cluster,
): Problem | undefined {
  const own = manifests.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const found = manifests.find((manifest) => {
    const { group } = manifest;
    if (OWN_GROUPS.test(group) && !BROUGHT_GROUPS.includes(group)) return false;
    // Helm asks for every kind before it makes the first object, so a definition beside its object is too late.
    return cluster.knows(manifest) === false || own.some(({ metadata }) => metadata.name?.endsWith(`.${group}`));
  });
  if (found === undefined) return undefined;
  const { metadata, namespace, kind, apiVersion } = found;
  return want(
    `${verb}: unable to build kubernetes objects from release manifest: resource mapping not found for name: "${metadata.name}" namespace: "${namespace ?? ''}" from "": no matches for kind "${kind}" in version "${apiVersion}" ensure CRDs are installed first`,
    release,
    ['values', 'let this release depend on the one whose chart brings the kind'],
  );
}

function missingNamespace(
  verb: string,
  release: ObjectValue,
  manifests: readonly Manifest[],
  cluster: Cluster,
): Problem | undefined {
  const made = manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const found = manifests.find(
    ({ namespace }) => namespace !== undefined && !made.includes(namespace) && !isThere(release, namespace, cluster),
  );
  return found === undefined
    ? undefined
    : want(`${verb}: namespaces "${found.namespace}" not found`, release, [
        'values',
        `${found.kind} ${found.metadata.name} is made in it`,
      ]);
}

function isThere(release: ObjectValue, namespace: string, cluster: Cluster): boolean {
  return (release.create_namespace === true && release.namespace === namespace) || cluster.hasNamespace(namespace);
}

/** Source of the words: Helm, pkg/action/validate.go */
function foreignObject(
  verb: string,
  release: ObjectValue,
  manifests: readonly Manifest[],
  cluster: Cluster,
): Problem | undefined {
  if (release.take_ownership === true) return undefined;
  for (const manifest of manifests) {
    const { kind, metadata, namespace } = manifest;
    const type = cluster.typeThatMade(kind, metadata.name, namespace);
    const owner = cluster.ownerOf(manifest) ?? (type === undefined ? undefined : `a ${type}`);
    if (owner !== undefined) {
      return {
        summary: `${verb}: Unable to continue with ${verb === 'installation failed' ? 'install' : 'update'}: ${kind} "${metadata.name}" in namespace "${namespace ?? ''}" exists and cannot be imported into the current release: invalid ownership metadata`,
        detail: `${owner} owns it already, release ${releaseName(release)} would as well; leave it to one of them`,
        path: ['values'],
      };
    }
  }
  return undefined;
}

function twice(verb: string, release: ObjectValue, manifests: readonly Manifest[]): Problem | undefined {
  const identities = manifests.map(identityOf);
  const again = manifests.find((manifest, index) => identities.indexOf(identityOf(manifest)) < index);
  return again === undefined
    ? undefined
    : {
        summary: `${verb}: ${again.kind} "${again.metadata.name}" already exists`,
        detail: `release ${releaseName(release)} makes it twice`,
        path: ['values'],
      };
}

function want(summary: string, release: ObjectValue, [argument, remedy]: readonly [string, string]): Problem {
  return { summary, detail: `release ${releaseName(release)}: ${remedy}`, path: [argument], isForWant: true };
}
