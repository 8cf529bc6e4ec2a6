import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { ChartName, ImageName } from '@smile/catalogue';
import type { NodePlace } from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { PodDemand } from '../capacity/pod-demand.ts';
import type { NamespaceName } from '../namespaces/namespace-table.ts';
import type { CoreObject } from '../objects/core-object.ts';
import type { CustomResource } from '../objects/custom-resource.ts';
import type { HelmValues } from '../releases/helm-values.ts';
import type { ReleaseKeeping } from '../releases/release-settings.ts';
import type { Destinations } from '../routes/destination.ts';
import type { Capability } from './capability.ts';

/**
 * Something that is installed into a cluster: a chart, the identity of its pods, and the objects that belong to it.
 *
 * It names what it needs and what it gives, never another add-on: `AddonSet` finds the order. One add-on is one folder.
 */
export interface Addon {
  /** In PascalCase; part of Terraform addresses, so never changed. */
  readonly id: string;
  /** Where its pods run. */
  readonly namespace: NamespaceName | 'kube-system';
  /** Other namespaces in which it makes something, and which so come first. @default - none */
  readonly alsoIn?: readonly NamespaceName[];
  /** What must be there before it is installed. @default - nothing */
  readonly requires?: readonly Capability[];
  /** What is there once it is installed. @default - nothing that others wait for */
  readonly provides?: readonly Capability[];
  /** The chart that installs it. @default - none; it is made of objects alone */
  readonly release?: AddonRelease;
  /** What its pods may do in AWS. They start after the association exists. @default - nothing */
  readonly identity?: AddonIdentity;
  /** Custom resources that are made after the release, as a release of their own. @default - none */
  readonly objects?: AddonObjects;
  /** Images of its own objects; those of the chart are known to the catalogue. @default - none */
  readonly images?: readonly ImageName[];
  /** Nodes on which its pods may run, with whose processors its images must do. */
  readonly runsOn: readonly NodePlace[];
  /** Public hosts for which it answers, once it is installed. @default - none */
  readonly serves?: Destinations;
  /** What its pods request, so that there is room for them. @default - nothing */
  readonly pods?: readonly PodDemand[];
  /**
   * Makes what its pods need when they start, as the service account of a Job or a ConfigMap that they mount: the releases wait for it.
   *
   * @param before what must exist first, as in the namespace.
   * @returns what the releases have to wait for.
   */
  readonly prepare?: (scope: Construct, before: readonly ITerraformDependable[]) => readonly ITerraformDependable[];
  /** Says who may connect to its pods, and what these may reach. @default - what every pod of its namespace may */
  readonly connect?: () => void;
  /**
   * Makes what is neither: objects of Kubernetes' own kinds.
   *
   * @param before what must exist first, as in the namespace.
   * @returns what those that need the add-on have to wait for.
   */
  readonly extend?: (scope: Construct, before: readonly ITerraformDependable[]) => readonly ITerraformDependable[];
}

export interface AddonRelease extends ReleaseKeeping {
  readonly chart: ChartName;
  /** Name of the release. Changing it installs everything anew. */
  readonly name: string;
  readonly values: HelmValues;
  /**
   * Whether an upgrade that does not become ready is taken back at once, and a first installation uninstalled. For what holds nothing that
   * would be lost, and is needed to repair itself.
   * @default false
   */
  readonly rollsBack?: boolean;
}

export interface AddonObjects extends ReleaseKeeping {
  /** Name of the release that holds them. */
  readonly name: string;
  readonly objects: readonly (CustomResource | CoreObject)[];
}

export interface AddonIdentity {
  /** Service account of the pods, as the chart names it. */
  readonly serviceAccount: string;
  /** What the pods are, as in `Loki`. */
  readonly description: string;
  /** @default - what {@link grant} says */
  readonly statements?: readonly DataAwsIamPolicyDocumentStatement[];
  /** Gives the role its permissions, as in `(role) => bucket.grantReadWrite(role)`. @default - the statements are all */
  readonly grant?: (role: IamRole) => void;
}
