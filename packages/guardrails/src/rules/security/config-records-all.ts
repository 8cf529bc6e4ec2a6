import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const configRecordsAll: Rule = {
  id: 'CKV2_AWS_48',
  family: 'security',
  severity: 'medium',
  title: 'AWS Config records everything',
  what: '`recording_group` of every `aws_config_configuration_recorder` has `all_supported` and `include_global_resource_types`.',
  why: 'Security Hub cannot judge what Config does not record, and shows it as passed or not at all.',
  remedy: 'Use ConfigRecorder.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html',
  includes: ['CKV2_AWS_45'],
  check: each('aws_config_configuration_recorder', (recorder) => {
    const group = recorder.block('recording_group');
    return [mustBe(group, 'all_supported', true, true), mustBe(group, 'include_global_resource_types', true)];
  }),
};
