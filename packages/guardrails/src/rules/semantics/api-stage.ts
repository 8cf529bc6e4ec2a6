import { allOf, each, inCode, mustLack, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const apiStage: Rule = {
  id: 'SMILE_API_STAGE',
  family: 'semantics',
  severity: 'high',
  title: "An API's stage deploys itself, and lets calls through",
  what: 'An `aws_apigatewayv2_stage` with `auto_deploy` has no `deployment_id`; `default_route_settings` state both throttling figures; a VPC link is created before it is destroyed.',
  why: 'A deployment id fights with automatic deployment. Route settings without figures mean zero, and every call gets 429.',
  remedy: 'Use HttpApi of @smile/edge.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_stage',
  check: allOf(
    each('aws_apigatewayv2_stage', (stage) =>
      stage
        .blocks('default_route_settings')
        .flatMap((settings) =>
          ['throttling_burst_limit', 'throttling_rate_limit'].map((name) => mustReach(settings, name, 1, 0)),
        ),
    ),
    inCode(
      each('aws_apigatewayv2_stage', (stage) =>
        stage.flag('auto_deploy', false) === true ? mustLack(stage, 'deployment_id', 'auto_deploy sets it') : undefined,
      ),
    ),
    inCode(
      each('aws_apigatewayv2_vpc_link', (_, { lifecycle }) =>
        lifecycle.createBeforeDestroy ? undefined : 'lifecycle.create_before_destroy must be true, got false',
      ),
    ),
  ),
};
