import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { EstateStack, permissionsBoundaryName, waive } from '@smile/core';
import { Construct } from 'constructs';
import {
  denyChangingTheFence,
  denyEndingNodesWithData,
  denyIdentitiesOfOthers,
  denyLeavingTheBoundary,
  denyPassingTheFence,
  denyRolesOfOthers,
  denyRolesWithoutBoundary,
} from './boundary-statements.ts';
import { denyLosingRecords, denyTouchingRecords } from './record-statements.ts';

/**
 * The most that any role of an environment may do, whatever its policies say (docs/adr/0017).
 *
 * A boundary grants nothing by itself. It names actions rather than objects: no role leaves its boundary, none is made
 * without, IAM is written below the environment's own names only, the roles that deploy and the boundaries are an
 * administrator's, and what watches the account, states, audit files and transcripts can be neither opened nor erased.
 *
 * Break-glass has one of its own. It makes and repairs what watches, and cannot end it; it is as little able to leave.
 */
export class BoundaryPolicies extends Construct {
  readonly everyRole: IamPolicy;
  readonly breakGlass: IamPolicy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.everyRole = this.createPolicy('Default', permissionsBoundaryName(this.environment), 'Limits every role', [
      ...this.fences(denyIdentitiesOfOthers(this.environment)),
      ...denyTouchingRecords(this.environment),
      denyEndingNodesWithData(),
    ]);
    this.breakGlass = this.createPolicy(
      'BreakGlass',
      `${this.environment.namePrefix}-break-glass-boundary`,
      'Limits break-glass',
      // It applies the account stack on the first day, and that sets them.
      [
        ...this.fences(denyIdentitiesOfOthers(this.environment, 'rules on passwords')),
        ...denyLosingRecords(this.environment),
      ],
    );
    waive(this, {
      rule: 'CKV_AWS_62',
      reason:
        'a boundary grants nothing: it allows what the policies of a role grant, and then denies (docs/adr/0017-who-can-become-apply.md)',
      owner: 'platform',
      expires: '2027-11-30',
    });
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }

  private fences(identities: DataAwsIamPolicyDocumentStatement): DataAwsIamPolicyDocumentStatement[] {
    return [
      denyLeavingTheBoundary(),
      denyRolesWithoutBoundary(this.environment),
      identities,
      denyChangingTheFence(this.environment),
      denyPassingTheFence(this.environment),
      denyRolesOfOthers(this.environment),
    ];
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
    return new IamPolicy(this, id, { name, description, policy: document.json, lifecycle: { preventDestroy: true } });
  }
}
