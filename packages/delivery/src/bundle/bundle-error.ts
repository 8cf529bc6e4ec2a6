/** A bundle that cannot be read or must not be applied; the message is for the user, and says what to do. */
export class BundleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BundleError';
  }
}
