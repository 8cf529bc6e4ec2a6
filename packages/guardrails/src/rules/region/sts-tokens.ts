import { findRegionFacts } from '@smile/core';
import { each, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const stsTokens: Rule = {
  id: 'SMILE_REGION_STS_TOKENS',
  family: 'region',
  severity: 'medium',
  title: 'STS session tokens of the global endpoint are valid in opt-in regions',
  what: '`global_endpoint_token_version` of `aws_iam_security_token_service_preferences` is `v2Token` in an account whose region must be enabled before use.',
  why: 'Version 1 tokens, which the global endpoint issues otherwise, are valid only in regions that are enabled by default.',
  remedy: 'Use AccountDefaults.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
  check: each('aws_iam_security_token_service_preferences', (preferences, { region }) => {
    if (findRegionFacts(region)?.optIn !== true) return undefined;
    return mustBeOneOf(preferences, 'global_endpoint_token_version', ['v2Token']);
  }),
};
