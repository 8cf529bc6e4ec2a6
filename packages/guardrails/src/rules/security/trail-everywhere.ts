import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const trailEverywhere: Rule = {
  id: 'CKV_AWS_67',
  family: 'security',
  severity: 'high',
  title: 'The audit trail covers every region, and is on',
  what: '`is_multi_region_trail`, `include_global_service_events` and `enable_logging` of every `aws_cloudtrail` are true.',
  why: 'Attackers work in the regions where nobody looks. A multi-region trail without global events is refused at apply.',
  remedy: 'Use Trail.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html',
  includes: ['CKV_AWS_251'],
  check: each('aws_cloudtrail', (trail) => [
    mustBe(trail, 'is_multi_region_trail', true),
    mustBe(trail, 'include_global_service_events', true, true),
    mustBe(trail, 'enable_logging', true, true),
  ]),
};
