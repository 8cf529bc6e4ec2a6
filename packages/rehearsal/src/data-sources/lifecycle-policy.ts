import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';

/** What `aws_ecr_lifecycle_policy_document` computes: the rules in the JSON form that ECR takes. */
export function lifecyclePolicyText(config: ObjectValue): string {
  const rules = objects(config.rule).map((rule) => {
    const [selection] = objects(rule.selection);
    const actions = objects(rule.action);
    return {
      rulePriority: rule.priority,
      ...(typeof rule.description === 'string' ? { description: rule.description } : {}),
      selection: selectionOf(selection ?? {}),
      action: { type: actions[0]?.type ?? 'expire' },
    };
  });
  return JSON.stringify({ rules }, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
}

function selectionOf(selection: ObjectValue) {
  return Object.fromEntries(
    [
      ['tagStatus', selection.tag_status],
      ['tagPatternList', selection.tag_pattern_list],
      ['tagPrefixList', selection.tag_prefix_list],
      ['countType', selection.count_type],
      ['countUnit', selection.count_unit],
      ['countNumber', selection.count_number],
    ].filter(([, value]) => value !== null && value !== undefined),
  );
}

function objects(value: Value | undefined): ObjectValue[] {
  return (isList(value) ? value : [value ?? null]).filter(isObject);
}
