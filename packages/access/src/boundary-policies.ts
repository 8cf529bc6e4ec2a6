import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import {
  EstateStack,
  NODES_WITH_DATA,
  permissionsBoundaryArn,
  permissionsBoundaryName,
  stateBucketName,
} from '@smile/core';
import { Construct } from 'constructs';
import { deploymentRoleArn } from './role-names.ts';

/** What turns an audit trail off. Changing its settings stays possible. */
const SILENCING_ACTIONS = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'config:DeleteConfigurationRecorder',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'securityhub:DisableSecurityHub',
];

/** What creates keys that last. Nobody needs them: people come through sign-in, jobs through tokens (ACC-IAM). */
const LONG_LIVED_KEY_ACTIONS = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:CreateUser'];

/**
 * The most that any role of an environment may do, whatever its policies say.
 *
 * The boundary grants nothing by itself. It keeps a role from creating keys that last, from creating a role without
 * this boundary, from changing the boundary or the deployment roles, from silencing the audit trail, from deleting
 * states and from ending nodes whose disks hold data. Break-glass has one of its own that keeps only the first and the audit trail.
 */
export class BoundaryPolicies extends Construct {
  readonly everyRole: IamPolicy;
  readonly breakGlass: IamPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.everyRole = this.createPolicy('Default', permissionsBoundaryName(this.environment), 'Limits every role', [
      deny('DenyLongLivedKeys', LONG_LIVED_KEY_ACTIONS),
      deny('DenySilencingTheAuditTrail', SILENCING_ACTIONS),
      this.denyRolesWithoutBoundary(),
      this.denyChangingTheFence(),
      this.denyDeletingStates(),
      denyEndingNodesWithData(),
    ]);
    this.breakGlass = this.createPolicy(
      'BreakGlass',
      `${this.environment.namePrefix}-break-glass-boundary`,
      'Limits break-glass',
      [deny('DenyLongLivedKeys', LONG_LIVED_KEY_ACTIONS), deny('DenySilencingTheAuditTrail', SILENCING_ACTIONS)],
    );
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }

  private createPolicy(
    id: string,
    name: string,
    description: string,
    denials: readonly DataAwsIamPolicyDocumentStatement[],
  ): IamPolicy {
    const document = new DataAwsIamPolicyDocument(this, `${id}Statements`, {
      statement: [{ sid: 'AllowWhatPoliciesGrant', actions: ['*'], resources: ['*'] }, ...denials],
    });
    return new IamPolicy(this, id, { name, description, policy: document.json });
  }

  private denyRolesWithoutBoundary(): DataAwsIamPolicyDocumentStatement {
    return {
      ...deny('DenyRolesWithoutBoundary', ['iam:CreateRole', 'iam:PutRolePermissionsBoundary']),
      condition: [
        {
          test: 'StringNotEquals',
          variable: 'iam:PermissionsBoundary',
          values: [permissionsBoundaryArn(this.environment)],
        },
      ],
    };
  }

  private denyChangingTheFence(): DataAwsIamPolicyDocumentStatement {
    const { account, namePrefix } = this.environment;
    const roles = (['plan', 'apply', 'break-glass'] as const).map((role) => deploymentRoleArn(this.environment, role));
    return {
      ...deny('DenyChangingTheFence', [
        'iam:AttachRolePolicy',
        'iam:CreatePolicyVersion',
        'iam:DeletePolicy',
        'iam:DeletePolicyVersion',
        'iam:DeleteRole',
        'iam:DeleteRolePermissionsBoundary',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePolicy',
        'iam:SetDefaultPolicyVersion',
        'iam:UpdateAssumeRolePolicy',
      ]),
      resources: [...roles, `arn:aws:iam::${account.id}:policy/${namePrefix}-*boundary`],
    };
  }

  private denyDeletingStates(): DataAwsIamPolicyDocumentStatement {
    const bucket = `arn:aws:s3:::${stateBucketName(this.environment)}`;
    return {
      ...deny('DenyDeletingStates', ['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketVersioning']),
      resources: [bucket],
    };
  }
}

/**
 * Nodes take their disks along, and `prevent_destroy` goes with the code. To end a group on purpose, its tag goes first,
 * in an apply of its own (docs/adr/0010).
 */
function denyEndingNodesWithData(): DataAwsIamPolicyDocumentStatement {
  return {
    ...deny('DenyEndingNodesWithData', ['eks:DeleteNodegroup', 'eks:UpdateNodegroupVersion']),
    condition: Object.entries(NODES_WITH_DATA).map(([tag, value]) => ({
      test: 'StringEquals',
      variable: `aws:ResourceTag/${tag}`,
      values: [value],
    })),
  };
}

function deny(sid: string, actions: readonly string[]): DataAwsIamPolicyDocumentStatement {
  return { sid, effect: 'Deny', actions: [...actions], resources: ['*'] };
}
