import type { Block } from '../reading/block.ts';
import { type Demand, eitherOf, inAccount, perParent, perResource, together } from './counting.ts';
import { inBytes, inCharacters, known, policyLength, withoutSpaces } from './documents.ts';
import type { Share } from './estate-graph.ts';

const ATTACHMENTS: Demand = eitherOf(
  together(perParent('aws_iam_role_policy_attachment', 'role'), perParent('aws_iam_policy_attachment', 'roles')),
  managedBy('aws_iam_role', 'name', 'managed_policy_arns'),
);

/** Policies that a list on the role, or beside it, names. */
function managedBy(type: string, name: string, argument: string): Demand {
  return (graph) =>
    graph.resources(type).flatMap((place) => {
      const amount = Array.isArray(place.values[argument]) ? place.values[argument].length : 0;
      const role = place.values[name];
      // Attachments name the role by its name where it is known, and by its address where AWS makes it up.
      const isNamed = typeof role === 'string' && role !== '' && !role.includes('${');
      const key = isNamed ? `${graph.accountOf(place.stack)} ${role}` : `${place.stack} ${place.address}`;
      return amount === 0 ? [] : [{ key, amount, place, of: place.address }];
    });
}

/** Characters of all inline policies of one identity. */
function inlinePolicies(type: string, owner: string): Demand {
  return (graph) =>
    graph.resources(type).flatMap((place) => {
      const amount = policyLength(graph, place, 'policy', withoutSpaces) ?? 0;
      return graph.parents(place, owner).map((parent): Share => {
        return { key: parent.key, amount, place: parent.resource ?? place, of: parent.text };
      });
    });
}

/** Inline policies that stand on the role itself. */
const insideRoles: Demand = (graph) =>
  graph.resources('aws_iam_role').flatMap((place): Share[] => {
    const inline = place.values.inline_policy;
    const amount = [inline ?? []].flat().reduce((sum: number, one) => sum + withoutSpaces(textAt(one, 'policy')), 0);
    const name = place.values.name;
    const isNamed = typeof name === 'string' && name !== '' && !name.includes('${');
    const key = isNamed ? `${graph.accountOf(place.stack)} ${name}` : `${place.stack} ${place.address}`;
    return amount === 0 ? [] : [{ key, amount, place, of: place.address }];
  });

function textAt(value: unknown, name: string): string {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? known(found) : '';
}

const policyOf = (types: string | readonly string[], measure: typeof inBytes): Demand =>
  perResource(types, (_, resource, graph) => policyLength(graph, resource, 'policy', measure));

/** Length of a known value; what is secret in a plan shows as nothing. */
const lengthOf = (argument: string, measure: typeof inBytes) => (block: Block) => {
  const value = block.raw(argument);
  return typeof value === 'string' ? measure(known(value)) : undefined;
};

const inTier = (tier: string) => (block: Block) => (block.text('tier') ?? 'Standard') === tier;

/** What an estate asks of quotas of identities, keys, secrets and certificates. */
export const ACCESS_DEMANDS = {
  'iam/L-FE177D64': inAccount('aws_iam_role'),
  'iam/L-E95E4862': inAccount('aws_iam_policy'),
  'iam/L-6E65F664': inAccount('aws_iam_instance_profile'),
  'iam/L-0DA4ABF3': eitherOf(
    ATTACHMENTS,
    managedBy('aws_iam_role_policy_attachments_exclusive', 'role_name', 'policy_arns'),
  ),
  'iam/L-C07B4B0D': perResource('aws_iam_role', (_, role, graph) =>
    policyLength(graph, role, 'assume_role_policy', withoutSpaces),
  ),
  'iam/L-858F3967': inAccount('aws_iam_openid_connect_provider'),
  'iam/saml-providers': inAccount('aws_iam_saml_provider'),
  'iam/managed-policy-size': policyOf('aws_iam_policy', withoutSpaces),
  'iam/role-inline-policy-size': eitherOf(inlinePolicies('aws_iam_role_policy', 'role'), insideRoles),
  'iam/user-inline-policy-size': inlinePolicies('aws_iam_user_policy', 'user'),
  'iam/group-inline-policy-size': inlinePolicies('aws_iam_group_policy', 'group'),

  'kms/L-C2F1777E': inAccount(['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key']),
  'kms/L-340F62FB': perParent('aws_kms_alias', 'target_key_id'),
  'kms/key-policy-size': policyOf(['aws_kms_key', 'aws_kms_key_policy'], inBytes),

  'secretsmanager/secrets': inAccount('aws_secretsmanager_secret'),
  'secretsmanager/secret-size': perResource('aws_secretsmanager_secret_version', lengthOf('secret_string', inBytes)),
  'secretsmanager/policy-size': policyOf(
    ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_policy'],
    inCharacters,
  ),
  'ssm/standard-parameters': inAccount('aws_ssm_parameter', (block) => Number(inTier('Standard')(block))),
  'ssm/standard-parameter-size': perResource('aws_ssm_parameter', (block) =>
    inTier('Standard')(block)
      ? (lengthOf('value', inCharacters)(block) ?? lengthOf('insecure_value', inCharacters)(block))
      : undefined,
  ),
  'ssm/advanced-parameter-size': perResource(
    'aws_ssm_parameter',
    (block) => lengthOf('value', inCharacters)(block) ?? lengthOf('insecure_value', inCharacters)(block),
  ),

  'acm/L-F141DD1D': inAccount('aws_acm_certificate', (block) => Number(!block.has('certificate_body'))),
  'acm/L-D2CB7DE9': inAccount('aws_acm_certificate', (block) => Number(block.has('certificate_body'))),
  'acm/L-FB94F0B0': perResource('aws_acm_certificate', (block) => {
    const others = block.texts('subject_alternative_names');
    const name = block.text('domain_name');
    return new Set(name === undefined ? others : [name, ...others]).size;
  }),
} as const satisfies Readonly<Record<string, Demand>>;
