import type { Json, JsonObject } from '@smile/inventory';
import type { EditableEstate } from './editable-estate.ts';
import { DEV, type Mutant, mutantsOf, PRODUCTION, STAGING } from './mutant.ts';
import { addObject, editObjects, editValues, removeObjects } from './release-values.ts';

const MESH = /_Istiod_Objects_/;
const WEB = /_GatewayWeb_Release_/;
const WEB_OBJECTS = /_GatewayWeb_Objects_/;
const ROUTES = /_HostRoutes_Objects_/;
const APPLICATION = ({ stack }: { readonly stack: string }) => stack.endsWith('-app-platform');

const NETWORK_POLICY = 'kubernetes_network_policy_v1';

/** Opens the network from one namespace to another. */
function openPath(estate: EditableEstate, from: string, to: string, port: number): void {
  estate.add('app-platform', NETWORK_POLICY, 'Opened', {
    metadata: { name: 'opened', namespace: to },
    spec: {
      pod_selector: {},
      policy_types: ['Ingress'],
      ingress: [
        {
          from: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': from } } }],
          ports: [{ port: String(port), protocol: 'TCP' }],
        },
      ],
    },
  });
}

/** A service that is deployed: its route, and nothing of what makes the way to it safe. */
function routeTo(host: string, service: string, match?: Json) {
  return (estate: EditableEstate) =>
    editObjects(estate, ROUTES, 'VirtualService', ({ spec }) => {
      if (!JSON.stringify(spec.hosts).includes(host)) return;
      const route = { route: [{ destination: { host: service, port: { number: 8080 } } }] };
      spec.http = [match === undefined ? route : { ...route, match }];
    });
}

