import type { Resource } from '@smile/inventory';
import {
  authorize,
  type Policy,
  type Principal,
  parsePolicy,
  parseTerraformDocument,
  type Request,
} from '@smile/policy';
import type { EnvironmentExamination } from '../examination.ts';

const ROLES = ['plan', 'apply'] as const;
type Role = (typeof ROLES)[number];

/** Whoever asks may ask: the trust policy alone is judged. */
const MAY_ASSUME = parsePolicy({ Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] });

/** What Jenkins needs of AWS to plan and apply: a role for each, which its pods take on and nobody else. */
export function hasJenkinsRoles(one: EnvironmentExamination): void {
  for (const name of ROLES) {
    const role = one.one(`role ${name}`, one.named('aws_iam_role', name));
    if (role !== undefined) trustsItsPods(one, role, name);
  }
  one.none(
    'issuer of tokens besides those of clusters',
    one.ofType('aws_iam_openid_connect_provider').filter((issuer) => {
      const isOfCluster = one.inventory.referencesAt(issuer, 'url').some(({ type }) => type === 'aws_eks_cluster');
      return !isOfCluster && !/\/\/oidc\.eks\./.test(String(issuer.values.url));
    }),
  );
}

/**
 * A deployment role is for the pods of one service account in one application cluster: its own, or production's for shared.
 * Pods of another namespace, account or cluster, functions, users and identity providers are turned away.
 */
function trustsItsPods(one: EnvironmentExamination, role: Resource, name: Role): void {
  const trust = trustOf(one, role);
  if (trust === undefined) {
    one.cannotTell(`${role.address}: whom it trusts is known only after apply`);
    return;
  }
  const own = podsFor(one, role, name, trust);
  const verdict = (change: Partial<Asking>) =>
    authorize(request({ ...own, ...change }), { identity: [MAY_ASSUME], resource: [trust], needsResourcePolicy: true })
      .verdict;
  const lets = verdict({});
  one.holds(role, `pods of ${own.namespace}/${own.serviceAccount} in ${own.cluster}`, lets, lets === 'allowed');
  const through = Object.entries(strangers(own, name)).filter(([, change]) => verdict(change) !== 'denied');
  const names = through.map(([who]) => who).join(', ');
  one.holds(role, 'nobody else', names === '' ? 'nobody' : names, through.length === 0);
}

interface Asking {
  readonly principal: Principal;
  readonly accountId: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly region: string;
}

function podsFor({ environment }: EnvironmentExamination, role: Resource, name: Role, trust: Policy): Asking {
  const isGuest = environment.stage === 'shared';
  const prefix = String(role.values.name).replace(new RegExp(`-${name}$`), '');
  const deployer = isGuest ? prefix.replace(/-[a-z]+$/, '-prd') : prefix;
  const named = JSON.stringify(trust).match(/(?<=arn:aws:(?:iam::|eks:[a-z0-9-]+:))\d{12}/)?.[0];
  const accountId = (isGuest ? named : (role.account ?? named)) ?? '';
  const crossing = `arn:aws:iam::${accountId}:role/${deployer}-deploy-shared`;
  return {
    principal: isGuest ? { kind: 'role', arn: crossing } : { kind: 'service', name: 'pods.eks.amazonaws.com' },
    accountId,
    cluster: `${deployer}-app`,
    namespace: `jenkins-${name}`,
    serviceAccount: isGuest ? `${name}-shared` : name,
    region: role.region ?? JSON.stringify(trust).match(/(?<=arn:aws:eks:)[a-z0-9-]+/)?.[0] ?? '',
  };
}

function strangers({ accountId, serviceAccount }: Asking, name: Role): Readonly<Record<string, Partial<Asking>>> {
  const other = name === 'plan' ? 'apply' : 'plan';
  return {
    'pods of another cluster': { cluster: 'any' },
    'pods of another account': { accountId: '999999999999' },
    'pods of another namespace': { namespace: 'jenkins-check' },
    'pods of another service account': { serviceAccount: 'default' },
    [`pods that ${other}`]: {
      namespace: `jenkins-${other}`,
      serviceAccount: serviceAccount.replace(name, other),
    },
    functions: { principal: { kind: 'service', name: 'lambda.amazonaws.com' } },
    users: { principal: { kind: 'user', arn: `arn:aws:iam::${accountId}:user/any` } },
    'an identity provider': { principal: { kind: 'federated', provider: 'any' } },
  };
}

function request({ principal, accountId, cluster, namespace, serviceAccount, region }: Asking): Request {
  return {
    principal,
    action: principal.kind === 'federated' ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
    resource: '*',
    context: {
      'aws:SourceAccount': accountId,
      ...('arn' in principal ? { 'aws:PrincipalArn': principal.arn, 'aws:PrincipalAccount': accountId } : {}),
      'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${region}:${accountId}:cluster/${cluster}`,
      'aws:RequestTag/kubernetes-namespace': namespace,
      'aws:RequestTag/kubernetes-service-account': serviceAccount,
    },
  };
}

/** The trust policy: JSON, or the document that makes it; undefined when it is known later. */
function trustOf({ inventory }: EnvironmentExamination, role: Resource): Policy | undefined {
  const text = role.values.assume_role_policy;
  if (typeof text === 'string' && text.trimStart().startsWith('{')) return parsePolicy(text);
  const [document] = inventory
    .referencesAt(role, 'assume_role_policy')
    .filter(({ type }) => type === 'aws_iam_policy_document');
  return document === undefined ? undefined : parseTerraformDocument(document.values);
}
