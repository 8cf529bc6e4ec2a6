import { allOf, each, withLifecycles } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const PROCEDURE =
  'add a second group, bind or register its targets, move the listener, then remove the first (docs/runbooks/replace-a-target-group.md)';

export const targetGroupKept: Rule = {
  id: 'SMILE_TARGET_GROUP_REPLACEMENT',
  family: 'semantics',
  severity: 'high',
  title: 'A target group in use is never replaced in place',
  what: 'Every `aws_lb_target_group` has `prevent_destroy`, unless its tags say why it may be deleted; no plan replaces or deletes one without that tag.',
  why: 'Port, protocol, protocol version, type and name cannot be changed. The group that takes the place of another is empty, since its targets come from a controller in the cluster or from a later stack: every request is answered 503 until those are applied.',
  remedy: `Follow the procedure: ${PROCEDURE}.`,
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html',
  check: allOf(
    withLifecycles(
      each('aws_lb_target_group', (_, { lifecycle, tagsAll }) =>
        lifecycle.preventDestroy || 'deletion-allowed-because' in tagsAll
          ? undefined
          : 'lifecycle.prevent_destroy must be true, got false',
      ),
    ),
    ({ inventory }) =>
      inventory
        .resources({ type: 'aws_lb_target_group', mode: 'managed' })
        .filter(({ change, tagsAll }) => change?.action === 'replace' && !('deletion-allowed-because' in tagsAll))
        .map((place) => ({ place, message: `must not be replaced; ${PROCEDURE}` })),
  ),
};
