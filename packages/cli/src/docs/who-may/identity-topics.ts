import { type Question, THINGS as T, type Topic } from './question.ts';

const NOBODY: Question['may'] = [];
const APPLIERS: Question['may'] = ['apply', 'break-glass'];
const bounded = { 'iam:PermissionsBoundary': T.boundary };

const none = (resource: string, ...actions: readonly string[]): Question[] =>
  actions.map((action) => ({ action: `iam:${action}`, resource, may: NOBODY }));

/** Ways up through IAM itself. */
export const IDENTITY_TOPICS: readonly Topic[] = [
  {
    title: 'Leaving the boundary',
    why: 'Whoever may take the boundary off a role, put another on, or rewrite it, is an administrator in two calls.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    questions: [
      { action: 'iam:DeleteRolePermissionsBoundary', resource: T.ownRole, may: NOBODY },
      { action: 'iam:DeleteRolePermissionsBoundary', resource: T.stray, may: NOBODY },
      { action: 'iam:DeleteRolePermissionsBoundary', resource: T.applyRole, may: NOBODY },
      { action: 'iam:DeleteRolePermissionsBoundary', resource: T.breakGlassRole, may: NOBODY },
      { action: 'iam:DeleteUserPermissionsBoundary', resource: T.user, may: NOBODY },
      {
        action: 'iam:PutRolePermissionsBoundary',
        resource: T.ownRole,
        context: bounded,
        note: 'the same boundary',
        may: APPLIERS,
      },
      ...[T.administrator, T.breakGlassBoundary].map((boundary) => ({
        action: 'iam:PutRolePermissionsBoundary',
        resource: T.ownRole,
        context: { 'iam:PermissionsBoundary': boundary },
        note: boundary === T.administrator ? 'a boundary without limits' : "break-glass's boundary",
        may: NOBODY,
      })),
      {
        action: 'iam:PutRolePermissionsBoundary',
        resource: T.breakGlassRole,
        context: bounded,
        note: 'which locks people out',
        may: NOBODY,
      },
      { action: 'iam:PutUserPermissionsBoundary', resource: T.user, context: bounded, may: NOBODY },
      { action: 'iam:CreateRole', resource: T.ownRole, context: bounded, note: 'with the boundary', may: APPLIERS },
      { action: 'iam:CreateRole', resource: T.ownRole, note: 'without a boundary', may: NOBODY },
      {
        action: 'iam:CreateRole',
        resource: T.ownRole,
        context: { 'iam:PermissionsBoundary': T.administrator },
        note: 'with a boundary without limits',
        may: NOBODY,
      },
      { action: 'iam:CreateRole', resource: T.foreignRole, context: bounded, note: 'of another name', may: NOBODY },
      { action: 'iam:CreateRole', resource: T.crossingRole, context: bounded, note: 'of the fence', may: NOBODY },
      ...none(T.boundary, 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy', 'DeletePolicyVersion'),
      ...none(T.breakGlassBoundary, 'CreatePolicyVersion', 'SetDefaultPolicyVersion'),
    ],
  },
  {
    title: 'Giving roles more',
    why: 'Apply makes roles and policies, inside the boundary. Those that deploy, and those without a boundary, are closed to it.',
    source: 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/',
    questions: [
      { action: 'iam:CreatePolicyVersion', resource: T.ownPolicy, may: APPLIERS },
      { action: 'iam:SetDefaultPolicyVersion', resource: T.ownPolicy, may: APPLIERS },
      ...none(T.foreignPolicy, 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy'),
      ...['AttachRolePolicy', 'PutRolePolicy'].flatMap((verb): Question[] => [
        { action: `iam:${verb}`, resource: T.ownRole, context: bounded, note: 'a bounded role', may: APPLIERS },
        { action: `iam:${verb}`, resource: T.stray, note: 'a role without a boundary', may: NOBODY },
        { action: `iam:${verb}`, resource: T.foreignRole, may: NOBODY },
        { action: `iam:${verb}`, resource: T.applyRole, context: bounded, may: NOBODY },
        { action: `iam:${verb}`, resource: T.planRole, context: bounded, may: NOBODY },
      ]),
      ...none(T.planRole, 'DeleteRolePolicy', 'DetachRolePolicy', 'DeleteRole'),
      ...none(T.applyRole, 'UpdateRole', 'UpdateRoleDescription', 'TagRole'),
      { action: 'iam:UpdateAssumeRolePolicy', resource: T.ownRole, may: APPLIERS },
      ...[T.foreignRole, T.planRole, T.applyRole, T.breakGlassRole, T.crossingRole].flatMap((role) =>
        none(role, 'UpdateAssumeRolePolicy'),
      ),
      ...none(T.foreignRole, 'UpdateRole', 'DeleteRole', 'DetachRolePolicy'),
    ],
  },
  {
    title: 'Users, groups, passwords, keys and second factors',
    why: 'A new password and a new second factor on a sealed user are that user. Nobody in the estate needs users or groups.',
    source: 'https://pathfinding.cloud/paths/',
    questions: [
      ...none(
        T.user,
        'CreateUser',
        'UpdateUser',
        'DeleteUser',
        'CreateAccessKey',
        'UpdateAccessKey',
        'CreateLoginProfile',
        'UpdateLoginProfile',
        'DeleteLoginProfile',
        'AttachUserPolicy',
        'PutUserPolicy',
        'DetachUserPolicy',
        'EnableMFADevice',
        'DeactivateMFADevice',
        'ResyncMFADevice',
        'UploadSSHPublicKey',
        'UploadSigningCertificate',
        'CreateServiceSpecificCredential',
        'ResetServiceSpecificCredential',
        'TagUser',
      ),
      ...none(T.group, 'CreateGroup', 'AddUserToGroup', 'AttachGroupPolicy', 'PutGroupPolicy', 'DeleteGroupPolicy'),
      ...none(T.mfa, 'CreateVirtualMFADevice', 'DeleteVirtualMFADevice'),
      { action: 'iam:UpdateAccountPasswordPolicy', resource: '*', may: ['break-glass'] },
      { action: 'iam:DeleteAccountPasswordPolicy', resource: '*', may: NOBODY },
      { action: 'iam:EnableOrganizationsRootCredentialsManagement', resource: '*', may: NOBODY },
    ],
  },
  {
    title: 'Ways in that outlive a clean-up',
    why: 'A provider of identities lets somebody outside come back. Only clusters of the region may be one, since a pod of theirs needs it.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html',
    questions: [
      ...none(T.saml, 'CreateSAMLProvider', 'UpdateSAMLProvider', 'DeleteSAMLProvider'),
      ...none(
        T.foreignIssuer,
        'CreateOpenIDConnectProvider',
        'UpdateOpenIDConnectProviderThumbprint',
        'AddClientIDToOpenIDConnectProvider',
        'DeleteOpenIDConnectProvider',
      ),
      { action: 'iam:CreateOpenIDConnectProvider', resource: T.clusterIssuer, may: APPLIERS },
    ],
  },
  {
    title: 'Taking on another role',
    why: 'The trust of the role decides too. Foreign roles are asked as if they trusted the whole account, which is the worst that others may have made.',
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    questions: [
      T.foreignRole,
      T.planRole,
      T.applyRole,
      T.breakGlassRole,
      T.crossingRole,
      T.ownRole,
      'arn:aws:iam::444444444444:role/smile-shared-apply',
      'arn:aws:iam::222222222222:role/smile-uat-apply',
    ].map((resource) => ({ action: 'sts:AssumeRole', resource, may: NOBODY })),
  },
];
