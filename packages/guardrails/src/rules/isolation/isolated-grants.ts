import type { Inventory, Resource } from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { textsOf } from '../../reading/texts.ts';
import { accountsOf, environmentsAbove, type Neighbour, strangersTo } from '../../reading/trust-order.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

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
  title: 'No grant, share or peering reaches a lower environment',
  what: `Arguments that name whom something is granted to, in ${Object.keys(GRANTS).join(', ')}, hold no account of a lower environment, and refer to nothing of it; where nobody can tell before apply, it is a warning.`,
  why: 'An access entry, a grant of a key, a shared image or a peering is a way in that no policy shows.',
  remedy: "Name principals of the own account. Only production's Jenkins takes on roles below, as target_role_arn.",
  source: 'requirements ENV-PRD',
  check: (context) => {
    const accounts = accountsOf(context);
    return context.resources(Object.keys(GRANTS)).flatMap((place) => {
      if (place.environment === undefined) return [];
      const strangers = strangersTo(place.environment, accounts);
      return (GRANTS[place.type] ?? []).flatMap((argument): Violation[] => {
        const found = strangers
          .filter((stranger) => names(place, argument, stranger) || leadsTo(place, argument, stranger))
          .filter((stranger) => !isDownwards(place, argument, stranger))
          .map(({ environment, account }) => ({
            place,
            message: `${argument} must name nobody of ${environment} (account ${account}); trust goes from production downwards`,
          }));
        const open = found.length > 0 ? undefined : openIn(context, place, argument);
        return open === undefined
          ? found
          : [{ place, status: 'warned', message: `not judged: whose ${argument} is ${open}` }];
      });
    });
  },
};

/** Ids that tell no account: whose it is shows only in the resource that it belongs to. */
const WITHOUT_ACCOUNT = /^(?:snap|vpc|pcx)-[0-9a-f]+$/;

/** Why nobody can tell whose something is: its value is known later, or is an id of nothing that was read. */
function openIn({ inventory }: RuleContext, place: Resource, argument: string): string | undefined {
  if (inventory.referencesAt(place, argument).some(({ mode }) => mode === 'managed')) return undefined;
  const block = Block.of(place);
  const texts = textsOf(place.values[argument] ?? null);
  const later = block.isUnknown(argument) || texts.some(({ text }) => isExpression(text));
  if (later) return 'known only after apply';
  const id = texts.find(({ text }) => WITHOUT_ACCOUNT.test(text) && !isKnownId(inventory, place, text))?.text;
  return id === undefined ? undefined : `not told by ${id}, which is in nothing that was read`;
}

function isKnownId(inventory: Inventory, { environment }: Resource, id: string): boolean {
  return inventory
    .resources({ mode: 'managed' })
    .some((one) => one.values.id === id && one.environment === environment);
}

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
