import { argumentRules } from '../../reading/argument-rules.ts';
import { Block } from '../../reading/block.ts';
import { allOf, each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const FORBIDDEN = [
  'iam_instance_profile',
  'instance_initiated_shutdown_behavior',
  'hibernation_options',
  'instance_market_options',
];

export const nodeGroupTemplate: Rule = {
  id: 'SMILE_NODE_GROUP_TEMPLATE',
  family: 'semantics',
  severity: 'high',
  title: 'A node group and its launch template do not both decide',
  what: 'An `aws_eks_node_group` with a launch template has no `disk_size`; the template has no instance profile, subnets, shutdown behaviour or hibernation. No plan updates `launch_template` in place and leaves `release_version` as it is.',
  why: 'EKS refuses such a template, and ignores the disk size. The provider sends the release only when it changes, and for an update that names none EKS takes its newest image: the next plan wants an older one, which EKS refuses.',
  remedy: 'Use NodeGroup of @smile/eks; raise NODE_RELEASES in the change that changes a template.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
  check: allOf(
    templateAlone,
    argumentRules('node-group-disk-size', 'node-group-remote-access'),
    each('aws_eks_node_group', (_, resource, context) => {
      const templates = targetsOf(context, resource, 'launch_template', 'aws_launch_template');
      return templates.flatMap((template) =>
        FORBIDDEN.filter((name) => Block.of(template).has(name)).map(
          (name) => `launch_template must have no ${name}, got one in ${template.address}`,
        ),
      );
    }),
  ),
};

/** Plans that change a template without the release beside it. https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html */
function templateAlone({ inventory }: RuleContext): readonly Violation[] {
  return inventory.resources({ type: 'aws_eks_node_group', mode: 'managed' }).flatMap((place) => {
    const { updated = [] } = place.change ?? {};
    const release = Block.of(place).text('release_version');
    if (release === undefined || !updated.includes('launch_template') || updated.includes('release_version')) return [];
    const message = `launch_template changes and release_version stays ${release}; raise its row of NODE_RELEASES in the same change, as packages/eks/README.md says`;
    return [{ place, message }];
  });
}
