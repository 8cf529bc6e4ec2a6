import { hole } from '../hole.ts';
import { type Context, type Principal, type Request, UNKNOWN_KEY } from '../request.ts';
import type { ResourceValues } from './arguments.ts';
import { BUCKET_CONTRACTS } from './bucket-contracts.ts';
import type { DeliveryContract } from './contract.ts';
import { PRODUCERS } from './producers.ts';
import { MESSAGE_CONTRACTS } from './topic-contracts.ts';

/** Where a producer is. Texts may be holes. */
export interface ProducerPlace {
  readonly account: string;
  readonly region: string;
  /** Account of Elastic Load Balancing in the region, for regions that have one. @default - not known */
  readonly elbAccount?: string;
}

/** One delivery of a resource, with every request that the service makes for it. */
export interface Delivery {
  readonly contract: DeliveryContract;
  /** Argument that names the target. */
  readonly argument: string;
  /** ARN of the target. */
  readonly target: string;
  /** Key that the producer names itself. @default - that of the target, if it has one */
  readonly key?: string;
  /** Requests of which each must be allowed; of the principals of one, any will do. */
  readonly asks: readonly (readonly Request[])[];
  /** What the service asks of the key at this ARN, if the target is encrypted under it. */
  readonly keyAsks: (keyArn: string) => readonly (readonly Request[])[];
  /** Error with which the service refuses when the producer is made. @default - it says nothing */
  readonly refusal?: string;
  /** The same where the key does not admit the service. @default - it says nothing */
  readonly keyRefusal?: string;
}

/** Every contract, by id. */
export const DELIVERY_CONTRACTS: readonly DeliveryContract[] = [...BUCKET_CONTRACTS, ...MESSAGE_CONTRACTS];

const BY_ID = new Map(DELIVERY_CONTRACTS.map((contract) => [contract.id, contract]));

/** Types of resources that write somewhere. */
export const PRODUCER_TYPES: readonly string[] = Object.keys(PRODUCERS);

/** What a resource writes, and what the services ask for it. */
export function deliveriesOf(type: string, values: ResourceValues, place: ProducerPlace): readonly Delivery[] {
  const made: { readonly delivery: Delivery; readonly words: object }[] = [];
  return (PRODUCERS[type]?.(values) ?? []).flatMap(({ contract: id, argument, target, words, key }) => {
    const contract = BY_ID.get(id);
    if (contract === undefined) throw new Error(`no delivery contract ${id}`);
    const arn = arnOfTarget(contract, target);
    // An alarm names one topic in three arguments, and asks the same of it each time.
    const same = made.find(
      (one) => one.delivery.contract === contract && one.delivery.target === arn && one.words === words,
    );
    const delivery = same?.delivery ?? deliveryOf(contract, argument, arn, { ...place, ...words });
    if (same === undefined) made.push({ delivery, words });
    return [{ ...delivery, argument, ...(key === undefined ? {} : { key }) }];
  });
}

type Words = Readonly<Record<string, string | undefined>>;

function deliveryOf(contract: DeliveryContract, argument: string, target: string, given: Words): Delivery {
  const words: Words = { ...given, target, bucket: target.split(':::').at(-1) };
  const { key, refusal, keyRefusal = refusal } = contract;
  const context = filledContext(contract, contract.context, words);
  return {
    contract,
    argument,
    target,
    asks: contract.asks.map(({ action, resource }) => requestsOf(contract, words, { action, resource, context })),
    keyAsks: (keyArn) => {
      if (key === undefined) return [];
      const keyContext = viaTarget(contract, target, filledContext(contract, key.context, words));
      return key.actions.map((action) =>
        requestsOf(contract, words, { action, resource: keyArn, context: keyContext }),
      );
    },
    ...(refusal === undefined ? {} : { refusal: filled(contract, refusal, words) }),
    ...(keyRefusal === undefined ? {} : { keyRefusal: filled(contract, keyRefusal, words) }),
  };
}

/** A text of a contract with its words filled in; one that nobody knows is a hole. */
function filled({ id }: DeliveryContract, text: string, words: Words): string {
  if (!text.includes('{')) return text;
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? hole(`${id} ${name}`));
}

function filledContext(contract: DeliveryContract, keys: Readonly<Record<string, string>>, words: Words): Context {
  return Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, value === '?' ? UNKNOWN_KEY : filled(contract, value, words)]),
  );
}

/** The same request as each principal that the service may be. */
function requestsOf(
  contract: DeliveryContract,
  words: Words,
  { action, resource, context }: Required<Pick<Request, 'action' | 'resource' | 'context'>>,
): readonly Request[] {
  return contract.principals.map((principal) => {
    const name = filled(contract, principal, words);
    return {
      principal: principalOf(principal, name),
      action,
      resource: filled(contract, resource, words),
      context: { ...always(name), ...context },
    };
  });
}

const everyRequest = new Map<string, Context>();

/** Condition keys of every request of a service: over TLS, by a service, from no VPC and no member of an organization. */
function always(service: string): Context {
  const known = everyRequest.get(service) ?? keysOf(service);
  everyRequest.set(service, known);
  return known;
}

function keysOf(service: string): Context {
  return {
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.2',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    'aws:SourceIp': UNKNOWN_KEY,
    'aws:SourceOrgID': UNKNOWN_KEY,
    'aws:SourceOrgPaths': UNKNOWN_KEY,
    'aws:CurrentTime': UNKNOWN_KEY,
    'aws:EpochTime': UNKNOWN_KEY,
    'aws:RequestedRegion': UNKNOWN_KEY,
    's3:x-amz-server-side-encryption': UNKNOWN_KEY,
    's3:x-amz-server-side-encryption-aws-kms-key-id': UNKNOWN_KEY,
  };
}

/** KMS is called by the service that holds what is encrypted. */
function viaTarget({ to }: DeliveryContract, target: string, context: Context): Context {
  const s3: Context = to === 'bucket' ? { 'kms:EncryptionContext:aws:s3:arn': hole(`object in ${target}`) } : {};
  return { 'kms:ViaService': UNKNOWN_KEY, 'kms:CallerAccount': UNKNOWN_KEY, ...s3, ...context };
}

function principalOf(template: string, name: string): Principal {
  return template === '{elbAccount}' ? { kind: 'user', arn: `arn:aws:iam::${name}:root` } : { kind: 'service', name };
}

/** Some arguments take the name of a bucket, some the ARN of the log group with `:*`. */
function arnOfTarget({ to }: DeliveryContract, target: string): string {
  if (to === 'bucket' && !target.startsWith('arn:')) return `arn:aws:s3:::${target}`;
  return to === 'log group' ? target.replace(/:\*$/, '') : target;
}
