import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const nodeGroupImage: Rule = {
  id: 'SMILE_NODE_GROUP_IMAGE',
  family: 'semantics',
  severity: 'high',
  title: 'Nodes run an image that we chose, from a template of ours',
  what: '`release_version` and `launch_template` of every `aws_eks_node_group` are given.',
  why: 'Left out, AWS takes the newest image of the day, and rolls the nodes on an unrelated apply; without a template their disks are not ours to encrypt.',
  remedy: 'Use NodeGroup of @smile/eks, which takes the release from versions.ts.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html',
  check: allOf(
    argumentRules('node-group-image-type', 'node-group-release-version'),
    each('aws_eks_node_group', (group) => [
      mustHave(group, 'release_version', 'a release of the image'),
      mustHave(group, 'launch_template', 'a template of ours'),
    ]),
  ),
};
