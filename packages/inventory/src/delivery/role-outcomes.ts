import {
  authorize,
  explain,
  hole,
  type Policy,
  type Request,
  ROLE_CONTRACTS,
  type RoleContract,
  showText,
  UNKNOWN_KEY,
  UNKNOWN_POLICY,
} from '@smile/policy';
import type { Inventory } from '../inventory.ts';
import { asObject, asString } from '../json-narrowing.ts';
import type { JsonObject, Resource } from '../model.ts';
import { remainingResources } from './delivery-targets.ts';
import { readingOf } from './reading.ts';
import { RoleReader } from './role-reader.ts';

/** Whether one role may really write what its user writes by it. */
export interface RoleOutcome {
  readonly producer: Resource;
  /** Argument that names the target, or the role. */
  readonly argument: string;
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** Why it is denied, or what it depends on. Empty when it is allowed. */
  readonly reason: string;
}

/** One delivery by a role. */
interface RoleDelivery {
  readonly producer: Resource;
  readonly argument: string;
  readonly contract: RoleContract;
  /** ARN of the role. */
  readonly role: string;
  readonly target: string;
  readonly words?: Readonly<Record<string, string>>;
  /** Interface or gateway endpoints that the request passes. @default - it comes from AWS's own network */
  readonly through?: (service: string) => readonly (readonly Policy[])[];
}

/** What comes of every delivery that a role makes: of services, and of hosts that record sessions. */
export function roleOutcomes(inventory: Inventory): readonly RoleOutcome[] {
  const reading = readingOf(inventory);
  const roles = new RoleReader(inventory, reading);
  const all = remainingResources(inventory);
  const services = all.flatMap((producer) => serviceDeliveries(producer, () => reading.values.of(producer)));
  return [...services, ...sessionDeliveries(inventory, roles)].flatMap((delivery) => judge(inventory, roles, delivery));
}

function serviceDeliveries(producer: Resource, read: () => JsonObject): readonly RoleDelivery[] {
  if (producer.type === 'aws_cloudtrail') {
    return one(producer, read(), 'cloud_watch_logs_group_arn', 'cloud_watch_logs_role_arn', ROLE_CONTRACTS.cloudtrail);
  }
  if (producer.type === 'aws_flow_log') {
    return one(producer, read(), 'log_destination', 'iam_role_arn', ROLE_CONTRACTS.flowLog);
  }
  if (producer.type !== 'aws_cloudwatch_event_target') return [];
  const values = read();
  const service = asString(values.arn)?.split(':')[2] ?? '';
  const contract = {
    sns: ROLE_CONTRACTS.eventToTopic,
    sqs: ROLE_CONTRACTS.eventToQueue,
    events: ROLE_CONTRACTS.eventToBus,
    firehose: ROLE_CONTRACTS.eventToStream,
    states: ROLE_CONTRACTS.eventToWorkflow,
  }[service];
  return contract === undefined ? [] : one(producer, values, 'arn', 'role_arn', contract);
}

function one(
  producer: Resource,
  values: JsonObject,
  argument: string,
  roleArgument: string,
  contract: RoleContract,
): readonly RoleDelivery[] {
  const [role, target] = [asString(values[roleArgument]) ?? '', (asString(values[argument]) ?? '').replace(/:\*$/, '')];
  return role === '' || target === '' ? [] : [{ producer, argument, contract, role, target }];
}

