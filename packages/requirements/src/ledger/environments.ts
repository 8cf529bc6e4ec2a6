import { STAGE_ABBREVIATIONS } from '@smile/core';
import { type MirrorDifference, mirrorDifferences, type Resource, valueAt } from '@smile/inventory';
import { type EnvironmentExamination, type EstateExamination, namesOf } from '../examination.ts';
import type { Requirement } from '../requirement.ts';
import { isHardenedCluster, sharesOneCluster } from './clusters.ts';
import { isInItsRegion, namesNoOtherPlace } from './places.ts';
import {
  arePreviewsApart,
  deploysBranches,
  hasPreviewDeployer,
  hasPreviewSlots,
  hasWayToPreviews,
} from './previews.ts';
import { ALL } from './stages.ts';

/** What each environment is for, and how far it stands apart from the others. */
export const ENVIRONMENTS: readonly Requirement[] = [
  {
    id: 'ENV-DEV',
    section: 'Environments',
    title: 'Dev',
    statement:
      'Developer testing and previews. Either an ephemeral EKS or a shared dev cluster; may share infrastructure; automated deployment from feature branches (preview environments).',
    stages: ['dev'],
    parts: [
      { name: 'a network and data stores of its own', check: hasStoresOfItsOwn },
      { name: 'one shared cluster', check: sharesOneCluster },
      { name: 'slots for previews', check: hasPreviewSlots },
      { name: 'previews that reach nothing of the environment', check: arePreviewsApart },
      { name: 'names of previews', check: hasWayToPreviews },
      { name: 'who brings previews up', check: hasPreviewDeployer },
      { name: 'automated deployment from feature branches', check: deploysBranches },
    ],
  },
  {
    id: 'ENV-STG',
    section: 'Environments',
    title: 'Staging',
    statement:
      'Pre-production testing, QA, validation. Clusters and data stores named *-uat. Mirrors production: same topology; counts and sizes may be smaller, never the set of parts.',
    stages: ['staging'],
    parts: [
      { name: 'names of clusters and data stores', check: isNamedUat },
      { name: 'the same parts as production', compare: mirrorsProduction },
    ],
  },
  {
    id: 'ENV-PRD',
    section: 'Environments',
    title: 'Production',
    statement:
      'Live workloads. Fully isolated AWS infrastructure (own account, own VPC, own state), high availability, security-hardened, scalable.',
    stages: ['production'],
    parts: [
      { name: 'isolation', compare: isIsolated },
      { name: 'high availability', check: isHighlyAvailable },
      { name: 'hardening', check: isHardened },
      { name: 'scaling', check: scales },
    ],
  },
  {
    id: 'ENV-SHR',
    section: 'Environments',
    title: 'Shared',
    statement: 'What is shared across environments (the Git repository server) lives in an app of its own.',
    stages: ALL,
    parts: [{ name: 'the Git server', compare: livesInShared }],
  },
  {
    id: 'CTY-1',
    section: 'Environments',
    title: 'Countries',
    statement:
      'All sizes and names are values of a country and environment; a second country is added without touching constructs.',
    stages: ALL,
    parts: [
      { name: 'names and tags', check: isNamedAfterItself },
      { name: 'constructs that ask for neither stage nor country', compare: asksForNoStage },
      { name: 'texts that name no other place', check: namesNoOtherPlace },
    ],
  },
  {
    id: 'REG-1',
    section: 'Environments',
    title: 'Region',
    statement: 'Region ap-southeast-3 (Jakarta). Other countries: the region of their values.',
    stages: ALL,
    parts: [{ name: 'the region of every resource', check: isInItsRegion }],
  },
];

function hasStoresOfItsOwn(dev: EnvironmentExamination): void {
  dev.one('VPC', dev.ofType('aws_vpc'));
  dev.some('MySQL', dev.ofType('aws_db_instance'));
  dev.one('Redis', dev.ofType('aws_elasticache_replication_group'));
  dev.one('RabbitMQ', dev.ofType('aws_mq_broker'));
}

