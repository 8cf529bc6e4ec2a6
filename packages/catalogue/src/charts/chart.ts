import type { ImageName } from '../images/images.ts';

/** Versions of Kubernetes, inclusive, as in `1.35`. */
export interface KubernetesRange {
  readonly from: string;
  readonly to: string;
  /** What says so. A version outside of the range was not found there, which does not prove that it fails. */
  readonly because: string;
}

/** A Helm chart of somebody else that we install. */
export interface Chart {
  /** Name of the chart in its repository, as in `gateway`. */
  readonly name: string;
  /** Address of its repository: `https://…` with an `index.yaml`, or `oci://…` without the chart's name. */
  readonly repository: string;
  readonly version: string;
  /** What the chart installs unless values say otherwise. */
  readonly appVersion: string;
  /** ISO date. */
  readonly released: string;
  /** Where version and date were read. */
  readonly source: string;
  /** Last day on which its vendor fixes it, as an ISO date. @default - no date is published */
  readonly endOfSupport?: string;
  readonly kubernetes: KubernetesRange;
  /**
   * Where the chart has its custom resource definitions. `templates`: an upgrade changes them, an uninstall deletes them unless values keep
   * them. `crds-folder`: Helm installs them once and never touches them again.
   */
  readonly crds: 'templates' | 'crds-folder' | 'none';
  /** Group and kind of each definition, as in `cert-manager.io/Certificate`. @default - none */
  readonly crdKinds?: readonly string[];
  /** Images that its pods run with the values that we set. */
  readonly images: readonly ImageName[];
}
