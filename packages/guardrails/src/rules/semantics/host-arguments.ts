import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const hostArguments: Rule = {
  id: 'SMILE_HOST_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A host is one that EC2 starts',
  what: 'An instance with disk settings names an image id; CPU credits go with types that have some; user data fits into 16 KiB.',
  why: 'The provider looks an alias up at plan, or EC2 refuses the instance at apply.',
  remedy: 'Use Host.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/43488',
  check: argumentRules('instance-image-alias', 'instance-cpu-credits', 'instance-user-data-size'),
};
