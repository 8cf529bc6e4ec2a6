import type { ValuesOfType } from '../../reading/required-values.ts';
import { between, GIVEN, is, ON, ON_BY_DEFAULT, oneOf } from '../../reading/wanted.ts';

/** What load balancers that pass connections on need: they are for traffic within the VPC, whose ends prove themselves by TLS. */
export const NETWORK_BALANCER_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_lb',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html',
    rows: [
      ['internal', ON, 'the internet would get to pods without a web ACL'],
      ['ip_address_type', is('ipv4', 'or nothing'), 'the VPC has no IPv6'],
      ['enable_deletion_protection', ON, 'one call deletes it'],
      ['enable_cross_zone_load_balancing', ON, 'a zone without pods would answer nobody'],
      ['enable_zonal_shift', ON, 'a zone that is ill cannot be left'],
      ['security_groups', GIVEN, 'it would let in everybody, and none can be added later'],
    ],
  },
  {
    type: 'aws_lb_listener',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html',
    rows: [
      ['protocol', is('TCP'), 'TLS would end here, and the target would see no certificate of the client'],
      ['default_action.type', is('forward'), 'Elastic Load Balancing refuses anything else'],
    ],
  },
  {
    type: 'aws_lb_target_group',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html',
    rows: [
      ['protocol', is('TCP'), 'TLS of the client would not reach the target'],
      ['target_type', is('ip'), 'targets are pods'],
      [
        'preserve_client_ip',
        is('false', 'or nothing'),
        "network policies of the targets name the load balancer's addresses",
      ],
      ['deregistration_delay', between(10, 300), 'connections would be cut, or a rollout waits for long'],
      ['health_check.enabled', ON_BY_DEFAULT, 'connections would go to what is dead'],
      [
        'health_check.protocol',
        oneOf(['HTTP', 'HTTPS']),
        'a port that is open says little, and each look is half a handshake',
      ],
      ['health_check.matcher', is('200'), 'an error would count as healthy'],
      ['health_check.interval', between(5, 30), 'a target would stay for long after it died'],
    ],
  },
];
