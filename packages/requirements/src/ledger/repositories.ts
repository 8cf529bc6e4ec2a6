import { blocksAt, type JsonObject, type Resource, textsAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';

const REPOSITORIES = [
  ...['core', 'main', 'platform', 'auth', 'sync', 'warehouse'].map((service) => `backend-${service}`),
  'frontend-web',
  ...['backend', 'frontend', 'mobile', 'bff'].map((part) => `wms-${part}`),
];

/** Every repository, each without untagged images older than 14 days. */
export function hasRepositories(one: EnvironmentExamination): void {
  for (const name of REPOSITORIES) {
    const repository = one.one(
      `repository ${name}`,
      one.ofType('aws_ecr_repository').filter((found) => isCalled(found, name)),
    );
    if (repository !== undefined) removesUntagged(one, repository);
  }
}

/** `wms-backend` is not `backend`: the name has to be all that follows the environment. */
function isCalled({ values }: Resource, name: string): boolean {
  return textsAt(values, 'name').some((text) => new RegExp(`^[a-z]+-[a-z]+-${name}$`).test(text));
}

function removesUntagged(one: EnvironmentExamination, repository: Resource): void {
  const [policy] = one.referrers(repository, 'aws_ecr_lifecycle_policy', 'repository');
  if (policy === undefined) {
    one.lacks(`expected a lifecycle policy for ${repository.address}, found none`);
    return;
  }
  const rules = rulesOf(one, policy);
  if (rules === undefined) {
    one.cannotTell(`${policy.stack} ${policy.address}: its rules are known only after apply`);
    return;
  }
  const days = rules.filter((rule) => rule.tagStatus === 'untagged').map((rule) => rule.days);
  const found = days.length === 0 ? 'untagged images kept' : `untagged images removed after ${days.join(', ')} days`;
  one.holds(policy, 'untagged images removed after 14 days', found, days.length === 1 && days[0] === 14);
}

interface LifecycleRule {
  readonly tagStatus: unknown;
  readonly days: unknown;
}

/** Rules as JSON, or in the document that makes it; undefined where the source tells neither. */
function rulesOf(one: EnvironmentExamination, policy: Resource): readonly LifecycleRule[] | undefined {
  const [text] = textsAt(policy.values, 'policy');
  if (text?.startsWith('{')) {
    const parsed = JSON.parse(text) as { readonly rules?: readonly { readonly selection?: JsonObject }[] };
    return (parsed.rules ?? []).map(({ selection }) => ({
      tagStatus: selection?.tagStatus,
      days: selection?.countNumber,
    }));
  }
  const documents = one.inventory.referencesAt(policy, 'policy').filter(({ mode }) => mode === 'data');
  if (documents.length === 0) return undefined;
  return documents.flatMap(({ values }) =>
    blocksAt(values, 'rule').flatMap((rule) =>
      blocksAt(rule, 'selection').map((selection) => ({
        tagStatus: selection.tag_status,
        days: selection.count_number,
      })),
    ),
  );
}
