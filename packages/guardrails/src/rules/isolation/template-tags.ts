import { each } from '../../reading/checks.ts';
import { defaultTagsOf } from '../../reading/default-tags.ts';
import type { Rule } from '../../rule.ts';

/** What EC2 makes with a host besides the host itself. */
const MADE_ALONG = ['volume', 'network-interface'];

export const templateTags: Rule = {
  id: 'SMILE_TEMPLATE_TAGS',
  family: 'isolation',
  severity: 'medium',
  title: 'Launch templates tag what EC2 makes with the tags of their stack',
  what: 'Every `aws_launch_template` has `tag_specifications` for volumes and network interfaces, and for instances where a node group starts them; each has every default tag of the stack with its value.',
  why: "The provider's default tags reach the template alone: disks and interfaces without tags are in no backup, no bill and no permission that goes by tags.",
  remedy: 'Give each specification defaultTags() of @smile/core.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecificationRequest.html',
  check: each('aws_launch_template', (template, place, { inventory }) => {
    const specifications = template.blocks('tag_specifications');
    const types = specifications.map((one) => one.text('resource_type') ?? '');
    const isOfGroup = inventory.referencedBy(place).some(({ type }) => type === 'aws_eks_node_group');
    const wanted = isOfGroup ? ['instance', ...MADE_ALONG] : MADE_ALONG;
    const stack = inventory.stacks.find(({ name }) => name === place.stack);
    const tags = stack === undefined ? undefined : defaultTagsOf(stack);
    const other = specifications.flatMap((one) => {
      const own = one.block('tags');
      return (tags?.names() ?? [])
        .filter((tag) => own.text(tag) !== tags?.text(tag))
        .map(
          (tag) =>
            `tag ${tag} of ${one.text('resource_type')} must be ${tags?.text(tag)} as in its stack, got ${own.show(tag)}`,
        );
    });
    return [
      ...wanted
        .filter((type) => !types.includes(type))
        .map((type) => `tag_specifications must have ${type}, got ${types.join(', ') || 'none'}`),
      ...other,
    ];
  }),
};
