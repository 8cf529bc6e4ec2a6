import { StateError } from './state-error.ts';

/** An object that somebody wanted to read or write. */
interface S3ObjectOf {
  readonly bucket: string;
  readonly region: string;
  readonly account: string | undefined;
  /** What it belongs to, as in the name of a stack. */
  readonly of: string;
  /** As in `s3://bucket/key`. */
  readonly where: string;
  /** How to find its versions. @default - in the bucket */
  readonly versions?: string;
  /** Who may do it. @default - those who read states */
  readonly whoMay?: string;
}

const READERS = 'one who reads states: the job inspect of Jenkins has the role plan, people have break-glass';

/** What S3, or the SDK, says and what to do about it. Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function explainS3Error(error: unknown, object: S3ObjectOf, action: string): unknown {
  const { bucket, region, of, where, versions = 'look at those of the bucket', whoMay = READERS } = object;
  const remedies: Readonly<Record<string, string>> = {
    NoSuchBucket: `the bucket ${bucket} of ${of} does not exist; apply the bootstrap stack first (docs/runbooks/bootstrap.md), or sign in to its account`,
    AccessDenied: `AWS denied ${action} on ${where}${owner(object)}; sign in as ${whoMay}`,
    NoSuchVersion: `${where} has no such version; ${versions}`,
    MethodNotAllowed: `the state was deleted in this version of ${where}, so there is nothing to read; name an earlier one`,
    PermanentRedirect: `the bucket ${bucket} is not in ${region}; correct the region of its environment`,
    CredentialsProviderError: `no credentials of AWS were found for ${where}; sign in, and name the profile in AWS_PROFILE`,
    ExpiredToken: `the credentials of AWS have expired, so ${where} cannot be read; sign in again`,
    InvalidAccessKeyId: `AWS does not know the access key, so ${where} cannot be read; sign in again`,
    SignatureDoesNotMatch: `AWS refused the signature for ${where}; the secret key is wrong, or the clock of this machine`,
    SlowDown: `S3 asks to slow down at ${where}; try again in a minute`,
  };
  const name = nameOf(error);
  // A request without a body in its answer, as of a version that is a delete marker, is named by its status.
  const remedy = remedies[name] ?? (statusOf(error) === 403 ? remedies.AccessDenied : undefined);
  if (remedy !== undefined) return new StateError(remedy);
  if (isUnreachable(error)) {
    return new StateError(
      `S3 cannot be reached for ${where} (${codeOf(error)}); look at the network, proxies and AWS_ENDPOINT_URL_S3`,
    );
  }
  return error;
}

function owner({ account }: S3ObjectOf): string {
  return account === undefined ? '' : `, which must belong to account ${account}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function statusOf(error: unknown): number | undefined {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? nameOf(error));
}

function isUnreachable(error: unknown): boolean {
  return /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError)$/.test(
    codeOf(error),
  );
}
