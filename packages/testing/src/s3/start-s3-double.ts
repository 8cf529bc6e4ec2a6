import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodeAwsChunked } from './aws-chunked.ts';
import { Bucket, type ObjectVersion, S3Refusal } from './bucket.ts';
import { errorXml, locationXml, objectsXml, versioningXml, versionsXml } from './s3-xml.ts';

/** What exists when the double starts. */
export interface S3DoubleOptions {
  /** Buckets by name. */
  readonly buckets: Readonly<Record<string, BucketOptions>>;
  /** @default 'us-east-1' */
  readonly region?: string;
}

/** One bucket of the double. */
export interface BucketOptions {
  /** @default true */
  readonly isVersioned?: boolean;
  /** Account that owns it. @default '111111111111' */
  readonly owner?: string;
  /** Whether every call is refused with `AccessDenied`. @default false */
  readonly isDenied?: boolean;
}

/** A running double of S3. */
export interface S3Double {
  /** As in `http://127.0.0.1:41234`; clients must use path style. */
  readonly endpoint: string;
  /** Method, path and query of every call, in their order. */
  readonly calls: readonly string[];
  bucket(name: string): Bucket;
  close(): Promise<void>;
}

/** Most entries of a list. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_RequestParameters */
const MOST_KEYS = 1000;

/**
 * Starts a double of S3 on the loopback interface: objects, versions, conditional writes and lists, which is what the S3 backend of Terraform
 * and `smile state` use. Requests must be signed by version 4, but signatures are not checked, so any credentials do. What it does not have is
 * `NotImplemented`, as S3 says it.
 */
