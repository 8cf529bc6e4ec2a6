/** Revisions of a release that Helm keeps, as ConfigMaps in its namespace. Its default keeps all. */
export const MOST_REVISIONS = 5;

/** What a release leaves behind when it goes, which decides whether it may go. */
export interface ReleaseKeeping {
  /**
   * What would be lost with the release, as in `the kinds of Istio, and every route with them`. Such a release is protected
   * from destroy and has half an hour to become ready: older providers mark a first installation that fails as tainted, and the
   * next apply would uninstall it. https://github.com/hashicorp/terraform-provider-helm/issues/620
   * @default - nothing; it can be installed again
   */
  readonly keeps?: string;
}

/** Seconds that Helm waits for a release to become ready. */
export function timeoutOf({ keeps }: ReleaseKeeping): number {
  return keeps === undefined ? 600 : 1800;
}
