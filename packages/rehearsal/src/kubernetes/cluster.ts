import type { ObjectValue } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import { chartOf } from './chart.ts';
import { type CustomResource, isKnownChart, resourcesOfChart } from './custom-resources.ts';
import { NAMESPACE_TYPES, typesOfKind } from './kinds.ts';
import { chartValue, identityOf, type Manifest, manifestsOf } from './manifests.ts';
import { metadataOf } from './object-rules.ts';

/** Namespaces that every cluster has from the beginning. https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces */
const INITIAL_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** A release with the objects that it makes by its values. */
interface OwnedManifest {
  readonly release: string;
  readonly manifest: Manifest;
}

/** What else is in a cluster, as far as Terraform put it there. */
export class Cluster {
  private readonly siblings: FindSiblings;

  constructor(siblings: FindSiblings) {
    this.siblings = siblings;
  }

  /** Objects of a resource type. */
  of(types: readonly string[]): readonly ObjectValue[] {
    return types.flatMap((type) => this.siblings(type));
  }

  get releases(): readonly ObjectValue[] {
    return this.siblings('helm_release');
  }

  /** Names of the charts that are installed. */
  get charts(): readonly string[] {
    return this.releases.map((release) => chartOf(release).name);
  }

  /** Whether every chart in the cluster is one of which it is known what it brings. */
  get isWhollyKnown(): boolean {
    return this.releases.every(isKnownRelease);
  }

  hasNamespace(name: string): boolean {
    return (
      INITIAL_NAMESPACES.includes(name) ||
      this.has('Namespace', name) ||
      this.releases.some(({ create_namespace: makes, namespace }) => makes === true && namespace === name)
    );
  }

  /** Whether there is an object, made by a resource of its own or by a release. Without a namespace it may be in any. */
  has(kind: string, name: string, namespace?: string): boolean {
    return (
      this.typeThatMade(kind, name, namespace) !== undefined ||
      this.manifests.some(
        ({ manifest }) =>
          manifest.kind === kind &&
          manifest.metadata.name === name &&
          (namespace === undefined || manifest.namespace === namespace),
      )
    );
  }

  /** Type of the resource of its own that made an object; undefined when none did. Without a namespace it may be in any. */
  typeThatMade(kind: string, name: string | undefined, namespace?: string): string | undefined {
    return typesOfKind(kind).find((type) =>
      this.siblings(type)
        .map(metadataOf)
        .some((one) => one.name === name && (namespace === undefined || one.namespace === namespace)),
    );
  }

  /** A namespace that a resource of its own made. */
  namespace(name: string): ObjectValue | undefined {
    return this.of(NAMESPACE_TYPES).find((namespace) => metadataOf(namespace).name === name);
  }

  /** Every object that releases make by their values. */
  get manifests(): readonly OwnedManifest[] {
    return this.releases.flatMap((release) =>
      (manifestsOf(release) ?? []).map((manifest) => ({ release: releaseName(release), manifest })),
    );
  }

  /** The release that makes an object; undefined when none does. */
  ownerOf(wanted: Manifest): string | undefined {
    const identity = identityOf(wanted);
    return this.manifests.find(({ manifest }) => identityOf(manifest) === identity)?.release;
  }

  /** Whether the API server knows a kind that is not Kubernetes' own; undefined when it cannot be told. */
  knows({ group, version, kind }: Manifest): boolean | undefined {
    const brought = this.releases.flatMap(broughtBy).filter((one) => one.group === group);
    if (brought.length > 0) return brought.some((one) => one.kind === kind && one.versions.includes(version));
    const isDefined = this.manifests.some(
      ({ manifest }) => manifest.kind === 'CustomResourceDefinition' && manifest.metadata.name?.endsWith(`.${group}`),
    );
    return isDefined ? true : this.isWhollyKnown ? false : undefined;
  }
}

/** The custom resources whose definitions a release brings. */
export function broughtBy(release: ObjectValue): readonly CustomResource[] {
  return resourcesOfChart(chartOf(release).name, (path) => chartValue(release, path));
}

/** Whether it is known what a release brings: the project's own charts, which are folders, bring what their values say. */
export function isKnownRelease(release: ObjectValue): boolean {
  const { name, isLocal, isArchive } = chartOf(release);
  return manifestsOf(release) !== undefined || (isLocal && !isArchive) || isKnownChart(name);
}

/** Namespace and name of a release. */
export function releaseName({ namespace, name }: ObjectValue): string {
  return `${String(namespace ?? 'default')}/${String(name ?? '')}`;
}
