import { join, resolve } from 'node:path';
import { BUNDLE_FILES } from '@smile/delivery';
import { asList, asString } from '@smile/inventory';
import { FolderStore, type ObjectStore, type S3Prefix, S3Store } from '@smile/states';
import { CommandError } from '../command-error.ts';
import { AppliedRecords, RunRecords } from './records.ts';
import { type FolderOptions, statesFolder } from './run-folders.ts';
import type { StateBackend } from './surroundings.ts';

interface RecordOptions extends FolderOptions {
  /** Folder, or `s3://bucket/prefix`. @default - beside the states */
  readonly records?: string;
}

/** Where an environment keeps its states, and so its records. */
export interface RecordsOf {
  readonly root: string;
  readonly environment: string;
  /** Backend of any of its stacks. */
  readonly backend: StateBackend;
  readonly options: RecordOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes sure that a place for records is one, before anything else is done.
 *
 * @throws CommandError if it is not.
 */
export function checkRecordsOption({ records }: RecordOptions, env: RecordsOf['env']): void {
  if (records?.startsWith('s3://') === true) placeIn(records, env);
}

/** Records of what is applied of an environment. */
export function appliedRecords(of: RecordsOf): AppliedRecords {
  return new AppliedRecords(
    storeOf(of, 'applied') ?? new FolderStore(join(statesFolder(of.root, of.options), '.applied')),
  );
}

/**
 * Records of the applies of one bundle. On real accounts they lie in the bucket of the states and not in the one of the plans, which an apply
 * only reads and which forgets after a week; without a cloud they lie in the bundle's folder.
 */
export function runRecords(of: RecordsOf, bundle: { readonly folder: string; readonly digest: string }): RunRecords {
  const store = storeOf(of, `applies/${bundle.digest.replace('sha256:', '')}`);
  return new RunRecords(store ?? new FolderStore(join(bundle.folder, BUNDLE_FILES.records)), bundle.digest);
}

/** The states of an environment, to find those of stacks that have left the code. */
export function statesInBucket({ environment, backend }: RecordsOf): ObjectStore {
  return s3Store({ ...besideStates(environment, backend), prefix: `${environment}/` });
}

/** Objects below a prefix of a bucket. */
export function s3Store(at: S3Prefix): ObjectStore {
  // The SDK is pinned, so its advice to use a newer Node.js helps nobody.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return new S3Store(at);
}

/** A folder or a prefix of the records; undefined where a run without a cloud has each kind in a place of its own. */
function storeOf({ environment, backend, options, env }: RecordsOf, part: string): ObjectStore | undefined {
  const { records, offline } = options;
  if (records !== undefined && !records.startsWith('s3://')) return new FolderStore(join(resolve(records), part));
  if (records === undefined && offline === true) return undefined;
  const at = records === undefined ? besideStates(environment, backend) : placeIn(records, env);
  return s3Store({ ...at, prefix: `${at.prefix}${part}/` });
}

function besideStates(environment: string, { type, config }: StateBackend): S3Prefix {
  const [bucket, region] = [asString(config.bucket), asString(config.region)];
  if (type !== 's3' || bucket === undefined || region === undefined) {
    throw new CommandError(
      `records of what is applied lie beside the states in S3, but ${environment} has the backend ${type}; unset SMILE_STATE, or name a place with --records`,
    );
  }
  const [account, kmsKeyId] = [asString(asList(config.allowed_account_ids)[0]), asString(config.kms_key_id)];
  return {
    bucket,
    region,
    prefix: `${environment}/records/`,
    ...(account === undefined ? {} : { account }),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
  };
}

function placeIn(url: string, env: RecordsOf['env']): S3Prefix {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})(?:\/(.*))?$/.exec(url) ?? [];
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (bucket === undefined || region === undefined) {
    throw CommandError.wrongUse([
      `--records must be a folder, or s3://bucket/prefix with a region in AWS_REGION, got ${url} and ${region ?? 'no region'}`,
    ]);
  }
  return { bucket, region, prefix: prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/` };
}
