import { type Inventory, oncePer, type Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { nameOf } from '../../reading/statement-tests.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** Keys of tags on the resource that is asked for. */
const TAG_KEY = /^(?:aws|ec2|ssm|eks|secretsmanager|s3):[rR]esourceTag\/(.+)$/;

export const allowConditions: Rule = {
  id: 'SMILE_ALLOW_CONDITIONS',
  family: 'security',
  severity: 'high',
  title: 'Conditions of Allows say what is meant, by tags that resources have',
  what: 'No Allow of a policy of a role has a condition with a negative operator (`StringNotLike`, `ArnNotEquals` …). A key that names a tag of the resource, as `aws:ResourceTag/…`, names one that some resource of the estate has, where tags were read.',
  why: 'A negative operator lets in everything but what it names, and whatever has no such key; a tag that nobody has lets in nothing, so that the Allow never works.',
  remedy: 'Turn the condition round, or name the tag as the resources have it.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  check: each(['aws_iam_policy', 'aws_iam_role_policy'], (_, resource, context) =>
    (policyOf(context, resource) ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => [
        ...statement.tests
          .filter(({ operator }) => /Not(?!.*Null)/.test(operator))
          .map(({ operator, key }) => `${nameOf(statement)} must say what ${key} is, got ${operator}`),
        ...statement.tests.flatMap(({ key }) => {
          const tag = TAG_KEY.exec(key)?.[1];
          return tag === undefined || /[*?$]/.test(tag) || isTag(context, tag)
            ? []
            : [`${nameOf(statement)} must name a tag that resources have, got ${key}`];
        }),
      ]),
  ),
};

/** Tags by which services mark what they make, and that are in no configuration. */
const OF_SERVICES = /^(?:aws:|eks:|kubernetes|k8s\.io|elbv2\.k8s\.aws|ebs\.csi\.aws\.com|CSIVolume|AWSIESnapshot)/;

function isTag({ inventory }: RuleContext, tag: string): boolean {
  const known = tagKeys(inventory);
  return known.size === 0 || known.has(tag) || (OF_SERVICES.test(tag) && !hasKin(known, tag));
}

/** Whether resources have tags that begin alike: a tag of a cluster ends in the cluster's name. */
function hasKin(known: ReadonlySet<string>, tag: string): boolean {
  const beginning = tag.slice(0, tag.lastIndexOf('/') + 1);
  return beginning !== '' && [...known].some((one) => one.startsWith(beginning));
}

const tagKeys = oncePer(
  (inventory: Inventory): ReadonlySet<string> => new Set(inventory.resources({ mode: 'managed' }).flatMap(keysOf)),
);

function keysOf(resource: Resource): readonly string[] {
  // Tags of the groups that the autoscaler reads are resources of their own.
  const key = resource.type === 'aws_autoscaling_group_tag' ? Block.of(resource).block('tag').text('key') : undefined;
  return [...Object.keys(resource.tagsAll), ...(key === undefined ? [] : [key])];
}
