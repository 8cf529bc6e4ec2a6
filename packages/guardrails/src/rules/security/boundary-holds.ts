import { iamMatches, type Resource } from '@smile/inventory';
import { BOUNDARY_DENIALS, type BoundaryDenial } from '../../data/boundary-denials.ts';
import { isExpression } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { isAbout } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const boundaryHolds: Rule = {
  id: 'SMILE_BOUNDARY_HOLDS',
  family: 'security',
  severity: 'high',
  title: 'Permissions boundaries deny what nobody may do',
  what: 'Every `aws_iam_policy` called …boundary denies each call of the table (packages/guardrails/src/data/boundary-denials.ts), where the table says, under the condition of the table and no other; that of break-glass denies the first part. What is denied on some resources is denied on all that the table lists, and not on everything. Resources and values name what is meant.',
  why: 'A boundary that is there and denies nothing lets a role make itself an administrator, or end the audit trail before it acts.',
  remedy: 'Use PermissionsBoundary.',
  source: 'docs/adr/0007-permissions-boundary.md',
  check: each('aws_iam_policy', (policy, resource, context) => {
    const name = policy.text('name') ?? '';
    if (!/boundary$/.test(name)) return undefined;
    const denials = policyOf(context, resource)?.filter(({ effect }) => effect === 'Deny');
    if (denials === undefined) return undefined;
    const wanted = BOUNDARY_DENIALS.filter(({ always }) => always === true || !name.includes('break-glass'));
    const missing = wanted.filter((one) => !denials.some((statement) => isDenied(statement, one)));
    const open = wanted.flatMap((one) => (missing.includes(one) ? [] : uncovered(one, denials, resource, name)));
    return [
      ...missing.map(
        ({ action, on, under }) =>
          `policy must deny ${action} on ${on}${under === undefined ? '' : ` under ${under}`}, got no such statement`,
      ),
      ...open,
      ...denials.flatMap(hollow),
    ];
  }),
};

function isDenied(statement: Statement, { action, on, under }: BoundaryDenial): boolean {
  // In any order: a document sorts them by operator when it is rendered.
  const conditions = statement.tests.map(({ operator, key }) => `${operator} ${key}`).sort();
  const wanted = (under ?? '')
    .split(', ')
    .filter((one) => one !== '')
    .sort();
  return isAbout(statement, action) && conditions.join() === wanted.join() && isOn(statement, on, action);
}

function isOn({ resources, notResources }: Statement, on: BoundaryDenial['on'], action: string): boolean {
  if (on === 'everything') return resources.includes('*');
  return on === 'some' ? resources.some((one) => isOfService(one, action)) : notResources.length > 0;
}

/** A denial of all actions but a few on roles says nothing about buckets. */
function isOfService(resource: string, action: string): boolean {
  return isExpression(resource) || resource.split(':')[2] === action.split(':')[0];
}

/** Listed resources that no denial of the call takes in, and denials that take in everything. */
function uncovered(
  one: BoundaryDenial,
  denials: readonly Statement[],
  { account }: Resource,
  name: string,
): readonly string[] {
  const { action, on, of = [] } = one;
  if (on !== 'some') return [];
  const patterns = denials.flatMap((statement) => (isDenied(statement, one) ? statement.resources : []));
  if (patterns.some(isExpression)) return [];
  const places = of.filter((place) => account !== undefined || !place.includes('{account}'));
  const prefix = name.replace(/(-break-glass)?-boundary$/, '');
  const left = places
    .map((place) =>
      place
        .replace('{prefix}', prefix)
        .replace('{word}', prefix.slice(0, prefix.lastIndexOf('-')))
        .replace('{account}', account ?? ''),
    )
    .filter((place) => !patterns.some((pattern) => iamMatches(pattern.split(':').slice(5).join(':'), place)));
  return [
    ...left.map((place) => `policy must deny ${action} on ${place}, got ${patterns.join(', ')}`),
    ...(patterns.includes('*') ? [`policy must not deny ${action} on everything, since others need it`] : []),
  ];
}

/** A denial of everything but everything, or under a condition with a value that every request has. */
function hollow({ sid, notResources, tests }: Statement): readonly string[] {
  const place = `statement ${sid ?? 'without sid'}`;
  return [
    ...notResources
      .filter(isEverything)
      .map((one) => `${place} must leave out resources of the estate only, got ${one}`),
    ...tests
      .filter(({ values }) => values.length === 0 || values.some((value) => /^[*?]*$/.test(value)))
      .map(({ key, values }) => `${place} must name values of ${key}, got ${values.join(', ') || 'none'}`),
  ];
}

function isEverything(resource: string): boolean {
  return (
    !isExpression(resource) &&
    (/^\*$/.test(resource) || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:\*|[\w-]+\/\*)$/.test(resource))
  );
}
