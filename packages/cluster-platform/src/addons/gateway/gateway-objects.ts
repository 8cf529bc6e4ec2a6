import { REASON_ANNOTATION } from '@smile/core';
import { GATEWAY_NAMESPACE } from '../../mesh/mesh-names.ts';
import type { CustomResource } from '../../objects/custom-resource.ts';
import type { TargetGroupBinding } from '../../objects/own-kinds.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Entrance, FilledTargetGroup } from '../../routes/entrance.ts';
import { CLUSTER_CA } from '../cert-manager/cluster-ca.ts';
import { gatewayName, gatewayPods } from './gateway-pods.ts';
import { requestPorts } from './gateway-values.ts';

/** What makes pods of Envoy the gateway of a load balancer: certificate, listeners, who may call, and the target groups. */
export function gatewayObjects(context: PlatformContext, entrance: Entrance): readonly CustomResource[] {
  const name = gatewayName(entrance.name);
  const { labels } = gatewayPods(context, entrance.name);
  const hosts = Object.values(entrance.hosts);
  return [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, namespace: GATEWAY_NAMESPACE },
      spec: {
        secretName: name,
        dnsNames: hosts,
        duration: '2160h',
        renewBefore: '720h',
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace: GATEWAY_NAMESPACE },
      spec: {
        selector: labels,
        // A load balancer sends no name in its TLS greeting, so a listener by name would match nothing and close the connection.
        servers: requestPorts(entrance).map((port) => ({
          port: { number: port, name: `https-${port}`, protocol: 'HTTPS' },
          hosts: ['*'],
          tls: { mode: 'SIMPLE', credentialName: name, minProtocolVersion: 'TLSV1_2' },
        })),
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: {
        name: `${name}-from-load-balancer`,
        namespace: GATEWAY_NAMESPACE,
        annotations: { [REASON_ANNOTATION]: 'Load balancers send requests for the hosts that they serve' },
      },
      spec: {
        selector: { matchLabels: labels },
        action: 'ALLOW',
        rules: [
          {
            from: [{ source: { ipBlocks: context.loadBalancers.cidrs } }],
            to: [
              {
                operation: {
                  hosts: hosts.flatMap(withPorts),
                  ports: requestPorts(entrance).map(String),
                },
              },
            ],
          },
        ],
      },
    },
    ...entrance.targetGroups.map((group, index) =>
      binding(context, name, index === 0 ? name : `${name}-second`, group),
    ),
  ];
}

/** A host as requests name it, with and without a port. A pattern has one `*`, at one end. https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation */
function withPorts(host: string): readonly string[] {
  return host.startsWith('*') ? [host] : [host, `${host}:*`];
}

function binding(
  { cluster }: PlatformContext,
  service: string,
  name: string,
  { targetGroupArn, port }: FilledTargetGroup,
): TargetGroupBinding {
  return {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name, namespace: GATEWAY_NAMESPACE },
    spec: {
      targetGroupARN: targetGroupArn,
      targetType: 'ip',
      vpcID: cluster.vpc.vpcId,
      serviceRef: { name: service, port },
    },
  };
}
