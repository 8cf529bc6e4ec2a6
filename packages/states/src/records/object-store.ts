/** An object as it was read. */
export interface StoredObject {
  readonly content: string;
  /** What tells this version from every other one. */
  readonly tag: string;
}

/** What tells one version of an object from every other. */
export type Version = Pick<StoredObject, 'tag'>;

/**
 * A few small objects under keys with `/`, for what applies and previews write down. Several processes share them: a change says what it
 * expects to find, so that of two who change the same object only the first succeeds.
 */
export interface ObjectStore {
  /** Where it is, in words. */
  readonly place: string;
  get(key: string): Promise<StoredObject | undefined>;
  /**
   * Writes an object in the place of exactly what was read before.
   *
   * @param over what was read; undefined where nothing was there.
   * @returns false where somebody else wrote since, and nothing was changed.
   */
  put(key: string, content: string, over: Version | undefined): Promise<boolean>;
  /**
   * Removes exactly what was read before.
   *
   * @returns false where it is gone, or somebody else wrote since, and nothing was changed.
   */
  remove(key: string, over: Version): Promise<boolean>;
  /** Keys that begin with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}
