import { type Environment, type PlatformValues, PREVIEW_SLOTS } from '@smile/core';
import { Construct } from 'constructs';
import type { Addon } from '../addons/addon.ts';
import { AddonSet } from '../addons/addon-set.ts';
import { alertRules } from '../addons/alert-rules/alert-rules.ts';
import { awsLoadBalancerController } from '../addons/aws-load-balancer-controller/aws-load-balancer-controller.ts';
import { certManager } from '../addons/cert-manager/cert-manager.ts';
import { clusterCa } from '../addons/cert-manager/cluster-ca.ts';
import { clusterAutoscaler } from '../addons/cluster-autoscaler/cluster-autoscaler.ts';
import { externalSecrets } from '../addons/external-secrets/external-secrets.ts';
import { gateway } from '../addons/gateway/gateway.ts';
import { hostRoutesAddon } from '../addons/host-routes/host-routes-addon.ts';
import { istioBase } from '../addons/istio-base/istio-base.ts';
import { istioCni } from '../addons/istio-cni/istio-cni.ts';
import { istiod } from '../addons/istiod/istiod.ts';
import { meshAuthority } from '../addons/istiod/mesh-authority.ts';
import { meshMonitors } from '../addons/mesh-monitors/mesh-monitors.ts';
import { metricsServer } from '../addons/metrics-server/metrics-server.ts';
import { prometheusKinds } from '../addons/prometheus-kinds/prometheus-kinds.ts';
import { prometheusStack } from '../addons/prometheus-stack/prometheus-stack.ts';
import type { ClusterSecrets } from '../addons/secrets/cluster-secrets.ts';
import { secretsGate } from '../addons/secrets/secrets-gate.ts';
import { syncedSecrets } from '../addons/secrets/synced-secrets.ts';
import type { ClusterLoad } from '../capacity/cluster-load.ts';
import { EKS_PODS, GUARDDUTY_AGENT } from '../capacity/eks-pods.ts';
import { namespacesOf } from '../namespaces/namespace-table.ts';
import { PlatformContext, type PlatformContextProps } from '../platform-context.ts';
import { ClusterAccess, type ReachedCluster } from '../providers/cluster-access.ts';
import type { Entrance } from '../routes/entrance.ts';
import type { TelemetryLink } from '../telemetry/telemetry-link.ts';
import { Namespaces } from './namespaces.ts';
import { PlanAccess } from './plan-access.ts';
import { PriorityClasses } from './priority-classes.ts';
import { StorageClasses } from './storage-classes.ts';

export interface ClusterBaseProps extends Pick<PlatformContextProps, 'cluster' | 'placeOf' | 'allPlaces'> {
  readonly environment: Environment;
  readonly values: PlatformValues;
  /** How the providers of the stack get in. */
  readonly access: ReachedCluster;
  /** Key of the volumes of pods. */
  readonly volumeKeyArn: string;
  /** What External Secrets copies into the cluster. */
  readonly secrets: ClusterSecrets;
  /** Load balancers that the cluster serves. @default - none; nothing leads to it from outside */
  readonly entrances?: readonly Entrance[];
  /** How telemetry goes between clusters. @default - there is one cluster */
  readonly telemetryLink?: TelemetryLink;
  /** Everything that is meant to run in the cluster. */
  readonly load: ClusterLoad;
  /** What is installed beside the base, by whoever has what it needs. @default - nothing */
  readonly addons?: (context: PlatformContext) => readonly Addon[];
}

/**
 * What every cluster has, once: namespaces, classes, controllers, the mesh, secrets (design: one per cluster, whatever else
 * runs there).
 */
export class ClusterBase extends Construct {
  readonly context: PlatformContext;
  readonly namespaces: Namespaces;
  readonly addons: AddonSet;

  constructor(scope: Construct, id: string, props: ClusterBaseProps) {
    super(scope, id);
    const { cluster, environment } = props;
    new ClusterAccess(this, 'Access', props.access);
    this.context = new PlatformContext({ ...props, owner: new Construct(this, 'Network'), environment });
    this.namespaces = this.createNamespaces(props);
    this.namespaces.orderPolicies(this.context.owner);
    const priorities = new PriorityClasses(this, 'Priorities');
    new StorageClasses(this, 'StorageClasses', props);
    new PlanAccess(this, 'PlanAccess');
    props.load.add(environment.governance.runtimeMonitoring ? [...EKS_PODS, GUARDDUTY_AGENT] : EKS_PODS);
    this.addons = new AddonSet(this, 'Addons', {
      cluster,
      load: props.load,
      namespaceReady: (name) => [...this.namespaces.readyFor(name), ...priorities.ready],
      addons: this.chooseAddons(props),
    });
  }

  /** Those of every environment, and slots for previews where there are any: a quota for each slot is one value. */
  private createNamespaces({ cluster, values: { quotas, previews } }: ClusterBaseProps): Namespaces {
    if (previews === undefined || cluster.role === 'data')
      return new Namespaces(this, 'Namespaces', { cluster, quotas });
    return new Namespaces(this, 'Namespaces', {
      cluster,
      quotas: { ...quotas, ...Object.fromEntries(PREVIEW_SLOTS.map((slot) => [slot, previews.slot])) },
      names: [...namespacesOf(cluster.role), ...PREVIEW_SLOTS],
    });
  }

  private chooseAddons({ entrances = [], secrets, telemetryLink, addons }: ClusterBaseProps): readonly Addon[] {
    const chosen = [
      ...baseAddons(this.context, entrances, secrets, telemetryLink),
      ...entrances.map((entrance) => gateway(this.context, entrance)),
      ...(addons?.(this.context) ?? []),
    ];
    return entrances.length === 0 ? chosen : [...chosen, hostRoutesAddon(this.context, entrances, chosen)];
  }
}

/** Add-ons of every cluster. */
function baseAddons(
  context: PlatformContext,
  entrances: readonly Entrance[],
  secrets: ClusterSecrets,
  link: TelemetryLink | undefined,
): readonly Addon[] {
  return [
    prometheusKinds(context),
    certManager(context),
    clusterCa(context),
    externalSecrets(context, secrets),
    syncedSecrets(context, secrets),
    secretsGate(context, secrets),
    metricsServer(context),
    clusterAutoscaler(context),
    istioBase(context),
    istioCni(context),
    meshAuthority(context),
    istiod(context),
    awsLoadBalancerController(context, entrances, link),
    prometheusStack(context),
    alertRules(context, link),
    meshMonitors(context),
  ];
}
