import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const textRecord: Rule = {
  id: 'SMILE_TEXT_RECORD',
  family: 'semantics',
  severity: 'medium',
  title: 'Long texts in DNS are written in pieces',
  what: 'No piece of a TXT `aws_route53_record` is longer than 255 characters.',
  why: 'Plan accepts it, Route 53 refuses it.',
  remedy: 'Put \\"\\" between the pieces.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_record',
  check: each('aws_route53_record', (record) => {
    if (record.text('type') !== 'TXT') return undefined;
    const longest = Math.max(
      0,
      ...record.texts('records').flatMap((text) => text.split('""').map((piece) => piece.length)),
    );
    return longest > 255 ? `records must have pieces of at most 255 characters, got ${longest}` : undefined;
  }),
};
