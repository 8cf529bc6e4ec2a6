import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostVolumeTags: Rule = {
  id: 'SMILE_HOST_VOLUME_TAGS',
  family: 'semantics',
  severity: 'medium',
  title: 'Tags of volumes are said in one place',
  what: 'An `aws_instance` has `volume_tags`, or tags on its disks, not both.',
  why: 'Each removes what the other set, so the plan is never empty.',
  remedy: 'Use tag_specifications of a launch template.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance',
  check: each('aws_instance', (host) =>
    host.has('volume_tags') &&
    [...host.blocks('root_block_device'), ...host.blocks('ebs_block_device')].some((disk) => disk.has('tags'))
      ? 'volume_tags must be left out beside tags of a disk'
      : undefined,
  ),
};
