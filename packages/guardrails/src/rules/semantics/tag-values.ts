import { argumentRules } from '../../reading/argument-rules.ts';
import { isExpression } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const tagValues: Rule = {
  id: 'SMILE_TAG_VALUES',
  family: 'semantics',
  severity: 'high',
  title: 'Tags are texts that AWS takes, known at plan',
  what: 'Keys and values of tags have allowed characters and lengths, are not empty, and default tags hold no expression.',
  why: 'Plan accepts anything. A semicolon fails at apply, an empty default tag removes real tags, and one that is unknown at plan fails with an inconsistent final plan.',
  remedy: 'Use tagText(), and literals in defaultTags.',
  source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html',
  check: allOf(argumentRules('tag-characters'), ({ resources }) =>
    resources('aws_*').flatMap((place) =>
      Object.entries(place.tagsAll)
        .filter(([key, value]) => value === '' || (isExpression(value) && !(key in place.tags)))
        .map(([key, value]) => ({
          place,
          message: `tag ${key} must be a text known at plan, got ${JSON.stringify(value)}`,
        })),
    ),
  ),
};
