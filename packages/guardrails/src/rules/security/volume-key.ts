import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const volumeKey: Rule = {
  id: 'CKV_AWS_189',
  family: 'security',
  severity: 'medium',
  title: 'Volumes are encrypted under our key',
  what: '`kms_key_id` of every `aws_ebs_volume` and of every disk of an `aws_launch_template` is given.',
  why: 'Snapshots under the key of AWS can never be copied to another account.',
  remedy: 'Use Host, or give the volume a key.',
  source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
  check: each(['aws_ebs_volume', 'aws_launch_template'], (host, { type }) =>
    type === 'aws_ebs_volume'
      ? mustHave(host, 'kms_key_id', 'a key of ours')
      : host
          .blocks('block_device_mappings')
          .flatMap((disk) => disk.blocks('ebs').map((one) => mustHave(one, 'kms_key_id', 'a key of ours'))),
  ),
};
