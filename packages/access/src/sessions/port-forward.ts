import type { Environment, Port } from '@smile/core';
import type { SessionContent } from './session-document.ts';

/** Any port of the operator's machine. `0` lets the plugin choose a free one. */
const ANY_PORT = '^[0-9]{1,5}$';

/**
 * A forwarded port, as AWS's own `AWS-StartPortForwardingSessionToRemoteHost`, but only to names of the environment and
 * of AWS data stores and clusters in its region, on listed ports. Security groups decide which of them the bastion really reaches.
 */
export function portForwardContent(environment: Environment, ports: readonly Port[]): SessionContent {
  return {
    description: 'Forwards a port of a data store or a cluster through the bastion',
    sessionType: 'Port',
    parameters: {
      host: {
        type: 'String',
        description: 'Name of the data store or cluster',
        allowedPattern: hostPattern(environment),
      },
      portNumber: {
        type: 'String',
        description: 'Port of the data store or cluster',
        allowedPattern: `^(${ports.map(({ from }) => from).join('|')})$`,
      },
      localPortNumber: {
        type: 'String',
        description: 'Port on your machine',
        allowedPattern: ANY_PORT,
        default: '0',
      },
    },
    properties: {
      type: 'LocalPortForwarding',
      host: '{{ host }}',
      portNumber: '{{ portNumber }}',
      localPortNumber: '{{ localPortNumber }}',
    },
  };
}

/** Pattern of the hosts that may be forwarded. */
export function hostPattern({ region, network }: Environment): string {
  const domains = [
    literal(network.privateDomain),
    literal(`${region}.rds.amazonaws.com`),
    // ElastiCache abbreviates the region, as in `apse3`.
    String.raw`[a-z0-9]+\.cache\.amazonaws\.com`,
    literal(`mq.${region}.amazonaws.com`),
    literal(`mq.${region}.on.aws`),
  ];
  // The API of a cluster has a name of its own form, with a part that AWS makes up.
  const cluster = String.raw`[A-F0-9]{32}\.[a-z0-9]+\.${literal(`${region}.eks.amazonaws.com`)}`;
  return String.raw`^(([a-z0-9-]+\.)+(${domains.join('|')})|${cluster})$`;
}

function literal(text: string): string {
  return text.replaceAll('.', String.raw`\.`);
}
