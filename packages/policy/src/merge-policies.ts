import type { Policy, Statement } from './statement.ts';

/**
 * Several policies as `aws_iam_policy_document` makes one of them: those of `source_policy_documents`, its own, those of
 * `override_policy_documents`, in this order. A later statement replaces an earlier one of the same Sid.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function mergePolicies(policies: readonly Policy[]): Policy {
  const merged: Statement[] = [];
  for (const statement of policies.flatMap(({ statements }) => statements)) {
    const same = hasSid(statement) ? merged.findIndex(({ sid }) => sid === statement.sid) : -1;
    if (same === -1) merged.push(statement);
    else merged[same] = statement;
  }
  const isNew = policies.length === 0 || policies.some(({ version }) => version === '2012-10-17');
  return { version: isNew ? '2012-10-17' : '2008-10-17', statements: merged };
}

function hasSid({ sid }: Statement): boolean {
  return sid !== undefined && sid !== '';
}
