/** A chart or an image that cannot be had or used, for a reason that a person can act on. */
export class ArtifactError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArtifactError';
  }
}
