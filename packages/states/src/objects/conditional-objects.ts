/** An object as it was read. */
export interface StoredObject {
  readonly content: string;
  /** Tells this content from every other. */
  readonly tag: string;
}

/**
 * Objects that several writers share: a change says what it expects to find, so that of two who change the same one only the first succeeds. Keys are
 * paths with `/`.
 */
export interface ConditionalObjects {
  read(key: string): Promise<StoredObject | undefined>;
  /**
   * Writes an object.
   *
   * @param expected tag of what is there; undefined when nothing must be.
   * @returns false where something else was there, and nothing was written.
   */
  write(key: string, content: string, expected: string | undefined): Promise<boolean>;
  /**
   * Deletes an object.
   *
   * @param expected tag of what is there.
   * @returns false where something else was there, or nothing.
   */
  remove(key: string, expected: string): Promise<boolean>;
}
