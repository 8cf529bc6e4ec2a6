import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const apiLogs: Rule = {
  id: 'CKV_AWS_76',
  family: 'security',
  severity: 'medium',
  title: 'API stages write down every call',
  what: '`access_log_settings` of every stage of API Gateway is given.',
  why: 'After an attack nobody can say who called what.',
  remedy: 'Give the stage a log group.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
  check: each(['aws_api_gateway_stage', 'aws_apigatewayv2_stage'], (stage) =>
    mustHave(stage, 'access_log_settings', 'a log group'),
  ),
};
