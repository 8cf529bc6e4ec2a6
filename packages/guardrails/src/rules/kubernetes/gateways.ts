import { Block } from '../../reading/block.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const gateways: Rule = {
  id: 'SMILE_K8S_GATEWAY',
  family: 'kubernetes',
  severity: 'high',
  title: 'A gateway takes HTTPS on 443 for every host',
  what: "Every server of an Istio Gateway has port 443, protocol HTTPS, hosts `['*']` and one certificate; a Gateway has one server and a selector.",
  why: 'An Application Load Balancer sends no server name in its handshake: a server with named hosts, or a second one, matches no connection, and the load balancer gets a reset.',
  remedy: 'Name hosts in VirtualServices; one Gateway per load balancer.',
  source: 'https://github.com/istio/istio/issues/31421',
  check: eachObject(
    'Gateway',
    ({ spec }) => {
      const servers = new Block(spec).blocks('servers');
      const isEverywhere = new Block(spec).block('selector').names().length === 0;
      return [
        ...(servers.length === 1 ? [] : [`must have one server, got ${servers.length}`]),
        ...(isEverywhere ? ['must have a selector; an empty one takes in every proxy of the mesh'] : []),
        ...servers.flatMap((server, index) => serverProblems(server).map((text) => `servers[${index}]: ${text}`)),
      ];
    },
    /^networking\.istio\.io\//,
  ),
};

function serverProblems(server: Block): readonly string[] {
  const port = server.block('port');
  const hosts = server.texts('hosts');
  const tls = server.block('tls');
  return [
    ...(port.number('number') === 443 ? [] : [`port.number must be 443, got ${port.show('number')}`]),
    ...(port.text('protocol') === 'HTTPS' ? [] : [`port.protocol must be HTTPS, got ${port.show('protocol')}`]),
    ...(hosts.length === 1 && hosts[0] === '*' ? [] : [`hosts must be ["*"], got ${server.show('hosts')}`]),
    ...(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(tls.text('mode') ?? '') && tls.has('credentialName')
      ? []
      : ['tls must have a credentialName, and mode SIMPLE or MUTUAL']),
  ];
}
