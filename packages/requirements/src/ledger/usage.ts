import type { Stack } from '@smile/inventory';
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

function keepsStatesInS3(one: EnvironmentExamination): void {
  const { id } = one.environment;
  const stacks = one.inventory.stacks.filter(({ environment }) => environment === id);
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

/** Pipelines of the repository that Jenkins' jobs name: dev follows main by cdktf itself, the others plan for review. */
const PIPELINES = ['converge', 'deploy', 'drift', 'pull-request'];

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
