import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Construct } from 'constructs';
import { NAME_LIMITS } from '../naming/name-limits.ts';
import { physicalName } from '../naming/physical-name.ts';
import { wordsOf } from '../naming/words-of.ts';

/**
 * Gives a role statements, as an inline policy of its own below the role.
 *
 * It lives with the role, not with the thing: the role's stack may be the later one.
 *
 * @param verb what the role may do, as in `Read`; with the path of the thing it makes the id of the policy.
 */
export function grant(
  role: IamRole,
  verb: string,
  thing: Construct,
  statements: readonly DataAwsIamPolicyDocumentStatement[],
): void {
  const id = `${verb}${wordsOf(thing)}`;
  const document = new DataAwsIamPolicyDocument(role, `${id}Statements`, { statement: [...statements] });
  new IamRolePolicy(role, id, {
    name: physicalName(role, { ...NAME_LIMITS.iamPolicy, name: id }),
    role: role.name,
    policy: document.json,
  });
}
