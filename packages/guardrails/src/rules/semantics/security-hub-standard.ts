import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const TYPES = ['aws_securityhub_standards_subscription', 'aws_securityhub_standards_control_association'];

const STANDARDS = [
  'aws-foundational-security-best-practices/v/1.0.0',
  'aws-resource-tagging-standard/v/1.0.0',
  'cis-aws-foundations-benchmark/v/1.4.0',
  'cis-aws-foundations-benchmark/v/3.0.0',
  'cis-aws-foundations-benchmark/v/5.0.0',
  'nist-800-171/v/2.0.0',
  'nist-800-53/v/5.0.0',
  'pci-dss/v/3.2.1',
  'pci-dss/v/4.0.1',
];

export const securityHubStandard: Rule = {
  id: 'SMILE_SECURITY_HUB_STANDARD',
  family: 'semantics',
  severity: 'high',
  title: 'A standard of Security Hub exists, and in this region',
  what: '`standards_arn` of a subscription or an exception names a known standard and version, in the region of the resource.',
  why: 'Plan accepts any text, also the ARN of another region; Security Hub refuses it.',
  remedy: 'Take the ARN from SecurityHub of governance.',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html',
  check: allOf(
    argumentRules('standards-arn'),
    each(TYPES, (standard, { region }) => {
      const [, place, name] =
        /^arn:aws:securityhub:([a-z0-9-]+)::standards\/(.+)$/.exec(standard.text('standards_arn') ?? '') ?? [];
      if (place === undefined || name === undefined) return undefined;
      return [
        region === undefined || place === region ? undefined : `standards_arn must be of ${region}, got ${place}`,
        STANDARDS.includes(name) ? undefined : `standards_arn must name one of ${STANDARDS.join(', ')}, got ${name}`,
      ];
    }),
  ),
};
