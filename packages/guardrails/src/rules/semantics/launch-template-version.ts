import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const launchTemplateVersion: Rule = {
  id: 'SMILE_LAUNCH_TEMPLATE_VERSION',
  family: 'semantics',
  severity: 'high',
  title: 'Launch templates are referenced by version number',
  what: '`version` in `launch_template` of instances, node groups and Auto Scaling groups is neither `$Latest` nor `$Default`.',
  why: 'Every plan shows a difference, and a template that somebody changed by hand rolls the nodes on an unrelated apply.',
  remedy: 'Pass latest_version or default_version of the template.',
  source: 'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/1446',
  check: allOf(
    argumentRules('node-group-template-version'),
    each(['aws_instance', 'aws_autoscaling_group'], (group) =>
      group.blocks('launch_template').map((template) => {
        const version = template.text('version') ?? '';
        return version.startsWith('$') ? `launch_template.version must be a number, got "${version}"` : undefined;
      }),
    ),
  ),
};
