/** A state that cannot be read, or is none; the message says what, where and what to do. */
export class StateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StateError';
  }
}
