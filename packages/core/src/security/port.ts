/** One port, a range, or everything, as security-group rules name it. */
export interface Port {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | '-1';
  readonly from?: number;
  readonly to?: number;
  /** Word for construct ids, as in `Tcp3306`. Part of a Terraform address: never changed. */
  readonly id: string;
}

/** One TCP port. */
export function tcp(port: number): Port & { readonly from: number } {
  return { protocol: 'tcp', from: port, to: port, id: `Tcp${port}` };
}

/** A range of TCP ports, both ends included. */
export function tcpRange(from: number, to: number): Port {
  return { protocol: 'tcp', from, to, id: `Tcp${from}To${to}` };
}

/** One UDP port. */
export function udp(port: number): Port {
  return { protocol: 'udp', from: port, to: port, id: `Udp${port}` };
}

/**
 * Every protocol and port. AWS ignores ports given with protocol `-1`, and the provider then shows a difference for ever
 * (pitfall P19), so there are none.
 */
export const ALL_TRAFFIC: Port = { protocol: '-1', id: 'All' };

/** Ports of the services that we run. */
export const PORTS = {
  https: tcp(443),
  mysql: tcp(3306),
  redis: tcp(6379),
  amqps: tcp(5671),
} as const;
