import type { PodAccount } from './pod-accounts.ts';

/** Characters of a made-up value: letters and digits, or hexadecimal digits. Both stand in a URL, a shell and YAML as they are. */
export type Alphabet = 'alphanumeric' | 'hexadecimal';

/** Where a field's first value comes from. Everybody later follows docs/runbooks/rotate-credentials.md. */
export type MadeBy =
  /** `smile secrets init` makes it up. */
  | { readonly by: 'random'; readonly length: number; readonly alphabet: Alphabet }
  /** `smile secrets init` writes the first value, and whoever rotates the credential chooses the next, as with two users in turn. */
  | { readonly by: 'rotation'; readonly first: string }
  /**
   * `smile secrets init` makes a certificate authority of it: certificate and private key, one after the other as PEM, so that they
   * always fit each other.
   */
  | { readonly by: 'authority'; readonly commonName: string }
  /** A person brings it from another system. */
  | { readonly by: 'person'; readonly from: string };

/** Key of a Kubernetes Secret that External Secrets fills. */
export interface KubernetesKey {
  /** Name of the Kubernetes Secret in the reader's namespace. */
  readonly secret: string;
  readonly key: string;
  /**
   * What of the value the key holds. `sha256` is its digest in hexadecimal, where a program wants no password; `certificate` and
   * `private-key` are the parts of an authority. @default 'value'
   */
  readonly as?: 'value' | 'sha256' | 'certificate' | 'private-key';
}

/** Pods that read a field. */
export interface FieldReader extends PodAccount {
  /** Where External Secrets puts it for them. @default - they read it from AWS themselves, by EKS Pod Identity */
  readonly into?: KubernetesKey;
}

/** One value of a secret. */
export type SecretField = {
  /** What it is, for people. */
  readonly description: string;
  readonly madeBy: MadeBy;
} & (
  | { readonly readers: readonly [FieldReader, ...FieldReader[]] }
  /** Why no pod reads it. */
  | { readonly readers: readonly []; readonly unreadBecause: string }
);

/** Who owns a secret, and what is in it. */
export interface SecretEntry {
  /** What it is, for people. */
  readonly description: string;
  /** Team that answers for the values and rotates them. */
  readonly owner: string;
  /** Fields of the JSON text that is its value, by name. A name is never changed: a value would be lost. */
  readonly fields: Readonly<Record<string, SecretField>>;
}

/** Letters and digits: 190 bits, and no longer than the least that a consumer allows. */
const PASSWORD: MadeBy = { by: 'random', length: 32, alphabet: 'alphanumeric' };

/** A password or token that a program makes up. */
export function password(description: string, ...readers: readonly [FieldReader, ...FieldReader[]]): SecretField {
  return { description, madeBy: PASSWORD, readers };
}

/** A made-up value that is unlike a {@link password}. */
export function madeUp(
  description: string,
  shape: { readonly length: number; readonly alphabet: Alphabet },
  ...readers: readonly [FieldReader, ...FieldReader[]]
): SecretField {
  return { description, madeBy: { by: 'random', ...shape }, readers };
}

/** A name that is known from the start. */
export function name(
  first: string,
  description: string,
  ...readers: readonly [FieldReader, ...FieldReader[]]
): SecretField {
  return { description, madeBy: { by: 'rotation', first }, readers };
}

/** A certificate authority that `smile secrets init` makes. Both parts of it go into one Kubernetes Secret of each reader. */
export function authority(
  description: string,
  commonName: string,
  ...readers: readonly [FieldReader, ...FieldReader[]]
): SecretField {
  return { description, madeBy: { by: 'authority', commonName }, readers };
}

/** A value that another system gives to a person. */
export function brought(
  description: string,
  from: string,
  ...readers: readonly [FieldReader, ...FieldReader[]]
): SecretField {
  return { description, madeBy: { by: 'person', from }, readers };
}

/** A field that is for people alone. */
export function forPeople(field: { readonly description: string; readonly madeBy: MadeBy }, why: string): SecretField {
  return { ...field, readers: [], unreadBecause: why };
}

/** Pods that get a field in a key of a Kubernetes Secret. */
export function reads(pods: PodAccount, secret: string, key: string, as?: KubernetesKey['as']): FieldReader {
  return { ...pods, into: as === undefined ? { secret, key } : { secret, key, as } };
}