/** Types that people know by name: clusters and data stores. */
const KNOWN_BY_NAME = ['aws_db_instance', 'aws_elasticache_replication_group', 'aws_mq_broker', 'aws_eks_cluster'];

function isNamedUat(staging: EnvironmentExamination): void {
  const stores = staging.resources({ type: KNOWN_BY_NAME });
  staging.exactly(2, 'cluster', staging.ofType('aws_eks_cluster'));
  staging.some('clusters and data stores', stores);
  for (const store of stores) {
    const name = namesOf(store).find((one) => one !== '') ?? '';
    staging.holds(store, 'a name with -uat-', name, /(^|-)uat(-|$)/.test(name));
  }
}

function mirrorsProduction(estate: EstateExamination): void {
  for (const { id } of estate.environments) {
    const model = id.replace(/\/staging$/, '/production');
    const [copied, original] = [estate.resourcesOf(id), estate.resourcesOf(model)];
    if (original.length === 0) {
      estate.cannotTell(`${model} is not among what was given, so nothing tells which parts ${id} must have`);
      continue;
    }
    const stacks = [...(estate.materials.synthesized?.stacks ?? []), ...estate.inventory.stacks];
    const pair = { production: model, staging: id };
    const found = mirrorDifferences(pair, stacks, [...copied, ...original]).filter((one) => !isWaived(estate, one));
    for (const { resource, lackedBy } of found) {
      const other = lackedBy === id ? model : id;
      estate.lacks(`${lackedBy} lacks ${resource.address} of ${resource.stack}, which ${other} has`);
    }
    const common = copied.length - found.filter(({ lackedBy }) => lackedBy === model).length;
    estate.holds({ stack: id, address: 'all parts' }, `the parts of ${model}`, `${common} in common`, common > 0);
  }
}

/** What a construct may do without its counterpart, it says where the guardrails read it, too. */
function isWaived(estate: EstateExamination, { resource, lacks }: MirrorDifference): boolean {
  const rule = lacks === 'type' ? 'SMILE_MIRROR_TYPES' : 'SMILE_MIRROR_ADDRESSES';
  const { stack, address } = resource;
  const written = estate.materials.synthesized?.byAddress(stack, address);
  return [...resource.waivers, ...(written?.waivers ?? [])].some((waiver) => waiver.rule === rule);
}

function isIsolated(estate: EstateExamination): void {
  for (const { id } of estate.environments) {
    const own = estate.resourcesOf(id);
    const others = estate.known().filter((other) => other !== id);
    isAloneInAccount(estate, id, own, others);
    refersToNoOther(estate, id, own, others);
    for (const vpc of own.filter(({ type }) => type === 'aws_vpc'))
      estate.holds(vpc, 'a VPC of its own', vpc.address, true);
    hasStatesOfItsOwn(estate, id, others);
  }
}

function isAloneInAccount(
  estate: EstateExamination,
  id: string,
  own: readonly Resource[],
  others: readonly string[],
): void {
  const accounts = accountsOf(own);
  const [account] = accounts;
  const taken = others.filter((other) => accountsOf(estate.resourcesOf(other)).some((one) => accounts.includes(one)));
  const found = taken.length > 0 ? `${accounts.join(', ')}, also used by ${taken.join(', ')}` : accounts.join(', ');
  const isAlone = accounts.length === 1 && account !== undefined && taken.length === 0;
  estate.holds({ stack: id, address: 'account' }, 'an account of its own', found, isAlone);
}

/** Production's Jenkins deploys shared, by these roles and no other (CI-JENKINS). */
const GUEST_ROLES = /\barn:aws:iam::\d{12}:role\/[a-z]+-shared-(?:plan|apply)(?![\w+=,.@-])/g;