/** Weakenings of what is inside the clusters: namespaces, the mesh, the way from target groups to pods. */
export const MESH_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('K8S-NS', PRODUCTION, {
    "WMS's namespace": (estate) => estate.remove('kubernetes_namespace_v1', /_Wms_/),
    "ClickHouse's namespace": (estate) => estate.remove('kubernetes_namespace_v1', /_Olap_/),
    'a namespace under another name': (estate) =>
      estate.set('kubernetes_namespace_v1', /_Smile_/, 'metadata.name', 'smile-app'),
    'the closed network of a namespace': (estate) => estate.remove(NETWORK_POLICY, /_Auth_DenyAll_/),
    'connections out of a namespace that nothing closes': (estate) =>
      estate.set(NETWORK_POLICY, /_Smile_DenyAll_/, 'spec.policy_types', ['Ingress']),
    'a closed network for some pods alone': (estate) =>
      estate.set(NETWORK_POLICY, /_Jenkins_DenyAll_/, 'spec.pod_selector', { match_labels: { app: 'jenkins' } }),
    'the quota of a namespace': (estate) => estate.remove('kubernetes_resource_quota_v1', /_Monitoring_Quota_/),
    'the level of Pod Security': (estate) =>
      estate.set('kubernetes_namespace_v1', /_Wms_/, 'metadata.labels', { 'istio-injection': 'enabled' }),
  }),
  ...mutantsOf('K8S-NS', DEV, {
    'the namespace of Kafka in the shared cluster': (estate) => estate.remove('kubernetes_namespace_v1', /_Etl_/),
  }),
  ...mutantsOf('K8S-ISTIO', PRODUCTION, {
    'the control plane of a cluster': (estate) =>
      estate.remove(
        'helm_release',
        ({ stack, name }) => stack.endsWith('-data-platform') && /_Istiod_Release/.test(name),
      ),
    'the network plug-in': (estate) => estate.remove('helm_release', /_IstioCni_/),
    'plain text beside mutual TLS': (estate) =>
      editObjects(estate, MESH, 'PeerAuthentication', ({ spec }) => {
        spec.mtls = { mode: 'PERMISSIVE' };
      }),
    'mutual TLS of one workload instead of all': (estate) =>
      editObjects(estate, MESH, 'PeerAuthentication', ({ spec }) => {
        spec.selector = { matchLabels: { app: 'core' } };
      }),
    'mutual TLS of the mesh': (estate) => removeObjects(estate, MESH, 'PeerAuthentication'),
    'a namespace in plain text': (estate) =>
      addObject(estate, ({ stack, name }) => APPLICATION({ stack }) && MESH.test(name), {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'default', namespace: 'smile' },
        spec: { mtls: { mode: 'DISABLE' } },
      }),
    'the policy that allows nothing': (estate) => removeObjects(estate, MESH, 'AuthorizationPolicy'),
    'a policy that allows everything': (estate) =>
      editObjects(estate, MESH, 'AuthorizationPolicy', ({ spec }) => {
        spec.rules = [{}];
      }),
    'proxies of a namespace': (estate) =>
      estate.set('kubernetes_namespace_v1', /_Auth_/, 'metadata.labels', {
        'pod-security.kubernetes.io/enforce': 'restricted',
      }),
    'the gateway of a load balancer': (estate) => estate.remove('helm_release', WEB),
  }),
  ...mutantsOf('K8S-ISTIO', STAGING, {
    'a whole platform': (estate) => estate.removeStack('staging-data-platform'),
  }),
  ...mutantsOf('TRF-EXT', PRODUCTION, {
    'the binding of a target group': (estate) => removeObjects(estate, WEB_OBJECTS, 'TargetGroupBinding'),
    "a binding of another load balancer's group": (estate) =>
      editObjects(estate, WEB_OBJECTS, 'TargetGroupBinding', ({ spec }) => {
        spec.targetGroupARN = String(spec.targetGroupARN).replace('Web_Targets', 'Wms_Targets');
      }),
    'two bindings of one group': (estate) =>
      editObjects(estate, /_GatewayWms_Objects_/, 'TargetGroupBinding', ({ spec }) => {
        const web = String(spec.targetGroupARN).replace('groupWms_', 'groupWeb_');
        spec.targetGroupARN = web.replace(/Targets_[0-9A-F]{8}/, webTargetOf(estate));
      }),
    'a Service that nobody makes': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'TargetGroupBinding', ({ spec }) => {
        spec.serviceRef = { name: 'istio-ingressgateway', port: 443 };
      }),
    'another port in the container than in the group': (estate) =>
      editValues(estate, WEB, (values) => {
        values.service = { type: 'ClusterIP', ports: [{ name: 'https', port: 443, targetPort: 8443 }] };
      }),
    'a port open on every node': (estate) =>
      editValues(estate, WEB, (values) => {
        values.service = { ...(values.service as JsonObject), type: 'NodePort' };
      }),
    'an address that the client may write itself': (estate) =>
      editValues(estate, WEB, (values) => {
        values.podAnnotations = { 'proxy.istio.io/config': '{"gatewayTopology":{"numTrustedProxies":3}}' };
      }),
    'the listener': (estate) => removeObjects(estate, WEB_OBJECTS, 'Gateway'),
    'a listener for one name, which no load balancer sends': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'Gateway', ({ spec }) => {
        for (const server of spec.servers as unknown as { hosts: string[] }[]) server.hosts = ['app.smile.example'];
      }),
    'plain HTTP to the gateway': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'Gateway', ({ spec }) => {
        spec.servers = [{ port: { number: 443, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }];
      }),
    'the certificate of the gateway': (estate) => removeObjects(estate, WEB_OBJECTS, 'Certificate'),
    'a certificate without one of the hosts': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'Certificate', ({ spec }) => {
        spec.dnsNames = (spec.dnsNames as string[]).slice(1);
      }),
    'leave for the load balancer': (estate) => removeObjects(estate, WEB_OBJECTS, 'AuthorizationPolicy'),
    'leave for everybody': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'AuthorizationPolicy', ({ spec }) => {
        for (const rule of spec.rules as unknown as { from?: Json }[]) delete rule.from;
      }),
    'leave for addresses that are not of the load balancer': (estate) =>
      editObjects(estate, WEB_OBJECTS, 'AuthorizationPolicy', ({ spec }) => {
        for (const rule of spec.rules as unknown as { from: Json }[]) {
          rule.from = [{ source: { ipBlocks: ['10.0.0.0/20'] } }];
        }
      }),
    'the way of the network to the gateway': (estate) => estate.remove(NETWORK_POLICY, /InLoadBalancersToGatewayWeb/),
    'the route of a host': (estate) =>
      removeObjects(estate, ROUTES, 'VirtualService', ({ metadata }) => metadata.name === 'app'),
    'a second route of a host': (estate) =>
      addObject(estate, ({ stack, name }) => APPLICATION({ stack }) && ROUTES.test(name), {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'app-again', namespace: 'istio-ingress' },
        spec: {
          hosts: ['app.smile.example'],
          gateways: ['istio-ingress/gateway-web'],
          http: [{ directResponse: { status: 503 } }],
        },
      }),
    'the route of a host through another gateway': (estate) =>
      editObjects(estate, ROUTES, 'VirtualService', ({ spec, metadata }) => {
        if (metadata.name === 'app') spec.gateways = ['istio-ingress/gateway-wms'];
      }),
    'a host that says 200 where nobody is': (estate) =>
      editObjects(estate, ROUTES, 'VirtualService', ({ spec, metadata }) => {
        if (metadata.name === 'app') spec.http = [{ directResponse: { status: 200 } }];
      }),
    'a route to a Service that nobody makes': routeTo('app.smile.example', 'web.smile.svc.cluster.local'),
    'a route into a namespace that is not there': routeTo('api.smile.example', 'core.backend.svc.cluster.local'),
    "Keycloak's administration on the public host": routeTo('auth.smile.example', 'keycloak.auth.svc.cluster.local'),
    'a console without a login': routeTo(
      'jaeger.smile.example',
      'prometheus-operator-crds.monitoring.svc.cluster.local',
    ),
  }),
  ...mutantsOf('TRF-INT', PRODUCTION, {
    'a way into the mesh from outside': (estate) => openPath(estate, 'jenkins-plan', 'smile', 8080),
    'a way that neither the mesh nor TLS covers': (estate) => openPath(estate, 'smile', 'monitoring', 3100),
    'a way for everybody': (estate) =>
      estate.add('app-platform', NETWORK_POLICY, 'Opened', {
        metadata: { name: 'opened', namespace: 'auth' },
        spec: {
          pod_selector: {},
          policy_types: ['Ingress'],
          ingress: [{ ports: [{ port: '8080', protocol: 'TCP' }] }],
        },
      }),
    'plain text in the mesh': (estate) =>
      editObjects(estate, MESH, 'PeerAuthentication', ({ spec }) => {
        spec.mtls = { mode: 'PERMISSIVE' };
      }),
    'calls that nobody allowed': (estate) => removeObjects(estate, MESH, 'AuthorizationPolicy'),
    'a port out of the mesh': (estate) =>
      editValues(estate, /_CertManager_Release_/, (values) => {
        values.podAnnotations = { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' };
      }),
  }),
];

/** Name of the group of the web load balancer, as in `Targets_568B6091`. */
function webTargetOf(estate: EditableEstate): string {
  let found = '';
  editObjects(estate, WEB_OBJECTS, 'TargetGroupBinding', ({ spec }) => {
    found = /Targets_[0-9A-F]{8}/.exec(String(spec.targetGroupARN))?.[0] ?? '';
  });
  return found;
}
