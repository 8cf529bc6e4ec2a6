import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const machineImages: Rule = {
  id: 'SMILE_LIFECYCLE_IMAGES',
  family: 'lifecycle',
  severity: 'high',
  title: 'Hosts and nodes run a system that gets security fixes',
  what: 'Images named by SSM parameter in `aws_instance` and `aws_launch_template`, and `ami_type` of `aws_eks_node_group`; warned 180 days before the last security updates that cost nothing, failed 30 days after. Maintenance of Amazon Linux counts; the LTS of Debian does not, since it is not Debian’s security team.',
  why: 'Amazon Linux 2 and Debian 12 have had no regular fixes since summer 2026.',
  remedy: 'Move to a release that gets security updates, such as Amazon Linux 2023 until June 2029.',
  source: 'https://docs.aws.amazon.com/linux/al2023/release-notes/support-info-by-support-statement.html',
  check: (context) =>
    ['al2023', 'al2', 'debian', 'ubuntu'].flatMap((product) => judgeSupport(context, product as 'al2023')),
};
