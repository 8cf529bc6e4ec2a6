import type { ImageName } from '../images/images.ts';

/** Versions of Kubernetes, inclusive, as in `1.35`. */
export interface KubernetesRange {
  readonly from: string;
  readonly to: string;
  /** What says so. A version outside of the range was not found there, which does not prove that it fails. */
  readonly because: string;
}

/** How custom resource definitions that are in a cluster come to the version of a chart, and what becomes of them when its release goes. */
export type CrdUpgrade =
  /** Helm changes them with the release. */
  | {
      readonly by: 'release';
      /** The value, by its path, that makes Helm keep them when the release goes. @default - none does; an uninstall deletes them */
      readonly keptBy?: { readonly path: readonly string[]; readonly value: boolean | string };
    }
  /** Helm leaves them alone, and a hook of the chart applies them before each upgrade: the value that turns it on. */
  | { readonly by: 'hook'; readonly path: readonly string[] }
  /** Helm leaves them alone. People apply those of the reviewed archive before the release: `smile charts crds`. */
  | {
      readonly by: 'people';
      /** Where the project says so. */
      readonly source: string;
    };

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
  /** How its definitions come to the version of the chart. @default - it has none */
  readonly crdUpgrade?: CrdUpgrade;
  /** Group and kind of each definition, as in `cert-manager.io/Certificate`. @default - none */
  readonly crdKinds?: readonly string[];
  /** Images that its pods run with the values that we set. */
  readonly images: readonly ImageName[];
}
