import type { JsonObject } from '@smile/inventory';
import { DEV, factMutantsOf, type Mutant, mutantsOf } from './mutant.ts';
import { addObject, editObjects, removeObjects } from './release-values.ts';

const SLOTS = /_PreviewSlots_Objects_/;
const POLICY = 'kubernetes_network_policy_v1';

/** A way out of a slot, as somebody would open it. */
const wayOut = (to: JsonObject, port: number): JsonObject => ({
  metadata: { name: 'opened', namespace: 'preview-3' },
  spec: {
    pod_selector: {},
    policy_types: ['Egress'],
    egress: [{ to: [to], ports: [{ port: String(port), protocol: 'TCP' }] }],
  },
});

/** Weakenings of previews: places, fences, names, rights, and what makes a push a preview. */
export const PREVIEW_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('ENV-DEV', DEV, {
    'the fourth slot': (estate) => estate.remove('kubernetes_namespace_v1', /_Preview4_/),
    'the quota of a slot': (estate) => estate.remove('kubernetes_resource_quota_v1', /_Preview2_/),
    'a quota that bounds no memory': (estate) =>
      estate.set('kubernetes_resource_quota_v1', /_Preview2_/, 'spec.hard', { pods: '20', 'requests.cpu': '4' }),
    'the closed network of a slot': (estate) => estate.remove(POLICY, /_Preview5_DenyAll_/),
    'the account of pods in a slot': (estate) => estate.remove('kubernetes_service_account_v1', /_Preview1_Account_/),
    'an account whose pods get a token': (estate) =>
      estate.set('kubernetes_service_account_v1', /_Preview1_Account_/, 'automount_service_account_token', true),
    'the password that a slot makes up': (estate) =>
      removeObjects(estate, SLOTS, 'ExternalSecret', ({ metadata }) => metadata.namespace === 'preview-1'),
    'a Secret of the environment in a slot': (estate) =>
      addObject(estate, SLOTS, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'mysql-main', namespace: 'preview-1' },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws-secrets-manager' },
          target: { name: 'mysql-main' },
          data: [{ secretKey: 'password', remoteRef: { key: 'smile-dev/mysql-main', property: 'password' } }],
        },
      }),
    'a way from one slot to another': (estate) =>
      estate.add(
        'app-platform',
        POLICY,
        'Opened',
        wayOut({ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'preview-4' } } }, 8080),
      ),
    'a way from a slot to addresses of stores': (estate) =>
      estate.add('app-platform', POLICY, 'Opened', wayOut({ ip_block: { cidr: '10.2.0.0/16' } }, 3306)),
    'a way from a slot to the internet': (estate) =>
      estate.add('app-platform', POLICY, 'Opened', wayOut({ ip_block: { cidr: '0.0.0.0/0' } }, 443)),
    'a role in AWS for pods of a slot': (estate) =>
      estate.add('clusters', 'aws_eks_pod_identity_association', 'Preview', {
        cluster_name: 'smile-dev-app',
        namespace: 'preview-1',
        service_account: 'preview',
        role_arn: 'arn:aws:iam::333333333333:role/smile-dev-preview',
      }),
    'rights of a release on Secrets': (estate) =>
      estate.edit('kubernetes_role_v1', /_Preview3_Role_/, (body) => {
        body.rule = [{ api_groups: [''], resources: ['secrets'], verbs: ['get'], resource_names: ['mysql'] }];
      }),
    'rights on the network of a slot': (estate) =>
      estate.edit('kubernetes_role_v1', /_Preview3_Role_/, (body) => {
        body.rule = [{ api_groups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['create'] }];
      }),
    'rights in one slot less': (estate) => estate.remove('kubernetes_role_binding_v1', /_Rights_Preview2/),
    'rights outside of the slots': (estate) =>
      estate.add('app-platform', 'kubernetes_role_binding_v1', 'Strange', {
        metadata: { name: 'strange', namespace: 'smile' },
        role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
        subject: [{ kind: 'ServiceAccount', name: 'preview', namespace: 'jenkins-preview' }],
      }),
    'the wildcard record': (estate) => estate.remove('cloudflare_dns_record', /_Hosts_Preview_/),
    'the wildcard on the certificate': (estate) =>
      estate.edit('aws_acm_certificate', /^Web_/, (body) => {
        body.subject_alternative_names = (body.subject_alternative_names as string[]).filter(
          (one) => !one.startsWith('*'),
        );
      }),
    'a rule for every name below the domain': (estate) =>
      estate.set('aws_lb_listener_rule', /_MoreHosts_/, 'condition', [
        { host_header: { values: ['app-*.smile-dev.example', '*.smile-dev.example'] } },
      ]),
    'the rule for names of previews': (estate) => estate.remove('aws_lb_listener_rule', /_MoreHosts_/),
    'the answer for names without a preview': (estate) =>
      removeObjects(estate, /_HostRoutes_Objects_/, 'VirtualService', ({ metadata }) => metadata.name === 'preview'),
    'the role of previews': (estate) => estate.remove('aws_iam_role', /^Previews/),
    'states of the whole environment for the role': (estate) =>
      estate.edit('data.aws_iam_policy_document', /Previews_Statements/, (body) => {
        const statements = body.statement as { sid: string; resources: string[] }[];
        for (const one of statements) {
          if (one.sid === 'KeepPreviews') one.resources = one.resources.map((text) => text.replace('/preview/*', '/*'));
        }
      }),
    'an action of IAM for the role': (estate) =>
      estate.edit('data.aws_iam_policy_document', /Previews_Statements/, (body) => {
        (body.statement as object[]).push({ actions: ['iam:PassRole'], resources: ['*'], effect: 'Allow' });
      }),
    'a managed policy for the role': (estate) =>
      estate.add('bootstrap', 'aws_iam_role_policy_attachment', 'Previews', {
        role: '${aws_iam_role.Previews.name}',
        policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    'trust in pods of another namespace': (estate) =>
      estate.edit('data.aws_iam_policy_document', /Previews_Trust/, (body) => {
        body.statement = JSON.parse(JSON.stringify(body.statement).replaceAll('jenkins-preview', 'jenkins-check'));
      }),
    'the association of the role': (estate) => estate.remove('aws_eks_pod_identity_association', /^Jenkins_Preview_/),
    'a job of a branch instead of main': (estate) =>
      estate.edit('helm_release', /_Controller_Release_/, (body) => {
        const [text = ''] = body.values as string[];
        body.values = [text.replaceAll(/(deploy\/preview'[\s\S]*?refs\/heads\/)main/g, '$1$BRANCH')];
      }),
    'a slot that takes routes to the environment': (estate) =>
      addObject(estate, SLOTS, {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'app', namespace: 'preview-1' },
        spec: {
          hosts: ['app-x-000000.smile-dev.example'],
          gateways: ['istio-ingress/gateway-web'],
          http: [{ route: [{ destination: { host: 'keycloak-http.auth.svc.cluster.local' } }] }],
        },
      }),
    'secrets of the environment for namespaces of previews': (estate) =>
      editObjects(estate, /_SyncedSecrets_Objects_/, 'ClusterSecretStore', ({ spec }) => {
        spec.conditions = [{ namespaces: ['smile', 'preview-2'] }];
      }),
  }),
  ...factMutantsOf('ENV-DEV', DEV, {
    'the command that brings a preview up': (facts) => ({
      ...facts,
      commands: facts.commands.filter((one) => one !== 'preview up'),
    }),
    'the pipeline of previews': (facts) => ({
      ...facts,
      pipelines: facts.pipelines.filter((one) => !one.includes('/preview.')),
    }),
    'the pipeline that takes them down': (facts) => ({
      ...facts,
      pipelines: facts.pipelines.filter((one) => !one.includes('reap')),
    }),
    'the rehearsal of five': (facts) => ({
      ...facts,
      testFiles: facts.testFiles.filter((one) => !one.includes('previews.process')),
    }),
  }),
];
