import type { Problem } from '../protocol/problem.ts';
import { isList, isObject, type ObjectValue, UNKNOWN, type Unknown, type Value } from '../protocol/value.ts';
import type { Place } from '../values/filler.ts';
import type { ObjectStore } from './store.ts';

/** How one provider block is configured, as far as the stand-ins care. */
export interface Session {
  readonly place: Place;
  readonly defaultTags: ObjectValue | Unknown;
  readonly ignoredTagKeys: readonly string[];
  readonly ignoredTagPrefixes: readonly string[];
  /** Name of the EKS cluster that the credentials are for. @default - they say none */
  readonly credentialsFor?: string;
}

/** The account of a provider block that names none, as AWS uses it in its documentation. */
const UNNAMED_ACCOUNT = '123456789012';

/** The session of a connection that was not configured, as in `terraform validate`. */
export const UNCONFIGURED: Session = {
  place: { account: UNNAMED_ACCOUNT, region: 'us-east-1', partition: 'aws' },
  defaultTags: {},
  ignoredTagKeys: [],
  ignoredTagPrefixes: [],
};

/** Reads a provider block. The account is the first of `allowed_account_ids`, or else that of the assumed role. */
export function openSession(provider: string, config: Value): Session | Problem {
  const settings = isObject(config) ? config : {};
  if (provider !== 'aws') {
    return {
      ...UNCONFIGURED,
      place: placeOfOther(provider, settings),
      credentialsFor: clusterOfToken(settings),
    };
  }
  const region = settings.region;
  if (typeof region !== 'string') {
    return {
      summary: 'the aws provider has no region',
      detail: `region is ${region === UNKNOWN ? 'not known before apply' : 'not set'}; write it as a literal in the provider block`,
      path: ['region'],
    };
  }
  const [ignored] = blocks(settings.ignore_tags);
  return {
    place: { account: accountOf(settings), region, partition: partitionOf(region) },
    defaultTags: defaultTags(settings),
    ignoredTagKeys: texts(ignored?.keys),
    ignoredTagPrefixes: texts(ignored?.key_prefixes),
  };
}

function accountOf(settings: ObjectValue): string {
  const [allowed] = texts(settings.allowed_account_ids);
  if (allowed !== undefined) return allowed;
  const [role] = blocks(settings.assume_role);
  const arn = role?.role_arn;
  return (typeof arn === 'string' ? arn.split(':')[4] : undefined) ?? UNNAMED_ACCOUNT;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function defaultTags(settings: ObjectValue): ObjectValue | Unknown {
  const [block] = blocks(settings.default_tags);
  const tags = block?.tags ?? null;
  if (tags === UNKNOWN) return UNKNOWN;
  return isObject(tags) ? tags : {};
}

/**
 * Why a cluster would not take the credentials of a provider block: they are another cluster's. Undefined where they are its own, and
 * where it is no cluster that Terraform made.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html: a token holds the name of its cluster, signed.
 */
export function credentialProblem({ place, credentialsFor }: Session, store: ObjectStore): Problem | undefined {
  if (credentialsFor === undefined) return undefined;
  const cluster = store.list('aws_eks_cluster').find(({ value }) => value.endpoint === place.account)?.value;
  if (cluster === undefined || cluster.name === credentialsFor) return undefined;
  return {
    summary: 'the server has asked for the client to provide credentials',
    detail: `the token is for cluster ${credentialsFor} (--cluster-name), and the host is the endpoint of ${String(cluster.name)}; take both from one cluster`,
  };
}

// A Kubernetes cluster is a world of its own: the same name may exist in two of them.
function placeOfOther(provider: string, settings: ObjectValue): Place {
  const cluster = kubernetesBlocks(settings)
    .map((block) => block.host)
    .find(isText);
  return { account: cluster ?? clusterOfToken(settings) ?? provider, region: 'global', partition: 'aws' };
}

/** The cluster that `aws eks get-token --cluster-name` makes a token for. */
function clusterOfToken(settings: ObjectValue): string | undefined {
  const lists = kubernetesBlocks(settings)
    .flatMap((block) => blocks(block.exec))
    .map(({ args }) => (isList(args) ? args : []));
  const [args] = lists.filter((list) => list.includes('--cluster-name'));
  const name = args?.[args.indexOf('--cluster-name') + 1];
  return isText(name) ? name : undefined;
}

/** The arguments that say how to reach a cluster: the Helm provider has them in a block. */
function kubernetesBlocks(settings: ObjectValue): ObjectValue[] {
  return [settings, ...blocks(settings.kubernetes)];
}

function isText(value: Value | undefined): value is string {
  return typeof value === 'string';
}

function blocks(value: Value | undefined): ObjectValue[] {
  return (isList(value) ? value : [value ?? null]).filter(isObject);
}

function texts(value: Value | undefined): string[] {
  return isList(value) ? value.filter(isText) : [];
}