/** Hosts record sessions where the session documents of their account and region say. */
function sessionDeliveries(inventory: Inventory, roles: RoleReader): readonly RoleDelivery[] {
  const { values, targets } = readingOf(inventory);
  const hosts = inventory.resources({ mode: 'managed', type: 'aws_instance' });
  const documents = inventory.resources({ mode: 'managed', type: 'aws_ssm_document' });
  return hosts.flatMap((producer) => {
    const role = roles.ofHost(producer);
    if (role === undefined) return [];
    const near = documents.filter(({ account, region }) => account === producer.account && region === producer.region);
    const all = near.flatMap((document) => {
      const inputs = inputsOf(values.of(document));
      const { account, region } = values.place(document);
      const bucket = asString(inputs.s3BucketName) ?? '';
      const group = asString(inputs.cloudWatchLogGroupName) ?? '';
      const key = asString(inputs.kmsKeyId) ?? '';
      const prefix = asString(inputs.s3KeyPrefix) ?? '';
      const arn = `arn:aws:s3:::${bucket}`;
      const base = { producer, argument: 'iam_instance_profile', role, through: roles.endpointsOf(producer) };
      const words = { prefix: prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/` };
      const found = bucket === '' ? undefined : targets.find(arn);
      const encryption = found === undefined ? 'none' : targets.encryptionOf(found);
      const bucketKey = typeof encryption === 'object' ? encryption.key : '';
      const pairs: readonly (readonly [RoleContract, string, string])[] = [
        [ROLE_CONTRACTS.sessionBucket, bucket, arn],
        [ROLE_CONTRACTS.sessionLogGroup, group, `arn:aws:logs:${region}:${account}:log-group:${group}`],
        [ROLE_CONTRACTS.sessionKey, key, key],
        [ROLE_CONTRACTS.sessionBucketKey, bucketKey, bucketKey],
      ];
      return pairs.flatMap(([contract, name, target]) => (name === '' ? [] : [{ ...base, contract, target, words }]));
    });
    // Several documents name the same places.
    return [...new Map(all.map((delivery) => [`${delivery.contract.id} ${delivery.target}`, delivery])).values()];
  });
}

function inputsOf(document: JsonObject): JsonObject {
  const content = asString(document.content);
  if (document.document_type !== 'Session' || content === undefined) return {};
  try {
    return asObject(asObject(JSON.parse(content)).inputs);
  } catch (error) {
    // YAML, or known after apply.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function judge(inventory: Inventory, roles: RoleReader, delivery: RoleDelivery): readonly RoleOutcome[] {
  const { producer, argument, contract, target, through } = delivery;
  const { values, targets } = readingOf(inventory);
  const role = roles.find(delivery.role);
  if (role === undefined) {
    return [
      { producer, argument, verdict: 'unknown', reason: `role ${showText(delivery.role)} is not in what was read` },
    ];
  }
  const words: Readonly<Record<string, string>> = {
    ...values.place(producer),
    name: asString(values.of(producer).name ?? values.of(producer).rule) ?? '',
    target,
    ...delivery.words,
  };
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? hole(`${contract.id} ${name}`));
  const trust = decided(
    contract.who,
    {
      principal: { kind: 'service', name: contract.trusts },
      action: 'sts:AssumeRole',
      resource: delivery.role,
      context: { 'aws:SourceAccount': words.account ?? '', 'aws:SourceArn': fill(contract.sourceArn) },
    },
    (request) => authorize(request, { resource: roles.trustOf(role), needsResourcePolicy: true }),
  );
  const found = targets.find(target);
  const asked = contract.asks.map(({ action, resource, of }) => {
    const request: Request = {
      principal: { kind: 'role', arn: delivery.role },
      action,
      resource: fill(resource),
      context: { 'aws:SecureTransport': 'true', 'aws:PrincipalAccount': words.account ?? '', ...OPEN },
    };
    const limits = through?.(action.split(':')[0] ?? '') ?? [];
    const policies = of === 'nothing' || of === 'log group' || found === undefined ? [] : targets.policiesOf(found);
    // The policy of a key that was not read may refuse, or leave it to the account.
    const resourcePolicies = of === 'key' && found === undefined ? [UNKNOWN_POLICY] : policies;
    return decided(contract.who, request, () =>
      authorize(request, {
        identity: roles.policiesOf(role),
        boundary: roles.boundaryOf(role),
        resource: resourcePolicies,
        needsResourcePolicy: of === 'key',
        limits,
      }),
    );
  });
  return [trust, ...asked].map((outcome) => ({ producer, argument, ...outcome }));
}

/** What a condition may ask for and nobody knows before the call. */
const OPEN = {
  'aws:SourceVpce': UNKNOWN_KEY,
  'aws:SourceVpc': UNKNOWN_KEY,
  'aws:SourceIp': UNKNOWN_KEY,
  'kms:ViaService': UNKNOWN_KEY,
  's3:x-amz-server-side-encryption': UNKNOWN_KEY,
  's3:x-amz-server-side-encryption-aws-kms-key-id': UNKNOWN_KEY,
} as const;

function decided(
  who: string,
  request: Request,
  decide: (request: Request) => ReturnType<typeof authorize>,
): Pick<RoleOutcome, 'verdict' | 'reason'> {
  const decision = decide(request);
  if (decision.verdict === 'allowed') return { verdict: 'allowed', reason: '' };
  const { principal, action, resource } = request;
  const asking = principal.kind === 'role' ? principal.arn : principal.kind === 'service' ? principal.name : '';
  return {
    verdict: decision.verdict,
    reason: `${who} asks for ${action} on ${showText(resource)} as ${showText(asking)}: ${explain(decision, request)}`,
  };
}
