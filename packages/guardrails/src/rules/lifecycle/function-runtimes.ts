import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const functionRuntimes: Rule = {
  id: 'CKV_AWS_363',
  family: 'lifecycle',
  severity: 'medium',
  title: 'Functions run on a runtime that Lambda supports',
  what: '`runtime` of every `aws_lambda_function` of Node.js; warned 180 days before the end, failed 30 days after.',
  why: 'Lambda blocks updates of a function whose runtime has ended.',
  remedy: 'Raise the runtime.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  check: (context) => judgeSupport(context, 'node'),
};
