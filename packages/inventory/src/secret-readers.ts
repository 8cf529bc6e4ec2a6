import { allowStatements, iamMatches } from './iam-statements.ts';
import type { Inventory } from './inventory.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import type { KubernetesObject } from './kubernetes/kubernetes-object.ts';
import { kubernetesObjects } from './kubernetes/kubernetes-objects.ts';
import type { JsonObject, Resource } from './model.ts';
import { oncePer } from './once-per.ts';
import { textsAt } from './read-value.ts';

/** Somebody or something that reads a secret, or is meant to. */
export interface SecretReader {
  /**
   * `external secret`: pods of a namespace get it through an ExternalSecret. `policy`: a role may, by its policies. `resource policy`: a principal may, by the secret's own policy. `reference`: a
   * resource names the secret, as a rotation does, or a parameter that publishes its ARN. `tag`: the secret is tagged with
   * the workloads that read it, as in the `auth/keycloak` of the pods of an account in a namespace.
   */
  readonly how: 'external secret' | 'policy' | 'resource policy' | 'reference' | 'tag';
  /** The role, the principal, the address of the resource, or the workload. */
  readonly who: string;
  /** What says so: the policy's address, that of the release with the ExternalSecret, the attribute path, or the tag's key. */
  readonly by: string;
  /** The role or the resource. @default - a principal or a workload, which is none of ours */
  readonly resource?: Resource;
}

/** Tag that names the workloads a secret is for, separated by spaces: pods, which read it through External Secrets. */
const CONSUMERS_TAG = 'secret-consumers';
const READ = 'secretsmanager:GetSecretValue';

/** Secrets of Secrets Manager, and databases whose master password RDS keeps in one. */
export function secretsOf(inventory: Inventory): readonly Resource[] {
  return inventory
    .resources({ mode: 'managed', type: ['aws_secretsmanager_secret', 'aws_db_instance'] })
    .filter(({ type, values }) => type !== 'aws_db_instance' || values.manage_master_user_password === true);
}

/**
 * Who reads a secret, or may read it.
 *
 * Policies that AWS manages, such as `AdministratorAccess`, are not part of any source, so what they allow is not here.
 */
export function secretReaders(inventory: Inventory, secret: Resource): readonly SecretReader[] {
  return [
    ...podReaders(inventory, secret),
    ...policyReaders(inventory, secret),
    ...principals(inventory, secret),
    ...references(inventory, secret),
    ...tagged(secret),
  ];
}

/** Annotation of an ExternalSecret that names the accounts whose pods read what comes of it, separated by spaces. */
const READERS_ANNOTATION = 'smile/readers';

/** Pods that an ExternalSecret gives fields of the secret: by account where it says so, else by what it makes. */
function podReaders(inventory: Inventory, secret: Resource): readonly SecretReader[] {
  const names = [asString(secret.values.name), asString(secret.values.arn)];
  return externalSecrets(inventory)
    .filter(
      (one) => one.resource.environment === secret.environment && keysOf(one.spec).some((key) => names.includes(key)),
    )
    .flatMap(({ resource, namespace, name, spec, annotations }) => {
      const accounts = (annotations[READERS_ANNOTATION] ?? '').split(' ').filter((word) => word !== '');
      const made = asString(asObject(spec.target).name) ?? name;
      const readers = accounts.length === 0 ? [`whoever reads Secret ${made}`] : accounts;
      return readers.map((who) => ({
        how: 'external secret' as const,
        who: `${namespace}/${who}`,
        by: resource.address,
        resource,
      }));
    });
}

const externalSecrets: (inventory: Inventory) => readonly KubernetesObject[] = oncePer((inventory: Inventory) =>
  kubernetesObjects(inventory).filter(({ kind }) => kind === 'ExternalSecret'),
);

/** Names of the secrets that an ExternalSecret reads, field by field or whole. */
function keysOf(spec: JsonObject): readonly string[] {
  const fields = asList(spec.data).map((one) => asObject(asObject(one).remoteRef).key);
  const whole = asList(spec.dataFrom).map((one) => asObject(asObject(one).extract).key);
  return [...fields, ...whole].flatMap((key) => asString(key) ?? []);
}

