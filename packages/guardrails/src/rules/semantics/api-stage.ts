import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const apiStage: Rule = {
  id: 'SMILE_API_STAGE',
  family: 'semantics',
  severity: 'high',
  title: "An API's stage deploys itself, and lets calls through",
  what: 'An `aws_apigatewayv2_stage` with `auto_deploy` has no `deployment_id`; `default_route_settings` state both throttling figures; a VPC link is created before it is destroyed.',
  why: 'A deployment id fights with automatic deployment. Route settings without figures mean zero, and every call gets 429.',
  remedy: 'Use ApiGateway of @smile/edge.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_stage',
  check: allOf(
    argumentRules('http-api-throttling', 'http-api-deployment'),
    inCode(
      each('aws_apigatewayv2_vpc_link', (_, { lifecycle }) =>
        lifecycle.createBeforeDestroy ? undefined : 'lifecycle.create_before_destroy must be true, got false',
      ),
    ),
  ),
};
