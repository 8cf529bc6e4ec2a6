import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const addOnVersion: Rule = {
  id: 'SMILE_ADD_ON_VERSION',
  family: 'semantics',
  severity: 'medium',
  title: 'Add-ons have a version that we chose',
  what: '`addon_version` of every `aws_eks_addon` is given, and it, the configuration and what happens to conflicts are as EKS takes them.',
  why: 'Left out, AWS takes the default of the day, and two clusters made a week apart differ.',
  remedy: 'Take the version from versions.ts.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managing-add-ons.html',
  check: allOf(
    argumentRules(
      'eks-addon-version',
      'eks-addon-configuration',
      'eks-addon-conflicts-on-create',
      'eks-addon-conflicts-on-update',
    ),
    each('aws_eks_addon', (addOn) => mustHave(addOn, 'addon_version', 'a version')),
  ),
};
