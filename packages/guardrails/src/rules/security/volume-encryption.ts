import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const volumeEncryption: Rule = {
  id: 'CKV_AWS_3',
  family: 'security',
  severity: 'high',
  title: 'Every volume is encrypted',
  what: '`encrypted` of every `aws_ebs_volume`, of the disks of an `aws_instance`, and of every disk of an `aws_launch_template` is true.',
  why: 'A snapshot of an unencrypted volume is readable by whoever it is shared with.',
  remedy: 'Use Host, or set encrypted.',
  source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
  includes: ['CKV_AWS_8', 'CKV2_AWS_2'],
  check: each(['aws_ebs_volume', 'aws_instance', 'aws_launch_template'], (host, { type }) => {
    if (type === 'aws_ebs_volume') return mustBe(host, 'encrypted', true);
    const disks = [
      ...host.blocks('root_block_device'),
      ...host.blocks('ebs_block_device'),
      ...host.blocks('block_device_mappings').flatMap((disk) => disk.blocks('ebs')),
    ];
    return disks.map((disk) => mustBe(disk, 'encrypted', true));
  }),
};
