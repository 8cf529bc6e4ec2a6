/** A processor that nodes have, in the words of Kubernetes and of image indexes. */
export type Architecture = 'amd64' | 'arm64';

/** A container image that runs in the clusters. */
export interface Image {
  /** Registry and repository that it comes from, as in `quay.io/keycloak/keycloak`. Of a built image: that of its base. */
  readonly upstream: string;
  /** An exact tag: tags in our registry never move, so one that moves upstream keeps its first image here. */
  readonly tag: string;
  readonly architectures: readonly Architecture[];
  /** Why it lacks arm64. @default - it has arm64 */
  readonly withoutArm64Because?: string;
  /**
   * How it gets into our registry. `cache`: ECR fetches it at the first pull. `copy`: `smile images sync` copies it by digest. `build`: a
   * job of dev's or staging's Jenkins builds and pushes it.
   */
  readonly obtained: 'cache' | 'copy' | 'build';
  /** What objects of our own use it for. @default - charts alone */
  readonly purpose?: string;
  /** Tag of the base image of a built one. @default - not built */
  readonly baseTag?: string;
  /** Where version and architectures were read. */
  readonly source: string;
}
