import { type JsonObject, valueAt } from '@smile/inventory';
import type { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const trailSelectors: Rule = {
  id: 'SMILE_TRAIL_SELECTORS',
  family: 'security',
  severity: 'high',
  title: 'The audit trail records all management events, and objects of states',
  what: 'A trail with advanced selectors has one for management events with no further field (no readOnly, no excluded event source), one for data events of S3 objects that is bounded by ARN to buckets of the account, and both kinds of insights.',
  why: 'A selector with readOnly, or without management events, leaves half of the calls out, and the trail is green.',
  remedy: 'Use Trail.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  check: each('aws_cloudtrail', (trail, { values }) => {
    const selectors = trail.blocks('advanced_event_selector').map(fieldsOf);
    const insights = trail.blocks('insight_selector').flatMap((one) => one.text('insight_type') ?? []);
    const management = selectors.filter((fields) => fields.get('eventCategory')?.includes('Management') === true);
    const data = selectors.filter((fields) => fields.get('eventCategory')?.includes('Data') === true);
    return [
      ...(selectors.length > 0 && !management.some((fields) => fields.size === 1)
        ? ['advanced_event_selector must record all management events, got none that does']
        : []),
      ...(selectors.length > 0 &&
      !data.some(
        (fields) =>
          fields.get('resources.type')?.includes('AWS::S3::Object') === true &&
          /terraform-state/.test(String(fields.get('resources.ARN') ?? '${')),
      )
        ? ['advanced_event_selector must record objects of the bucket of states, got none that does']
        : []),
      ...data
        .filter((fields) => fields.has('readOnly') || fields.has('eventName'))
        .map(() => 'advanced_event_selector of data events must record reads and writes, got some'),
      ...['ApiCallRateInsight', 'ApiErrorRateInsight']
        .filter((one) => !insights.includes(one))
        .map(
          (one) =>
            `insight_selector must hold ${one}, got ${JSON.stringify(valueAt(values as JsonObject, 'insight_selector') ?? 'nothing')}`,
        ),
    ];
  }),
};

/** Values of each field of a selector, whatever the comparison. */
function fieldsOf(selector: Block): ReadonlyMap<string, readonly string[]> {
  return new Map(
    selector.blocks('field_selector').map((field) => {
      const values = ['equals', 'starts_with', 'ends_with', 'not_equals', 'not_starts_with', 'not_ends_with'].flatMap(
        (comparison) => field.list(comparison).map(String),
      );
      return [field.text('field') ?? '', values] as const;
    }),
  );
}
