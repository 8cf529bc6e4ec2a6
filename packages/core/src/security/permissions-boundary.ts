import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { IAspect } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Environment } from '../environment/environment.ts';

/** Name of the policy that limits every role of an environment; the bootstrap stack creates it. */
export function permissionsBoundaryName(environment: Environment): string {
  return `${environment.namePrefix}-boundary`;
}

/** ARN of {@link permissionsBoundaryName}. A text, so that no stack depends on the bootstrap stack's state. */
export function permissionsBoundaryArn(environment: Environment): string {
  return `arn:aws:iam::${environment.account.id}:policy/${permissionsBoundaryName(environment)}`;
}

/** Puts the permissions boundary on every IAM role that has none, so that no construct can forget it (ACC-IAM). */
export class PermissionsBoundary implements IAspect {
  private readonly policyArn: string;

  constructor(policyArn: string) {
    this.policyArn = policyArn;
  }

  visit(node: IConstruct): void {
    if (node instanceof IamRole && node.permissionsBoundaryInput === undefined) {
      node.permissionsBoundary = this.policyArn;
    }
  }
}
