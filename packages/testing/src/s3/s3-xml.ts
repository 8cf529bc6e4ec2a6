import type { ObjectVersion, S3Refusal } from './bucket.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** An element for each entry, in its order; undefined leaves one out, a list repeats it. */
type Fields = Readonly<Record<string, string | number | boolean | undefined | readonly Markup[]>>;

/** Text that is XML already. */
interface Markup {
  readonly xml: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export function errorXml(
  { code, message }: S3Refusal,
  place: { readonly bucket: string; readonly key: string },
): string {
  const body = {
    Code: code,
    Message: message,
    BucketName: place.bucket,
    Key: place.key,
    RequestId: '0A1B2C3D4E5F6071',
  };
  return `${DECLARATION}<Error>${elements(body)}</Error>`;
}

/** What lists have in common. */
export interface ListRequest {
  readonly bucket: string;
  readonly prefix: string;
  readonly maxKeys: number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function objectsXml(
  request: ListRequest,
  found: {
    readonly versions: readonly ObjectVersion[];
    readonly commonPrefixes: readonly string[];
    readonly next: string | undefined;
  },
): string {
  const { versions, commonPrefixes, next } = found;
  return result('ListBucketResult', {
    Name: request.bucket,
    Prefix: request.prefix,
    MaxKeys: request.maxKeys,
    KeyCount: versions.length + commonPrefixes.length,
    IsTruncated: next !== undefined,
    NextContinuationToken: next,
    Contents: versions.map((version) => ({ xml: elements(objectFields(version)) })),
    CommonPrefixes: commonPrefixes.map((prefix) => ({ xml: elements({ Prefix: prefix }) })),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function versionsXml(
  request: ListRequest,
  found: {
    readonly versions: readonly (ObjectVersion & { readonly isLatest: boolean })[];
    readonly next: { readonly key: string; readonly versionId: string } | undefined;
  },
): string {
  const { versions, next } = found;
  const fields = (one: (typeof versions)[number]) => ({
    ...(one.content === undefined ? { Key: one.key, LastModified: one.lastModified.toISOString() } : objectFields(one)),
    VersionId: one.versionId,
    IsLatest: one.isLatest,
  });
  const markup = (isMarker: boolean) =>
    versions
      .filter(({ content }) => (content === undefined) === isMarker)
      .map((version) => ({ xml: elements(fields(version)) }));
  return result('ListVersionsResult', {
    Name: request.bucket,
    Prefix: request.prefix,
    MaxKeys: request.maxKeys,
    IsTruncated: next !== undefined,
    NextKeyMarker: next?.key,
    NextVersionIdMarker: next?.versionId,
    Version: markup(false),
    DeleteMarker: markup(true),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export function versioningXml(status: string): string {
  return result('VersioningConfiguration', { Status: status });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function locationXml(region: string): string {
  return `${DECLARATION}<LocationConstraint ${NAMESPACE}>${escapeText(region)}</LocationConstraint>`;
}

function objectFields({ key, lastModified, etag, content }: ObjectVersion): Fields {
  return {
    Key: key,
    LastModified: lastModified.toISOString(),
    ETag: etag,
    Size: content?.length ?? 0,
    StorageClass: 'STANDARD',
  };
}

function result(name: string, fields: Fields): string {
  return `${DECLARATION}<${name} ${NAMESPACE}>${elements(fields)}</${name}>`;
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      const contents = Array.isArray(value) ? value.map(({ xml }: Markup) => xml) : [escapeText(String(value))];
      return contents.map((content) => `<${name}>${content}</${name}>`);
    })
    .join('');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
