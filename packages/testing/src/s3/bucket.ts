import { createHash } from 'node:crypto';

/** One version of an object, or the mark of its deletion. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
  /** MD5 of the content in quotes, as S3 gives it for objects that were put in one piece. */
  readonly etag: string;
  /** Undefined for a delete marker. */
  readonly content: Buffer | undefined;
}

/** What S3 refuses: its code, its status, and what it says. */
export class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'S3Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What a write must find. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export interface WriteConditions {
  /** `*`: nothing may be there. @default - no condition */
  readonly ifNoneMatch?: string;
  /** ETag that must be there. @default - no condition */
  readonly ifMatch?: string;
}

/** One bucket: every version of every object. */
export class Bucket {
  /** Account that a request may expect, with `x-amz-expected-bucket-owner`. */
  readonly owner: string;
  private isVersioned: boolean;
  /** By key, newest first. */
  private readonly versions = new Map<string, ObjectVersion[]>();
  private written = 0;

  constructor(options: { readonly isVersioned: boolean; readonly owner: string }) {
    this.isVersioned = options.isVersioned;
    this.owner = options.owner;
  }

  /** Keys in the order of S3's lists, which is that of their bytes. */
  keys(prefix: string): readonly string[] {
    const found = [...this.versions.keys()].filter((key) => key.startsWith(prefix));
    return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** Every version of a key, newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.versions.get(key) ?? [];
  }

  /** The newest version; undefined when there is none, or it is a delete marker. */
  current(key: string): ObjectVersion | undefined {
    const [newest] = this.versionsOf(key);
    return newest?.content === undefined ? undefined : newest;
  }

  /** @throws S3Refusal when there is no such object or version, or a delete marker in its place. */
  read(key: string, versionId?: string): ObjectVersion & { readonly content: Buffer } {
    const [newest] = this.versionsOf(key);
    const found = versionId === undefined ? newest : this.versionsOf(key).find((one) => one.versionId === versionId);
    if (found === undefined && versionId !== undefined) {
      throw new S3Refusal(404, 'NoSuchVersion', 'The specified version does not exist.');
    }
    if (found?.content !== undefined) return { ...found, content: found.content };
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
    const marker = { 'x-amz-delete-marker': 'true' };
    if (versionId !== undefined) {
      throw new S3Refusal(
        405,
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
        marker,
      );
    }
    throw new S3Refusal(404, 'NoSuchKey', 'The specified key does not exist.', found === undefined ? {} : marker);
  }

  /** @throws S3Refusal when a condition does not hold. */
  write(key: string, content: Buffer, { ifNoneMatch, ifMatch }: WriteConditions): ObjectVersion {
    const present = this.current(key);
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
      throw new S3Refusal(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
    }
    if (ifMatch !== undefined && present === undefined) {
      throw new S3Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
    }
    if ((ifNoneMatch === '*' && present !== undefined) || (ifMatch !== undefined && ifMatch !== present?.etag)) {
      throw new S3Refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    }
    return this.add(key, content);
  }

  /**
   * Deletes one version for good, or puts a delete marker in front of the others. Returns what was deleted or put.
   *
   * @throws S3Refusal when a condition does not hold.
   */
  delete(
    key: string,
    versionId?: string,
    { ifMatch }: Pick<WriteConditions, 'ifMatch'> = {},
  ): ObjectVersion | undefined {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
    const present = this.current(key);
    if (ifMatch !== undefined && present === undefined) {
      throw new S3Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
    }
    if (ifMatch !== undefined && ifMatch !== present?.etag) {
      throw new S3Refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    }
    if (versionId !== undefined) {
      const found = this.versionsOf(key).find((one) => one.versionId === versionId);
      this.keep(
        key,
        this.versionsOf(key).filter((one) => one !== found),
      );
      return found;
    }
    if (this.isVersioned) return this.add(key, undefined);
    this.keep(key, []);
    return undefined;
  }

  get versioning(): 'Enabled' | 'Suspended' {
    return this.isVersioned ? 'Enabled' : 'Suspended';
  }

  private add(key: string, content: Buffer | undefined): ObjectVersion {
    this.written += 1;
    const version: ObjectVersion = {
      key,
      versionId: this.isVersioned ? idOf(key, this.written) : 'null',
      lastModified: new Date(),
      etag: `"${createHash('md5')
        .update(content ?? '')
        .digest('hex')}"`,
      content,
    };
    this.keep(key, this.isVersioned ? [version, ...this.versionsOf(key)] : [version]);
    return version;
  }

  private keep(key: string, versions: readonly ObjectVersion[]): void {
    if (versions.length === 0) this.versions.delete(key);
    else this.versions.set(key, [...versions]);
  }
}

/** Opaque, as S3's are: 32 characters that tell nothing of the order. */
function idOf(key: string, written: number): string {
  return createHash('sha256').update(`${key} ${written}`).digest('base64url').slice(0, 32);
}
