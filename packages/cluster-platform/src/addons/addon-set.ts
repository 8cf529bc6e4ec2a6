import { EstateStack, throwIfAny } from '@smile/core';
import { PodIdentity } from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ClusterLoad } from '../capacity/cluster-load.ts';
import { ChartRelease } from '../releases/chart-release.ts';
import { ManifestsRelease } from '../releases/manifests-release.ts';
import type { Addon, AddonIdentity } from './addon.ts';
import { orderAddons } from './addon-order.ts';
import { addonProblems } from './addon-problems.ts';
import type { Capability } from './capability.ts';

export interface AddonSetProps {
  readonly cluster: {
    readonly clusterName: string;
    readonly clusterReference: string;
    /** Kubernetes version, as in `1.35`. */
    readonly version: string;
  };
  /** What must exist before the pods of a namespace start. */
  readonly namespaceReady: (name: string) => readonly ITerraformDependable[];
  readonly addons: readonly Addon[];
  /** Everything that is meant to run in the cluster; the add-ons are added to it. */
  readonly load: ClusterLoad;
}

/**
 * The add-ons of a cluster, each after those whose capabilities it requires.
 *
 * @throws ValidationError that lists every circle, missing provider, version and architecture that does not fit.
 */
export class AddonSet extends Construct {
  private readonly ready = new Map<Capability, ITerraformDependable[]>();
  private readonly props: AddonSetProps;

  constructor(scope: Construct, id: string, props: AddonSetProps) {
    super(scope, id);
    this.props = props;
    const { waves, problems } = orderAddons(props.addons);
    throwIfAny(this, [...problems, ...addonProblems(props.addons, props.cluster.version)]);
    for (const addon of waves.flat()) this.install(addon);
    for (const { pods = [] } of props.addons) props.load.add(pods);
  }

  /** What must exist before something that needs a capability, as in the workloads of a later stack. */
  readyFor(capability: Capability): readonly ITerraformDependable[] {
    return this.ready.get(capability) ?? [];
  }

  private install(addon: Addon): void {
    const scope = new Construct(this, addon.id);
    const { requires = [], provides = [], namespace, alsoIn = [] } = addon;
    const homes = [namespace, ...alsoIn].flatMap((name) => this.props.namespaceReady(name));
    const before = [...new Set(homes), ...requires.flatMap((one) => this.readyFor(one))];
    const identity = addon.identity === undefined ? [] : this.createIdentity(scope, addon, addon.identity);
    const prepared = addon.prepare?.(scope, before) ?? [];
    const made = this.createReleases(scope, addon, [...before, ...identity, ...prepared]);
    addon.connect?.();
    const extended = addon.extend?.(scope, before) ?? [];
    const ready = [...made, ...extended];
    for (const capability of provides) this.ready.set(capability, [...this.readyFor(capability), ...ready]);
  }

  /** Pods get their credentials when they start, so the association and the policies come first. */
  private createIdentity(
    scope: Construct,
    { namespace }: Addon,
    { serviceAccount, description, statements, grant }: AddonIdentity,
  ): readonly ITerraformDependable[] {
    const identity = new PodIdentity(scope, 'Identity', {
      cluster: this.props.cluster,
      // The path of the construct is longer than the names of roles.
      name: `${EstateStack.ofConstruct(this).layer}-${serviceAccount}`,
      namespace,
      serviceAccount,
      description,
      statements,
      grantedElsewhere: grant !== undefined,
    });
    grant?.(identity.role);
    return [identity.association, ...identity.policies];
  }

  private createReleases(
    scope: Construct,
    { release, objects, namespace }: Addon,
    before: readonly ITerraformDependable[],
  ): readonly ITerraformDependable[] {
    const chart = release && new ChartRelease(scope, 'Release', { ...release, namespace, after: before });
    const own =
      objects &&
      new ManifestsRelease(scope, 'Objects', {
        ...objects,
        namespace,
        after: chart === undefined ? before : [chart.release],
      });
    return [chart, own].flatMap((one) => (one === undefined ? [] : [one.release]));
  }
}
