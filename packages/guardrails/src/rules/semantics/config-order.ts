import { each } from '../../reading/checks.ts';
import { waitsFor } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

const ORDER = [
  ['aws_config_configuration_recorder_status', 'aws_config_delivery_channel'],
  ['aws_config_delivery_channel', 'aws_config_configuration_recorder'],
  ['aws_config_delivery_channel', 'aws_s3_bucket_policy'],
  ['aws_config_config_rule', 'aws_config_configuration_recorder_status'],
] as const;

export const configOrder: Rule = {
  id: 'SMILE_CONFIG_ORDER',
  family: 'semantics',
  severity: 'high',
  title: 'AWS Config is made in the only order that works',
  what: "A recorder status depends on the delivery channel, the channel on the recorder and the bucket's policy, and every rule on the status.",
  why: 'Any other order fails at apply (no delivery channel available), or at destroy.',
  remedy: 'Use ConfigRecorder.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/8655',
  check: (context) =>
    ORDER.flatMap(
      ([type, before]) =>
        each(type, (_, resource) => (waitsFor(context, resource, before) ? undefined : `must depend on ${before}`))(
          context,
        ) ?? [],
    ),
};
