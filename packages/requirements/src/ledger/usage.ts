import { fullSource, LISTED_PROVIDERS } from '@smile/delivery';
import { type AllowStatement, allowStatements, iamMatches, type Resource, type Stack } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import type { Requirement } from '../requirement.ts';
import { hasJenkinsRoles } from './jenkins-roles.ts';
import { ALL } from './stages.ts';

/** How the platform team works with the estate. */
export const USAGE: readonly Requirement[] = [
  {
    id: 'USE-PLAN',
    section: 'Usage',
    title: 'Plan and apply',
    statement: 'cdktf plan and cdktf apply in Jenkins pipelines.',
    stages: ALL,
    parts: [
      { name: 'roles', check: hasJenkinsRoles },
      { name: 'data sources that no plan calls a cloud for', check: plansWithoutCalls },
      { name: 'plans that are saved, reviewed and applied as they are', check: isAppliedAsReviewed },
      { name: 'pipelines', check: hasPipelines },
    ],
  },
  {
    id: 'USE-STATE',
    section: 'Usage',
    title: 'States',
    statement: 'Terraform state inspection (S3 remote state backend, one state per stack).',
    stages: ALL,
    parts: [
      { name: 'backends', check: keepsStatesInS3 },
      { name: 'the state bucket', check: hasStateBucket },
      { name: 'who may inspect states', check: letsPlanInspectStates },
      { name: 'commands that inspect states', check: hasInspections },
    ],
  },
  {
    id: 'USE-TEST',
    section: 'Usage',
    title: 'Unit tests',
    statement: 'Unit tests on the synthesized JSON (vitest).',
    stages: ALL,
    parts: [{ name: 'tests of the environment', check: isTested }],
  },
];

/** Data sources that Terraform or the provider computes by itself. */
const OFFLINE = [
  'aws_ecr_lifecycle_policy_document',
  'aws_iam_policy_document',
  'aws_partition',
  'aws_region',
  'aws_service_principal',
  'terraform_remote_state',
];

function plansWithoutCalls(one: EnvironmentExamination): void {
  const sources = one.resources({ mode: 'data' });
  one.none(
    'data source that calls a cloud at plan',
    sources.filter(({ type }) => !OFFLINE.includes(type)),
  );
}

/** What `smile apply` asks of a bundle, asked of the code: providers that it may start, and one account for state and resources. */
function isAppliedAsReviewed(one: EnvironmentExamination): void {
  for (const { name, backend, providers, requiredProviders } of stacksOf(one)) {
    if (backend === undefined || providers === undefined) {
      one.cannotTell('a plan or a state does not tell its backend and providers; the synthesized code beside it does');
      continue;
    }
    const sources = Object.entries(requiredProviders).map(([local, { source }]) => fullSource(source ?? local));
    const isListed = sources.every((source) => LISTED_PROVIDERS.includes(source));
    const place = { stack: name, address: 'terraform.required_providers' };
    one.holds(place, `some of ${LISTED_PROVIDERS.join(', ')}`, sources.join(', '), isListed);
    const allowed = [backend.config, ...Object.values(providers).filter((body) => 'region' in body)].map((body) =>
      String(body.allowed_account_ids ?? 'any'),
    );
    const accounts = [...new Set(allowed)];
    const isOne = accounts.length === 1 && /^\d{12}$/.test(accounts[0] ?? '');
    one.holds(
      { stack: name, address: 'provider.aws' },
      'the account of its backend, and no other',
      accounts.join(', '),
      isOne,
    );
  }
}

function stacksOf(one: EnvironmentExamination): Stack[] {
  return one.inventory.stacks.filter(({ environment }) => environment === one.environment.id);
}

function keepsStatesInS3(one: EnvironmentExamination): void {
  const stacks = stacksOf(one);
  if (stacks.length === 0) one.lacks('expected stacks, found none');
  const keys = one.inventory.stacks.map(stateOf);
  for (const stack of stacks) {
    const site = { stack: stack.name, address: 'terraform.backend' };
    const { backend } = stack;
    if (backend === undefined) {
      one.cannotTell('a plan or a state does not tell its backend; the synthesized code beside it does');
      continue;
    }
    one.holds(site, 'S3', backend.type, backend.type === 's3');
    one.holds(site, 'encryption with a key of ours', String(backend.config.kms_key_id ?? 'none'), isEncrypted(stack));
    const lock = backend.config.use_lockfile;
    one.holds(site, 'a lock file', String(lock ?? 'none'), lock === true);
    const state = stateOf(stack);
    const isOwn = state !== undefined && keys.filter((key) => key === state).length === 1;
    one.holds(site, 'a state of its own', state ?? 'none', isOwn);
  }
}

function isEncrypted({ backend }: Stack): boolean {
  return backend?.config.encrypt === true && typeof backend.config.kms_key_id === 'string';
}

/** Bucket and key of a stack's state. */
function stateOf({ backend }: Stack): string | undefined {
  const { bucket, key } = backend?.config ?? {};
  return typeof bucket === 'string' && typeof key === 'string' ? `${bucket}/${key}` : undefined;
}

