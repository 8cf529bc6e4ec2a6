import type { Resource } from '@smile/inventory';
import { textsOf } from '../../reading/texts.ts';
import { accountsOf, environmentsAbove, type Neighbour, strangersTo } from '../../reading/trust-order.ts';
import type { Rule } from '../../rule.ts';

/**
 * Arguments that let somebody in, hand something over, or join two networks, by the account or ARN that they hold. Each is
 * described on the page of its type: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/<type>
 */
const GRANTS: Readonly<Record<string, readonly string[]>> = {
  aws_ami_launch_permission: ['account_id'],
  aws_config_aggregate_authorization: ['account_id', 'authorized_account_id'],
  aws_ebs_snapshot_copy: ['source_snapshot_id'],
  aws_ecr_replication_configuration: ['replication_configuration'],
  aws_eks_access_entry: ['principal_arn'],
  aws_eks_access_policy_association: ['principal_arn'],
  aws_eks_pod_identity_association: ['role_arn', 'target_role_arn'],
  aws_guardduty_member: ['account_id'],
  aws_kms_grant: ['grantee_principal', 'retiring_principal'],
  aws_lambda_permission: ['principal', 'source_account', 'source_arn'],
  aws_ram_principal_association: ['principal'],
  aws_route53_vpc_association_authorization: ['vpc_id'],
  aws_s3_bucket_replication_configuration: ['role', 'rule'],
  aws_snapshot_create_volume_permission: ['account_id'],
  aws_ssm_document: ['permissions'],
  aws_vpc_endpoint_service: ['allowed_principals'],
  aws_vpc_endpoint_service_allowed_principal: ['principal_arn'],
  aws_vpc_peering_connection: ['peer_owner_id'],
  aws_vpc_peering_connection_accepter: ['vpc_peering_connection_id'],
};

/** What goes to an environment below on purpose: the pods of Jenkins take on its deployment roles. */
const DOWNWARDS: Readonly<Record<string, string>> = { aws_eks_pod_identity_association: 'target_role_arn' };

export const isolatedGrants: Rule = {
  id: 'SMILE_ISOLATED_GRANTS',
  family: 'isolation',
  severity: 'high',
  title: 'Nothing is granted to, shared with or joined to a lower environment',
  what: `Arguments that name whom something is granted to, in ${Object.keys(GRANTS).join(', ')}, hold no account of a lower environment, and refer to nothing of it.`,
  why: 'An access entry, a grant of a key, a shared image or a peering is a way in that no policy shows.',
  remedy: "Name principals of the own account. Only production's Jenkins takes on roles below, as target_role_arn.",
  source: 'requirements ENV-PRD',
  check: (context) => {
    const accounts = accountsOf(context);
    return context.resources(Object.keys(GRANTS)).flatMap((place) => {
      if (place.environment === undefined) return [];
      const strangers = strangersTo(place.environment, accounts);
      return (GRANTS[place.type] ?? []).flatMap((argument) =>
        strangers
          .filter((stranger) => !isDownwards(place, argument, stranger))
          .filter((stranger) => names(place, argument, stranger) || leadsTo(place, argument, stranger))
          .map(({ environment, account }) => ({
            place,
            message: `${argument} must name nobody of ${environment} (account ${account}); trust goes from production downwards`,
          })),
      );
    });
  },
};

function isDownwards(
  { type, environment = '' }: Resource,
  argument: string,
  { environment: other }: Neighbour,
): boolean {
  return DOWNWARDS[type] === argument && environmentsAbove(other).includes(environment);
}

function names({ values }: Resource, argument: string, { account }: Neighbour): boolean {
  return textsOf(values[argument] ?? null).some(({ text }) => new RegExp(`(?<!\\d)${account}(?!\\d)`).test(text));
}

function leadsTo({ references }: Resource, argument: string, { environment }: Neighbour): boolean {
  const stack = environment.replace('/', '-');
  return references.some((one) => one.path.startsWith(argument) && one.stack.startsWith(`${stack}-`));
}
