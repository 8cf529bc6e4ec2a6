/** An object as it was read. */
export interface StoredObject {
  readonly content: string;
  /** What tells this version from every other one. */
  readonly tag: string;
}

/** A few small objects under keys with `/`, for what applies write down. */
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
  put(key: string, content: string, over: StoredObject | undefined): Promise<boolean>;
  /** Keys that begin with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}
