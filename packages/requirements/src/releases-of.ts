import {
  type AllowStatement,
  allowStatements,
  clusterOf,
  helmValues,
  type Inventory,
  iamMatches,
  type Json,
  type JsonObject,
  type Resource,
  valueAt,
} from '@smile/inventory';
import type { EnvironmentExamination } from './examination.ts';

/** A release of a chart, as far as a source shows it. */
export interface ChartReleaseFound {
  readonly resource: Resource;
  readonly cluster: string;
  /** Empty where the release says nothing, so that everything that is asked of it is missing. */
  readonly values: JsonObject;
}

/** Releases of a chart, by the name of its archive or of the chart itself, in one cluster or in all of an environment. */
export function releasesOf(one: EnvironmentExamination, chart: string, cluster?: string): readonly ChartReleaseFound[] {
  const named = new RegExp(`(^|/)${chart}(-v?\\d[\\w.+-]*\\.tgz)?$`);
  return one.ofType('helm_release').flatMap((resource) => {
    if (!named.test(String(resource.values.chart))) return [];
    const found = clusterOf(one.inventory, resource);
    if (cluster !== undefined && found !== cluster) return [];
    const values = helmValues(one.inventory, resource);
    if (values !== undefined) return [{ resource, cluster: found, values }];
    one.cannotTell(`${resource.stack} ${resource.address}: its values are known only after apply`);
    return [];
  });
}

/** Something that the values of a release must say. */
export interface ValueFact {
  /** In words that begin with what it is, as in `a volume for samples`. */
  readonly expected: string;
  /** Where in the values, as in `singleBinary.replicas`. */
  readonly at: string;
  readonly holds: (value: Json | undefined) => boolean;
}

/** Judges what the values of a release say. */
export function judgeValues(
  one: EnvironmentExamination,
  release: ChartReleaseFound,
  facts: readonly ValueFact[],
): void {
  for (const { expected, at, holds } of facts) {
    const value = valueAt(release.values, at);
    const found = `${at} ${value === undefined ? 'not said' : JSON.stringify(value)}`;
    one.holds(release.resource, expected, found, holds(value), { path: 'values' });
  }
}

/** What pods of a service account may do in AWS: statements of the role that EKS Pod Identity gives them. */
export function allowedTo(
  one: EnvironmentExamination,
  { resource }: ChartReleaseFound,
  namespace: string,
  account: string,
): readonly AllowStatement[] {
  const associations = one
    .ofType('aws_eks_pod_identity_association')
    .filter(
      ({ stack, values }) =>
        stack === resource.stack && values.namespace === namespace && values.service_account === account,
    );
  return associations
    .flatMap((association) => one.pointsAt(association, 'role_arn', 'aws_iam_role'))
    .flatMap((role) => one.referrers(role, 'aws_iam_role_policy', 'role'))
    .flatMap((policy) => allowStatements(one.inventory, policy, 'policy'));
}

/** Whether statements allow an action on a resource of ours, or on a text such as an ARN; in a bucket, on the object with a key. */
export function allows(
  statements: readonly AllowStatement[],
  action: string,
  on: Resource | string,
  key = 'x',
): boolean {
  return statements.some(({ actions, resources, targets }) => {
    if (!actions.some((pattern) => iamMatches(pattern, action))) return false;
    if (typeof on === 'string') return resources.some((pattern) => iamMatches(pattern, on));
    const arn = String(on.values.arn ?? '');
    return (
      targets.includes(on) ||
      (arn !== '' && resources.some((pattern) => iamMatches(pattern, arn) || iamMatches(pattern, `${arn}/${key}`)))
    );
  });
}

/** Whether a value of a release is the name of a bucket of ours, by reference or as a text. */
export function namesBucket(
  inventory: Inventory,
  release: Pick<ChartReleaseFound, 'resource'>,
  value: Json | undefined,
  bucket: Resource,
): boolean {
  const isNamed = typeof value === 'string' && isName(value) && value === bucket.values.bucket;
  return isNamed || namesResource(inventory, release, value, bucket);
}

/** Whether a value of a release means a resource of ours: by reference, or as the text of its ARN or id. */
export function namesResource(
  inventory: Inventory,
  { resource }: Pick<ChartReleaseFound, 'resource'>,
  value: Json | undefined,
  meant: Resource,
): boolean {
  if (typeof value !== 'string') return false;
  if (isName(value)) return value === meant.values.arn || value === meant.values.id;
  const inner = value.replace(/^\$\{|\}$/g, '');
  return resource.references.some(({ stack, address, expression }) => {
    return expression === inner && inventory.byAddress(stack, address) === meant;
  });
}

/** A text that is no expression. */
function isName(value: string): boolean {
  return !value.includes('${');
}