function policyReaders(inventory: Inventory, secret: Resource): readonly SecretReader[] {
  const policies = inventory.resources({ mode: 'managed', type: ['aws_iam_role_policy', 'aws_iam_policy'] });
  return policies
    .filter((policy) => allows(inventory, policy, secret))
    .flatMap((policy) =>
      rolesWith(inventory, policy).map((role) => ({
        how: 'policy' as const,
        who: role.address,
        by: policy.address,
        resource: role,
      })),
    );
}

function allows(inventory: Inventory, policy: Resource, secret: Resource): boolean {
  return allowStatements(inventory, policy, 'policy').some(
    ({ actions, resources, targets }) =>
      actions.some((action) => iamMatches(action, READ)) &&
      (targets.includes(secret) || resources.some((pattern) => arnsOf(secret).some((arn) => iamMatches(pattern, arn)))),
  );
}

/** ARN of a secret; before it exists, with six letters where AWS puts its own, which patterns leave open. */
function arnsOf({ type, values, region, account }: Resource): readonly string[] {
  if (type === 'aws_db_instance') return textsAt(values, 'master_user_secret[0].secret_arn');
  const { arn, name } = values;
  if (typeof arn === 'string' && arn.includes(':secretsmanager:')) return [arn];
  return typeof name === 'string' ? [`arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`] : [];
}

function rolesWith(inventory: Inventory, policy: Resource): readonly Resource[] {
  if (policy.type === 'aws_iam_role_policy') return rolesAt(inventory, policy);
  return inventory
    .referencedBy(policy)
    .filter((one) => one.type === 'aws_iam_role_policy_attachment')
    .filter((attachment) => inventory.referencesAt(attachment, 'policy_arn').includes(policy))
    .flatMap((attachment) => rolesAt(inventory, attachment));
}

/** The role that an argument names; a state holds its name, which is unique in an account. */
function rolesAt(inventory: Inventory, holder: Resource): readonly Resource[] {
  const referred = inventory.referencesAt(holder, 'role').filter(({ type }) => type === 'aws_iam_role');
  if (referred.length > 0) return referred;
  const { stack, account } = holder;
  return inventory
    .resources({ type: 'aws_iam_role' })
    .filter((role) => role.values.name === holder.values.role && (role.stack === stack || role.account === account));
}

function principals(inventory: Inventory, secret: Resource): readonly SecretReader[] {
  return inventory
    .referencedBy(secret)
    .filter(({ type }) => type === 'aws_secretsmanager_secret_policy')
    .flatMap((policy) =>
      allowStatements(inventory, policy, 'policy')
        .filter(({ actions }) => actions.some((action) => iamMatches(action, READ)))
        .flatMap((statement) => statement.principals)
        .map((who) => ({ how: 'resource policy' as const, who, by: policy.address })),
    );
}

/** Types that read nothing: policies, which are answered by what they allow, and outputs of other stacks, which pass ARNs on. */
const NO_READERS = /^aws_iam_|^aws_secretsmanager_secret_policy$|^terraform_remote_state$/;

function references(inventory: Inventory, secret: Resource): readonly SecretReader[] {
  const isMeant = (attribute: string) => secret.type !== 'aws_db_instance' || attribute.includes('master_user_secret');
  return inventory
    .referencedBy(secret)
    .filter(({ type }) => !NO_READERS.test(type))
    .flatMap((resource) =>
      resource.references
        .filter(({ stack, address }) => stack === secret.stack && address === secret.address)
        .filter(({ path, attribute }) => path !== 'dependencies' && path !== 'depends_on' && isMeant(attribute))
        .map(({ path }) => ({ how: 'reference' as const, who: resource.address, by: path, resource })),
    );
}

function tagged({ tagsAll }: Resource): readonly SecretReader[] {
  const workloads = (asString(tagsAll[CONSUMERS_TAG]) ?? '').split(' ').filter((word) => word !== '');
  return workloads.map((who) => ({ how: 'tag' as const, who, by: CONSUMERS_TAG }));
}
