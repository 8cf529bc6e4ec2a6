import { each, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const apiAuthorization: Rule = {
  id: 'CKV_AWS_309',
  family: 'security',
  severity: 'high',
  title: 'Every route of an API says who may call it',
  what: '`authorization_type` of every `aws_apigatewayv2_route` is given and not NONE.',
  why: 'An open route passes everybody on to what is behind it.',
  remedy: 'Give the route an authorizer, or waive the rule where the service behind asks itself.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html',
  check: each('aws_apigatewayv2_route', (route) =>
    mustBeOneOf(route, 'authorization_type', ['JWT', 'AWS_IAM', 'CUSTOM'], 'NONE'),
  ),
};
