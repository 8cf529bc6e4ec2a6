import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { throwIfAny } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { PodRole } from '../identity/pod-role.ts';
import { ADDON_VERSIONS, addonVersionProblems, type KubernetesVersion } from '../kubernetes-versions.ts';
import { type AddonConfiguration, addonConfigurationProblems, addonConfigurationText } from './addon-configuration.ts';
import type { AddonName } from './addon-names.ts';

/** The cluster that an add-on runs in. */
export interface AddonCluster {
  /** Value of the cluster's name that Terraform knows once the cluster exists, so that the add-on waits for it. */
  readonly clusterReference: string;
  readonly version: KubernetesVersion;
}

export interface AddonProps {
  readonly cluster: AddonCluster;
  readonly name: AddonName;
  /** @default - the first of the table for the cluster's Kubernetes version */
  readonly version?: string;
  /** Settings, checked against what the add-on knows. @default - the add-on's own */
  readonly configuration?: AddonConfiguration;
  /** What its pods may do in AWS: a role, and the service account that takes it on. @default - nothing */
  readonly identity?: { readonly role: PodRole; readonly serviceAccount: string };
  /** What must exist before: nodes, for an add-on whose pods need some to become active. @default - nothing */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * One add-on that EKS installs and keeps running, at a pinned version.
 *
 * What the code says wins over what somebody changed with kubectl. Taking the construct out of the code leaves what it
 * installed running, because a cluster without its network add-on loses every pod. Another version rolls its pods.
 */
export class Addon extends Construct {
  /** What those who need the add-on wait for. */
  readonly addon: EksAddon;

  constructor(scope: Construct, id: string, props: AddonProps) {
    super(scope, id);
    const { cluster, name, identity } = props;
    const version = props.version ?? ADDON_VERSIONS[cluster.version][name][0];
    const configuration = props.configuration ?? {};
    throwIfAny(this, [
      ...addonVersionProblems(cluster.version, name, version),
      ...addonConfigurationProblems(name, configuration),
    ]);
    this.addon = new EksAddon(this, 'Default', {
      clusterName: cluster.clusterReference,
      addonName: name,
      addonVersion: version,
      configurationValues: Object.keys(configuration).length === 0 ? undefined : addonConfigurationText(configuration),
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      preserve: true,
      podIdentityAssociation:
        identity === undefined
          ? undefined
          : [{ roleArn: identity.role.roleArn, serviceAccount: identity.serviceAccount }],
      dependsOn: [...(props.after ?? []), ...(identity?.role.policies ?? [])],
    });
  }
}
