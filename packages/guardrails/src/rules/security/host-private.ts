import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostPrivate: Rule = {
  id: 'CKV_AWS_88',
  family: 'security',
  severity: 'high',
  title: 'Hosts have no public address',
  what: '`associate_public_ip_address` of every `aws_instance` is false; no network interface of an `aws_launch_template` asks for one.',
  why: 'A host with an address is scanned within minutes. Left out, the subnet decides, and a subnet can change.',
  remedy: 'Use Host.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
  check: each(['aws_instance', 'aws_launch_template'], (host, { type }) =>
    type === 'aws_instance'
      ? mustBe(host, 'associate_public_ip_address', false, true)
      : host.blocks('network_interfaces').map((one) => mustBe(one, 'associate_public_ip_address', false)),
  ),
};
