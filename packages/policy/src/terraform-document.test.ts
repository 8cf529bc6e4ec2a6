import { expect, test } from 'vitest';
import { hole } from './hole.ts';
import { parseTerraformDocument } from './terraform-document.ts';

// Arguments: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
test('reads the arguments of a document, expressions as holes and policy variables as variables', () => {
  expect(
    parseTerraformDocument({
      statement: [
        {
          sid: 'Read',
          actions: ['s3:GetObject'],
          resources: ['${aws_s3_bucket.Logs.arn}/&{aws:userid}/*'],
          principals: [{ type: 'AWS', identifiers: ['111111111111'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }],
        },
        { effect: 'Deny', not_actions: 'iam:Get*', not_resources: ['a'] },
      ],
    }),
  ).toEqual({
    version: '2012-10-17',
    statements: [
      {
        sid: 'Read',
        effect: 'Allow',
        actions: ['s3:GetObject'],
        resources: [`${hole('aws_s3_bucket.Logs.arn')}/\${aws:userid}/*`],
        principals: [{ type: 'AWS', ids: ['111111111111'] }],
        conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }],
      },
      { effect: 'Deny', notActions: ['iam:Get*'], notResources: ['a'], conditions: [] },
    ],
  });
});

test('an effect that is known later neither allows nor denies', () => {
  expect(parseTerraformDocument({ statement: { effect: '${local.effect}', actions: ['*'] } }).statements).toMatchObject(
    [{ effect: 'unknown' }],
  );
});
