import { type IAspect, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Free text that AWS cannot change, by type: the provider makes a new object for another word. Asked of the plugin itself,
 * `packages/rehearsal/data/README.md`; a guardrail finds the type that is missing here.
 */
const WORDS_THAT_REPLACE: Readonly<Record<string, string>> = {
  aws_db_parameter_group: 'description',
  aws_elasticache_parameter_group: 'description',
  aws_iam_policy: 'description',
  aws_route53_health_check: 'reference_name',
  aws_security_group: 'description',
  aws_ssm_maintenance_window_target: 'description',
};

/**
 * Keeps other words from replacing anything: what AWS cannot change keeps the words it was made with, and new ones count for
 * new objects.
 */
export class WordsReplaceNothing implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof TerraformResource)) return;
    const argument = WORDS_THAT_REPLACE[node.terraformResourceType];
    if (argument === undefined) return;
    const ignored = node.lifecycle?.ignoreChanges ?? [];
    if (ignored === 'all' || ignored.includes(argument)) return;
    node.lifecycle = { ...node.lifecycle, ignoreChanges: [...ignored, argument] };
  }
}