/** Twelve digits in a row, wherever they begin. */
const ACCOUNT_IDS = /(?=(\d{12}))/g;

function refersToNoOther(
  estate: EstateExamination,
  id: string,
  own: readonly Resource[],
  others: readonly string[],
): void {
  const foreign = new Set(others.flatMap((other) => accountsOf(estate.resourcesOf(other))));
  const names = new Set(
    estate.inventory.stacks.flatMap(({ name, environment = id }) => (environment === id ? [] : [name])),
  );
  const leaks = own.filter(({ references, values }) => {
    if (references.some(({ stack }) => names.has(stack))) return true;
    const text = JSON.stringify(values).replaceAll(GUEST_ROLES, '');
    return [...text.matchAll(ACCOUNT_IDS)].some(([, account = '']) => foreign.has(account));
  });
  for (const leak of leaks)
    estate.holds(leak, 'no word of another environment', 'one of its accounts or stacks', false);
  if (leaks.length > 0) return;
  const found = `${own.length} resources without a word of ${others.join(', ') || 'others'}`;
  estate.holds({ stack: id, address: 'references' }, 'references within the environment alone', found, own.length > 0);
}

function hasStatesOfItsOwn(estate: EstateExamination, id: string, others: readonly string[]): void {
  const bucketsOf = (environment: string) => [
    ...new Set(
      [...estate.inventory.stacks, ...(estate.materials.synthesized?.stacks ?? [])]
        .filter((stack) => stack.environment === environment && stack.backend?.type === 's3')
        .map(({ backend }) => String(backend?.config.bucket)),
    ),
  ];
  const own = bucketsOf(id);
  if (own.length === 0) {
    estate.cannotTell(`the source does not tell where the states of ${id} are`);
    return;
  }
  const taken = others.filter((other) => bucketsOf(other).some((bucket) => own.includes(bucket)));
  const found = taken.length > 0 ? `${own.join(', ')}, shared with ${taken.join(', ')}` : own.join(', ');
  const isOwn = own.length === 1 && taken.length === 0;
  estate.holds({ stack: id, address: 'terraform.backend' }, 'a state bucket of its own', found, isOwn);
}

function accountsOf(resources: readonly Resource[]): readonly string[] {
  return [
    ...new Set(resources.flatMap(({ account, type }) => (type.startsWith('aws_') ? (account ?? []) : []))),
  ].sort();
}

function isHighlyAvailable(production: EnvironmentExamination): void {
  for (const mysql of production.ofType('aws_db_instance')) production.equal(mysql, 'multi_az', true);
  for (const redis of production.ofType('aws_elasticache_replication_group')) {
    production.equal(redis, 'multi_az_enabled', true);
    production.equal(redis, 'automatic_failover_enabled', true);
    production.atLeast(redis, 'num_cache_clusters', 2);
  }
  for (const broker of production.ofType('aws_mq_broker')) {
    production.equal(broker, 'deployment_mode', 'CLUSTER_MULTI_AZ');
  }
}

function isHardened(production: EnvironmentExamination): void {
  for (const mysql of production.ofType('aws_db_instance')) {
    production.equal(mysql, 'publicly_accessible', false);
    production.equal(mysql, 'storage_encrypted', true);
    production.equal(mysql, 'deletion_protection', true);
  }
  for (const redis of production.ofType('aws_elasticache_replication_group')) {
    production.equal(redis, 'transit_encryption_enabled', true);
    production.equal(redis, 'at_rest_encryption_enabled', true);
  }
  for (const broker of production.ofType('aws_mq_broker')) production.equal(broker, 'publicly_accessible', false);
  for (const cluster of production.ofType('aws_eks_cluster')) isHardenedCluster(production, cluster);
  for (const host of production.ofType('aws_instance')) {
    production.equal(host, 'metadata_options.http_tokens', 'required');
    production.equal(host, 'associate_public_ip_address', false);
  }
  production.some('permissions boundary', production.named('aws_iam_policy', 'boundary'));
  for (const role of production.ofType('aws_iam_role')) production.present(role, 'permissions_boundary');
}

