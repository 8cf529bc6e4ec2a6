import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

const FEATURES = [
  'EBS_MALWARE_PROTECTION',
  'EKS_AUDIT_LOGS',
  'LAMBDA_NETWORK_LOGS',
  'RDS_LOGIN_EVENTS',
  'RUNTIME_MONITORING',
  'S3_DATA_EVENTS',
];

export const threatDetectionFeatures: Rule = {
  id: 'SMILE_THREAT_DETECTION_FEATURES',
  family: 'semantics',
  severity: 'medium',
  title: 'Every feature of GuardDuty is said to be on or off',
  what: 'Where there is an `aws_guardduty_detector`, each of its six features has a resource with a known name; runtime monitoring states all three agents.',
  why: 'Leaving a feature out does not switch it off: AWS keeps what was, and shows agents in a fixed list, so that every plan differs.',
  remedy: 'Use GuardDuty.',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
  check: allOf(
    argumentRules('guardduty-feature', 'runtime-monitoring-agents'),
    each('aws_guardduty_detector', (_, detector, context) => {
      const stated = companionsOf(context, detector, 'aws_guardduty_detector_feature', 'detector_id').map(
        (feature) => feature.values.name,
      );
      const missing = FEATURES.filter((feature) => !stated.includes(feature));
      return missing.length === 0 ? undefined : `must have a feature resource for ${missing.join(', ')}`;
    }),
  ),
};
