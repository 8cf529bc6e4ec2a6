import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { nameOf } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

/** Keys whose values name a Region, as in `sns.ap-southeast-3.amazonaws.com` or `ap-southeast-3`. */
const KEYS = /^(?:kms:ViaService|aws:RequestedRegion|aws:CalledVia(?:First|Last)?|ec2:Region|iam:PassedToService)$/;
const REGION = /(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d)(?:\.|$)/;

export const policyRegions: Rule = {
  id: 'SMILE_POLICY_REGIONS',
  family: 'region',
  severity: 'medium',
  title: 'Conditions of policies name the Region of their resource',
  what: 'A Region in a value of `kms:ViaService`, `aws:RequestedRegion` and keys like them is that of the resource whose policy it is.',
  why: 'A condition on a service of another Region never holds: an Allow gives nothing, and a Deny denies nothing.',
  remedy: "Write the service's name with the Region of the environment.",
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  check: each('aws_*', (_, resource, context) => {
    const { region } = resource;
    if (region === undefined) return undefined;
    return (policyOf(context, resource) ?? []).flatMap((statement) =>
      statement.tests
        .filter(({ key }) => KEYS.test(key))
        .flatMap(({ key, values }) =>
          values
            .filter((value) => (REGION.exec(value)?.[1] ?? region) !== region)
            .map((value) => `${nameOf(statement)} must name ${region} in ${key}, got ${value}`),
        ),
    );
  }),
};