function hasStateBucket(one: EnvironmentExamination): void {
  const bucket = one.one('state bucket', one.named('aws_s3_bucket', 'terraform-state'));
  if (bucket === undefined) return;
  const [versioning] = one.referrers(bucket, 'aws_s3_bucket_versioning', 'bucket');
  if (versioning === undefined) one.lacks('expected versions of the states, found no versioning');
  else one.equal(versioning, 'versioning_configuration.status', 'Enabled');
  const [encryption] = one.referrers(bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket');
  if (encryption === undefined) one.lacks('expected encrypted states, found no encryption');
  else one.equal(encryption, 'rule.apply_server_side_encryption_by_default.sse_algorithm', 'aws:kms');
}

/**
 * What inspecting takes: reading states, their earlier versions and their locks. Jenkins does it with the role that plans, which lists with
 * AWS's ReadOnlyAccess. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
 */
function letsPlanInspectStates(one: EnvironmentExamination): void {
  const role = one.one('role plan', one.named('aws_iam_role', 'plan'));
  const bucket = one.one('state bucket', one.named('aws_s3_bucket', 'terraform-state'));
  if (role === undefined || bucket === undefined) return;
  const own = one
    .referrers(role, 'aws_iam_role_policy', 'role')
    .flatMap((policy) => allowStatements(one.inventory, policy, 'policy'));
  for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']) {
    const allowed = allowsOn(own, action, bucket);
    one.holds(role, `${action} on states`, allowed ? 'allowed' : 'not allowed', allowed);
  }
  const [encryption] = one.referrers(bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket');
  const path = 'rule.apply_server_side_encryption_by_default.kms_master_key_id';
  const key = encryption === undefined ? undefined : one.refers(encryption, path, 'aws_kms_key');
  if (key !== undefined) {
    const allowed = allowsOn(own, 'kms:Decrypt', key);
    one.holds(role, 'kms:Decrypt with the key of states', allowed ? 'allowed' : 'not allowed', allowed);
  }
  const managed = one
    .referrers(role, 'aws_iam_role_policy_attachment', 'role')
    .map(({ values }) => String(values.policy_arn));
  const lists = managed.some((arn) => /ReadOnlyAccess/.test(arn));
  one.holds(role, 'ReadOnlyAccess, which lists versions', managed.join(', '), lists);
}

/** Whether statements allow an action on a resource, or on something inside it. */
function allowsOn(statements: readonly AllowStatement[], action: string, on: Resource): boolean {
  const arn = String(on.values.arn ?? '');
  return statements.some(({ actions, resources, targets }) => {
    if (!actions.some((pattern) => iamMatches(pattern, action))) return false;
    const isNamed = resources.some((pattern) => pattern === '*' || (arn !== '' && `${pattern}/`.startsWith(`${arn}/`)));
    return targets.includes(on) || isNamed;
  });
}

/** What the owner's words "state inspection" were taken to be: each is a question that somebody has on the day of an incident. */
const INSPECTIONS = [
  'state list',
  'state show',
  'state outputs',
  'state tainted',
  'state orphans',
  'state versions',
  'state secrets',
  'state diff',
  'state locks',
  'drift',
];

function hasInspections(one: EnvironmentExamination): void {
  const { repository } = one.materials;
  if (repository === undefined) {
    one.cannotTell('nothing is known of the repository');
    return;
  }
  for (const command of INSPECTIONS) {
    const isThere = repository.commands.includes(command);
    one.holds({ stack: 'repository', address: `smile ${command}` }, 'there', isThere ? 'there' : 'missing', isThere);
  }
}

function isTested(one: EnvironmentExamination): void {
  const { repository } = one.materials;
  if (repository === undefined) {
    one.cannotTell('nothing is known of the repository');
    return;
  }
  const { id } = one.environment;
  const files = repository.environmentFiles[id] ?? [];
  for (const file of ['src/addresses.txt', 'src/environment.test.ts']) {
    one.holds({ stack: id, address: file }, 'there', files.includes(file) ? 'there' : 'missing', files.includes(file));
  }
  const tests = repository.testFiles.length;
  one.holds({ stack: 'repository', address: '**/*.test.ts' }, 'tests', `${tests} files`, tests > 0);
}

/** Pipelines of the repository that Jenkins' jobs name: dev follows main by cdktf itself, the others plan for review. */
const PIPELINES = ['converge', 'deploy', 'drift', 'inspect', 'pull-request'];

function hasPipelines(one: EnvironmentExamination): void {
  const { repository } = one.materials;
  if (repository === undefined) {
    one.cannotTell('nothing is known of the repository');
    return;
  }
  for (const name of PIPELINES) {
    const path = `pipelines/${name}.Jenkinsfile`;
    const isThere = repository.pipelines.includes(path);
    one.holds({ stack: 'repository', address: path }, 'there', isThere ? 'there' : 'missing', isThere);
  }
}