export async function startS3Double(options: S3DoubleOptions): Promise<S3Double> {
  const region = options.region ?? 'us-east-1';
  const entries = Object.entries(options.buckets);
  const buckets = new Map(
    entries.map(([name, { isVersioned = true, owner = '111111111111' }]) => [name, new Bucket({ isVersioned, owner })]),
  );
  const denied = new Set(entries.flatMap(([name, { isDenied = false }]) => (isDenied ? [name] : [])));
  const calls: string[] = [];
  const server = createServer(async (incoming, response) => {
    calls.push(`${incoming.method} ${incoming.url}`);
    const request = await readRequest(incoming);
    try {
      answer(response, handle(request, { buckets, denied, region }));
    } catch (error) {
      if (!(error instanceof S3Refusal)) throw error;
      const { status, headers } = error;
      answer(response, { status, headers, body: request.method === 'HEAD' ? undefined : errorXml(error, request) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    bucket(name) {
      const found = buckets.get(name);
      if (found === undefined)
        throw new Error(`the double has no bucket ${name}, only ${[...buckets.keys()].join(', ')}`);
      return found;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface World {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly denied: ReadonlySet<string>;
  readonly region: string;
}

interface Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://s3');
  const [, bucket = '', ...key] = url.pathname.split('/').map(decodeURIComponent);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
  );
  const body = Buffer.concat(chunks);
  const isChunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
  return {
    method: incoming.method ?? 'GET',
    bucket,
    key: key.join('/'),
    query: url.searchParams,
    headers,
    body: isChunked ? decodeAwsChunked(body) : body,
  };
}

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  const type: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/xml' } : {};
  response.writeHead(status, { 'x-amz-request-id': '0A1B2C3D4E5F6071', ...type, ...headers });
  response.end(body);
}

function handle(request: Request, world: World): Answer {
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=')) {
    throw new S3Refusal(403, 'AccessDenied', 'Access Denied');
  }
  const bucket = world.buckets.get(request.bucket);
  if (bucket === undefined) throw new S3Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const owner = request.headers['x-amz-expected-bucket-owner'];
  if (world.denied.has(request.bucket) || (owner !== undefined && owner !== bucket.owner)) {
    throw new S3Refusal(403, 'AccessDenied', 'Access Denied');
  }
  return request.key === '' ? ofBucket(request, bucket, world) : ofObject(request, bucket);
}

function ofBucket(request: Request, bucket: Bucket, { region }: World): Answer {
  const { method, query } = request;
  if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': region } };
  if (method !== 'GET') return notImplemented();
  if (query.has('versions')) return { status: 200, body: listVersions(request, bucket) };
  if (query.has('versioning')) return { status: 200, body: versioningXml(bucket.versioning) };
  if (query.has('location')) return { status: 200, body: locationXml(region) };
  if (query.get('list-type') === '2') return { status: 200, body: listObjects(request, bucket) };
  return notImplemented();
}

function ofObject({ method, key, query, headers, body }: Request, bucket: Bucket): Answer {
  const versionId = query.get('versionId') ?? undefined;
  if (method === 'PUT' && headers['x-amz-copy-source'] === undefined) {
    const conditions = { ifNoneMatch: headers['if-none-match'], ifMatch: headers['if-match'] };
    const written = bucket.write(key, body, conditions);
    return { status: 200, headers: { etag: written.etag, ...versionHeader(written) } };
  }
  if (method === 'GET' || method === 'HEAD') return readObject(bucket.read(key, versionId), method, headers.range);
  if (method === 'DELETE') {
    const deleted = bucket.delete(key, versionId, { ifMatch: headers['if-match'] });
    const marker: Record<string, string> =
      deleted !== undefined && deleted.content === undefined ? { 'x-amz-delete-marker': 'true' } : {};
    return { status: 204, headers: { ...marker, ...(deleted === undefined ? {} : versionHeader(deleted)) } };
  }
  return notImplemented();
}

function readObject(found: ObjectVersion & { readonly content: Buffer }, method: string, range?: string): Answer {
  const { content } = found;
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const common = {
    etag: found.etag,
    'last-modified': found.lastModified.toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    ...versionHeader(found),
  };
  if (from === undefined) {
    const headers = { ...common, 'content-length': String(content.length) };
    return { status: 200, headers, body: method === 'HEAD' ? undefined : content };
  }
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: a range after the end is InvalidRange.
  if (Number(from) >= content.length)
    throw new S3Refusal(416, 'InvalidRange', 'The requested range is not satisfiable');
  const end = Math.min(to === undefined || to === '' ? content.length - 1 : Number(to), content.length - 1);
  const part = content.subarray(Number(from), end + 1);
  const headers = {
    ...common,
    'content-length': String(part.length),
    'content-range': `bytes ${from}-${end}/${content.length}`,
  };
  return { status: 206, headers, body: method === 'HEAD' ? undefined : part };
}

function listObjects({ bucket: name, query }: Request, bucket: Bucket): string {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const maxKeys = maxKeysOf(query);
  const present = bucket.keys(prefix).filter((key) => bucket.current(key) !== undefined);
  const entries = [...new Set(present.map((key) => groupOf(key, prefix, delimiter)))].filter((entry) => entry > after);
  const page = entries.slice(0, maxKeys);
  const next = entries.length > page.length ? page.at(-1) : undefined;
  const isGroup = (entry: string) => delimiter !== '' && entry.endsWith(delimiter) && entry !== prefix;
  return objectsXml(
    { bucket: name, prefix, maxKeys },
    {
      versions: page.flatMap((entry) => (isGroup(entry) ? [] : (bucket.current(entry) ?? []))),
      commonPrefixes: page.filter(isGroup),
      next,
    },
  );
}

/** A key, or what it has in common with others up to the delimiter. */
function groupOf(key: string, prefix: string, delimiter: string): string {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? key : key.slice(0, end + delimiter.length);
}

function listVersions({ bucket: name, query }: Request, bucket: Bucket): string {
  const prefix = query.get('prefix') ?? '';
  const maxKeys = maxKeysOf(query);
  const all = bucket
    .keys(prefix)
    .flatMap((key) => bucket.versionsOf(key).map((version, index) => ({ ...version, isLatest: index === 0 })));
  const [key, versionId] = [query.get('key-marker'), query.get('version-id-marker')];
  const marked = all.findIndex((one) => one.key === key && (versionId === null || one.versionId === versionId));
  const rest = all.slice(marked + 1);
  const versions = rest.slice(0, maxKeys);
  return versionsXml(
    { bucket: name, prefix, maxKeys },
    { versions, next: rest.length > versions.length ? versions.at(-1) : undefined },
  );
}

function maxKeysOf(query: URLSearchParams): number {
  return Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
}

function versionHeader({ versionId }: ObjectVersion): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

function notImplemented(): never {
  throw new S3Refusal(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
}