function scales(production: EnvironmentExamination): void {
  const groups = production.ofType('aws_eks_node_group').filter(({ values }) => {
    return Number(valueAt(values, 'scaling_config.max_size')) > Number(valueAt(values, 'scaling_config.min_size'));
  });
  production.some('node group that grows', groups);
  for (const mysql of production.ofType('aws_db_instance')) {
    const allocated = Number(production.literal(mysql, 'allocated_storage'));
    production.atLeast(mysql, 'max_allocated_storage', allocated + 1);
  }
}

/** The Git server is in `shared`, and nowhere else. */
function livesInShared(estate: EstateExamination): void {
  for (const id of estate.known()) {
    const stages = id.slice(id.indexOf('/') + 1);
    const servers = estate.resourcesOf(id, { type: 'aws_instance' }).filter((one) => namesOf(one).some(isGitServer));
    if (stages === 'shared') {
      estate.exactly(1, `Git server in ${id}`, servers);
      hasAppOfItsOwn(estate, id);
    } else estate.none(`Git server outside of shared`, servers);
  }
  const ids = estate.known();
  if (!ids.some((id) => id.endsWith('/shared')))
    estate.cannotTell('the shared environment is not among what was given');
}

function hasAppOfItsOwn(estate: EstateExamination, id: string): void {
  const { repository } = estate.materials;
  if (repository === undefined) return;
  const files = repository.environmentFiles[id] ?? [];
  estate.holds(
    { stack: id, address: 'src/main.ts' },
    'an app of its own',
    files.join(', '),
    files.includes('src/main.ts'),
  );
}

function isGitServer(name: string): boolean {
  return /(^|-)git(-|$)/.test(name);
}

function isNamedAfterItself(one: EnvironmentExamination): void {
  const { id, stage } = one.environment;
  const country = id.slice(0, id.indexOf('/'));
  const tagged = one.resources({ tag: 'environment' });
  const wrong = tagged.filter(({ tagsAll }) => tagsAll.environment !== stage || tagsAll.country !== country);
  for (const resource of wrong) {
    const { environment, country: land } = resource.tagsAll;
    one.holds(resource, `tags ${country} and ${stage}`, `${land} and ${environment}`, false);
  }
  const site = { stack: id, address: 'default_tags' };
  one.holds(
    site,
    `the tags country and environment`,
    `${tagged.length} resources with ${country} and ${stage}`,
    tagged.length > 0,
  );
  for (const store of one.resources({ type: [...KNOWN_BY_NAME, 'aws_s3_bucket', 'aws_ecr_repository'] })) {
    const name = namesOf(store).find((text) => text !== '') ?? '';
    const part = `-${STAGE_ABBREVIATIONS[stage]}`;
    one.holds(store, `a name with ${part}- or ${part}/`, name, name.includes(`${part}-`) || name.includes(`${part}/`));
  }
}

function asksForNoStage(estate: EstateExamination): void {
  const { repository } = estate.materials;
  if (repository === undefined) {
    estate.cannotTell('nothing is known of the repository');
    return;
  }
  const { stageConditions, placeLiterals, environmentFiles } = repository;
  for (const place of stageConditions) {
    estate.holds({ stack: 'repository', address: place }, 'no question for stage or country', 'one', false);
  }
  for (const place of placeLiterals) {
    estate.holds(
      { stack: 'repository', address: place },
      'a value or a fact of the region',
      'the name of a place',
      false,
    );
  }
  for (const { id } of estate.environments) {
    const has = (environmentFiles[id] ?? []).includes('src/environment.ts');
    estate.holds(
      { stack: id, address: 'src/environment.ts' },
      'values in a file of its own',
      has ? 'there' : 'missing',
      has,
    );
  }
}
