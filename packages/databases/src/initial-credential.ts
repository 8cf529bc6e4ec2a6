import { Fn } from 'cdktf';

/**
 * A password that Terraform makes up when it creates a store, and that nobody uses afterwards.
 *
 * Not in the code, the synthesized JSON or a plan: `uuid()` is unknown until apply. It does end in the state, once, so
 * the first rotation replaces it (docs/runbooks/rotate-credentials.md), and the argument is listed in `ignore_changes`,
 * or every plan would show a new one. Why so: docs/adr/0008-no-live-credential-in-a-state.md.
 */
export function initialCredential(): string {
  return Fn.uuid();
}

/**
 * Name of a last snapshot that no earlier life of a store has taken: Terraform adds the time of the store's creation.
 *
 * List the argument in `ignore_changes`, or every plan would show a new name.
 */
export function finalSnapshotName(store: string): string {
  return `${store}-final-${Fn.formatdate('YYYYMMDDhhmmss', Fn.timestamp())}`;
}
