import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { type Environment, NODES_WITH_DATA, permissionsBoundaryArn } from '@smile/core';
import { guestRoleArn } from './role-names.ts';

/**
 * Everything of IAM that writes, by its verbs, so that an action which IAM adds tomorrow is caught with those of today;
 * a test asks it of every action that AWS publishes.
 */
const IAM_WRITES = verbs(
  'Accept Add Associate Attach Change Create Deactivate Delete Detach Disable Enable Finalize PassRole Put Reject Remove Reset Resync Send Set Tag Untag Update Upload',
);

/** The same but for the account's rules on passwords, which the account stack sets. */
const IAM_WRITES_BUT_PASSWORD_RULES = [
  ...IAM_WRITES.filter((action) => action !== 'iam:Update*'),
  ...verbs(
    'UpdateAccess UpdateAccountE UpdateAccountN UpdateAssume UpdateC UpdateD UpdateG UpdateL UpdateO UpdateR UpdateS UpdateU',
  ),
];

/** Without these, whoever may make roles is an administrator: the boundary goes in one call. On every role there is. */
export function denyLeavingTheBoundary(): DataAwsIamPolicyDocumentStatement {
  return deny('DenyLeavingTheBoundary', ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary']);
}

/** No role is made or given more without this boundary. The condition holds too where a role has none. */
export function denyRolesWithoutBoundary(environment: Environment): DataAwsIamPolicyDocumentStatement {
  return {
    ...deny('DenyRolesWithoutBoundary', [
      'iam:AttachRolePolicy',
      'iam:CreateRole',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
    ]),
    condition: [
      {
        test: 'StringNotEquals',
        variable: 'iam:PermissionsBoundary',
        values: [permissionsBoundaryArn(environment)],
      },
    ],
  };
}

/**
 * IAM is written below the environment's own names only. That leaves out users, groups, passwords, access keys, MFA devices,
 * SAML providers, every OpenID Connect provider but those of EKS clusters in the region (RisingWave, docs/adr/0017 says
 * what remains), and roles without a boundary that others made, such as `OrganizationAccountAccessRole`.
 */
export function denyIdentitiesOfOthers(
  { namePrefix, region }: Environment,
  except?: 'rules on passwords',
): DataAwsIamPolicyDocumentStatement {
  const own = ['instance-profile', 'policy', 'role'].map((kind) => `${kind}/${namePrefix}-*`);
  return {
    sid: 'DenyIdentitiesOfOthers',
    effect: 'Deny',
    actions: except === undefined ? IAM_WRITES : IAM_WRITES_BUT_PASSWORD_RULES,
    notResources: [...own, 'role/aws-service-role/*', `oidc-provider/oidc.eks.${region}.amazonaws.com/id/*`].map(inIam),
  };
}

/** The roles that deploy, those that lead to a guest's, and the boundaries themselves: only an administrator changes them. */
export function denyChangingTheFence(environment: Environment): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'DenyChangingTheFence',
    effect: 'Deny',
    // Everything but looking, and handing roles to pods, which their trust decides about.
    notActions: ['iam:Get*', 'iam:List*', 'iam:PassRole'],
    resources: fence(environment),
  };
}

/** Roles of the fence go to pods, and to no machine, function or pipeline. */
export function denyPassingTheFence(environment: Environment): DataAwsIamPolicyDocumentStatement {
  return {
    ...deny('DenyPassingTheFence', ['iam:PassRole']),
    resources: fence(environment).filter((arn) => arn.includes(':role/')),
    condition: [{ test: 'StringNotEquals', variable: 'iam:PassedToService', values: ['pods.eks.amazonaws.com'] }],
  };
}

/** Roles of others may trust the whole account; nobody here has a use for them, guests' deployment roles apart. */
export function denyRolesOfOthers(environment: Environment): DataAwsIamPolicyDocumentStatement {
  const guests = (environment.deployment.alsoDeploys ?? []).flatMap((guest) =>
    (['plan', 'apply'] as const).map((role) => guestRoleArn(environment, guest, role)),
  );
  return {
    sid: 'DenyRolesOfOthers',
    effect: 'Deny',
    actions: ['sts:AssumeRole', 'sts:AssumeRoot'],
    notResources: [`arn:aws:iam::${environment.account.id}:role/${environment.namePrefix}-*`, ...guests],
  };
}

/**
 * Nodes take their disks along, and `prevent_destroy` goes with the code. To end a group on purpose, its tag goes first,
 * in an apply of its own (docs/adr/0010).
 */
export function denyEndingNodesWithData(): DataAwsIamPolicyDocumentStatement {
  return {
    ...deny('DenyEndingNodesWithData', ['eks:DeleteNodegroup', 'eks:UpdateNodegroupVersion']),
    condition: Object.entries(NODES_WITH_DATA).map(([tag, value]) => ({
      test: 'StringEquals',
      variable: `aws:ResourceTag/${tag}`,
      values: [value],
    })),
  };
}

/** A statement that denies actions on everything. */
export function deny(sid: string, actions: readonly string[]): DataAwsIamPolicyDocumentStatement {
  return { sid, effect: 'Deny', actions: [...actions], resources: ['*'] };
}

function fence({ namePrefix }: Environment): string[] {
  const roles = ['plan', 'apply', 'break-glass', 'deploy-*'].map((word) => inIam(`role/${namePrefix}-${word}`));
  return [...roles, inIam(`policy/${namePrefix}-*boundary`)];
}

/** In whatever account: a denial by name is no weaker for it, and policies of boundaries have few characters to spare. */
function inIam(resource: string): string {
  return `arn:aws:iam::*:${resource}`;
}

function verbs(words: string): string[] {
  return words.split(' ').map((verb) => (verb === 'PassRole' ? 'iam:PassRole' : `iam:${verb}*`));
}
