import { describe, expect, it } from 'vitest';
import { type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import { objectProblems } from './object-rules.ts';

const META = [{ name: 'web', namespace: 'smile' }];
const container = (more: object = {}): Value => ({ name: 'app', image: 'web:1', ...more }) as Value;

function deployment(spec: object, more: { readonly labels?: object; readonly selector?: object } = {}): ObjectValue {
  return {
    metadata: META,
    spec: [
      {
        selector: [{ match_labels: more.selector ?? { app: 'web' } }],
        template: [{ metadata: [{ labels: more.labels ?? { app: 'web' } }], spec: [spec] }],
      },
    ],
  } as ObjectValue;
}

const withContainer = (more: object) => deployment({ container: [container(more)] });
const service = (...ports: readonly object[]): ObjectValue => ({ metadata: META, spec: [{ port: ports as Value }] });
const messages = (type: string, object: ObjectValue) => objectProblems(type, object).map(({ summary }) => summary);

const IN_DEPLOYMENT = 'Failed to create deployment: Deployment.apps "web" is invalid: spec.template';
const CONTAINER = `${IN_DEPLOYMENT}.spec.containers[0]`;

// Words: kubernetes, pkg/apis/{core,apps,batch,networking,policy,autoscaling,rbac,admissionregistration}/validation/validation.go.
describe('the API server refuses', () => {
  it.each<[string, string, ObjectValue, string]>([
    [
      'a selector that its own pods do not match',
      'kubernetes_deployment_v1',
      deployment({ container: [container()] }, { labels: { app: 'api' } }),
      `${IN_DEPLOYMENT}.metadata.labels: Invalid value: {"app":"api"}: \`selector\` does not match template \`labels\``,
    ],
    [
      'a selector that asks for a label which pods lack',
      'kubernetes_deployment_v1',
      deployment({ container: [container()] }, { selector: { app: 'web', tier: 'front' } }),
      `${IN_DEPLOYMENT}.metadata.labels: Invalid value: {"app":"web"}: \`selector\` does not match template \`labels\``,
    ],
    [
      'a quantity with a misspelt suffix',
      'kubernetes_deployment_v1',
      withContainer({ resources: [{ requests: { cpu: '500mm' } }] }),
      `${CONTAINER}.resources.requests[cpu]: Invalid value: "500mm": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    ],
    [
      'a request above its limit',
      'kubernetes_deployment_v1',
      withContainer({ resources: [{ requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }] }),
      `${CONTAINER}.resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi`,
    ],
    [
      'two containers of one name, one of them an init container',
      'kubernetes_deployment_v1',
      deployment({ init_container: [container()], container: [container()] }),
      `${CONTAINER}.name: Duplicate value: "app"`,
    ],
    [
      'two ports of one name',
      'kubernetes_deployment_v1',
      withContainer({
        port: [
          { name: 'http', container_port: 8080 },
          { name: 'http', container_port: 8081 },
        ],
      }),
      `${CONTAINER}.ports[1].name: Duplicate value: "http"`,
    ],
    [
      'a port that is none',
      'kubernetes_deployment_v1',
      withContainer({ port: [{ container_port: 70000 }] }),
      `${CONTAINER}.ports[0].containerPort: Invalid value: "70000": must be between 1 and 65535, inclusive`,
    ],
    [
      'a port name that is too long',
      'kubernetes_deployment_v1',
      withContainer({ port: [{ name: 'prometheus-metrics', container_port: 1 }] }),
      `${CONTAINER}.ports[0].name: Invalid value: "prometheus-metrics": must be no more than 15 characters`,
    ],
    [
      'a volume that no pod has',
      'kubernetes_deployment_v1',
      withContainer({ volume_mount: [{ name: 'data', mount_path: '/data' }] }),
      `${CONTAINER}.volumeMounts[0].name: Not found: "data"`,
    ],
    [
      'a restart policy that is a job’s',
      'kubernetes_deployment_v1',
      deployment({ restart_policy: 'Never', container: [container()] }),
      `${IN_DEPLOYMENT}.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"`,
    ],
    [
      'a job that restarts for ever, as the provider writes it by default',
      'kubernetes_job_v1',
      {
        metadata: META,
        spec: [{ template: [{ metadata: [{}], spec: [{ restart_policy: null, container: [container()] }] }] }],
      },
      'Failed to create Job! API error: Job.batch "web" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"',
    ],
    [
      'a schedule of six fields',
      'kubernetes_cron_job_v1',
      { metadata: META, spec: [{ schedule: '0 0 20 * * *' }] },
      'CronJob.batch "web" is invalid: spec.schedule: Invalid value: "0 0 20 * * *": expected exactly 5 fields, found 6: [0 0 20 * * *]',
    ],
    [
      'an hour that no day has',
      'kubernetes_cron_job_v1',
      { metadata: META, spec: [{ schedule: '0 24 * * *' }] },
      'CronJob.batch "web" is invalid: spec.schedule: Invalid value: "0 24 * * *": end of range (24) above maximum (23) of hour: 24',
    ],
    [
      'a name with a capital letter',
      'kubernetes_namespace_v1',
      { metadata: [{ name: 'Smile' }] },
      "Namespace \"Smile\" is invalid: metadata.name: Invalid value: \"Smile\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    ],
    // https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
    [
      'a Pod Security level that does not exist',
      'kubernetes_namespace_v1',
      { metadata: [{ name: 'smile', labels: { 'pod-security.kubernetes.io/warn': 'strict' } }] },
      'Namespace "smile" is invalid: metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    ],
    [
      'a version of a Pod Security level without its v',
      'kubernetes_namespace_v1',
      { metadata: [{ name: 'smile', labels: { 'pod-security.kubernetes.io/enforce-version': '1.35' } }] },
      'Namespace "smile" is invalid: metadata.labels[pod-security.kubernetes.io/enforce-version]: Invalid value: "1.35": must be "latest" or "v1.x"',
    ],
    [
      'a service whose name begins with a digit',
      'kubernetes_service_v1',
      { metadata: [{ name: '1web', namespace: 'smile' }], spec: [] },
      "Service \"1web\" is invalid: metadata.name: Invalid value: \"1web\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
    ],
    [
      'a label value with a space',
      'kubernetes_config_map_v1',
      { metadata: [{ name: 'web', labels: { owner: 'Dinas Kesehatan' } }] },
      "ConfigMap \"web\" is invalid: metadata.labels: Invalid value: \"Dinas Kesehatan\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
    [
      'a key of a ConfigMap with a slash',
      'kubernetes_config_map_v1',
      { metadata: META, data: { 'conf/app': 'x' } },
      "ConfigMap \"web\" is invalid: data[conf/app]: Invalid value: \"conf/app\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
    [
      'two ports of a service of which one has no name',
      'kubernetes_service_v1',
      service({ name: 'http', port: 80 }, { name: null, port: 81 }),
      'Service "web" is invalid: spec.ports[1].name: Required value',
    ],
    [
      'a node port outside the range',
      'kubernetes_service_v1',
      service({ port: 80, node_port: 8080 }),
      'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      'a target port that is no name of a port',
      'kubernetes_service_v1',
      service({ port: 80, target_port: 'HTTP' }),
      'Service "web" is invalid: spec.ports[0].targetPort: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    ],
    [
      'a range that is none',
      'kubernetes_network_policy_v1',
      { metadata: META, spec: [{ egress: [{ to: [{ ip_block: [{ cidr: '10.0.0.0/33' }] }] }] }] },
      'NetworkPolicy.networking.k8s.io "web" is invalid: spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      'an exception outside its range',
      'kubernetes_network_policy_v1',
      {
        metadata: META,
        spec: [{ ingress: [{ from: [{ ip_block: [{ cidr: '10.0.0.0/16', except: ['10.1.0.0/24'] }] }] }] }],
      },
      'NetworkPolicy.networking.k8s.io "web" is invalid: spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.1.0.0/24": must be a strict subset of `cidr`',
    ],
    [
      'a budget that says both',
      'kubernetes_pod_disruption_budget_v1',
      { metadata: META, spec: [{ min_available: '1', max_unavailable: '1' }] },
      'PodDisruptionBudget.policy "web" is invalid: spec: Invalid value: {"minAvailable":"1","maxUnavailable":"1"}: minAvailable and maxUnavailable cannot be both set',
    ],
    [
      'an autoscaler whose most is less than its least',
      'kubernetes_horizontal_pod_autoscaler_v2',
      { metadata: META, spec: [{ min_replicas: 3, max_replicas: 2 }] },
      'HorizontalPodAutoscaler.autoscaling "web" is invalid: spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
    ],
    [
      'a default request above the default',
      'kubernetes_limit_range_v1',
      { metadata: META, spec: [{ limit: [{ default: { cpu: '1' }, default_request: { cpu: '2' } }] }] },
      'Failed to create limit range: LimitRange "web" is invalid: spec.limits[0].defaultRequest[cpu]: Invalid value: "2": defaultRequest value 2 is greater than default value 1',
    ],
    [
      'a webhook that hides its side effects',
      'kubernetes_validating_webhook_configuration_v1',
      { metadata: META, webhook: [{ name: 'a.smile.example', side_effects: null, admission_review_versions: ['v1'] }] },
      'ValidatingWebhookConfiguration.admissionregistration.k8s.io "web" is invalid: webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun',
    ],
    [
      'a role without an API group',
      'kubernetes_role_v1',
      { metadata: META, rule: [{ api_groups: [], resources: ['pods'], verbs: ['get'] }] },
      'Role.rbac.authorization.k8s.io "web" is invalid: rules[0].apiGroups: Required value: resource rules must supply at least one api group',
    ],
    [
      'an access mode that does not exist',
      'kubernetes_persistent_volume_claim_v1',
      { metadata: META, spec: [{ access_modes: ['ReadWriteAll'] }] },
      'PersistentVolumeClaim "web" is invalid: spec.accessModes: Unsupported value: "ReadWriteAll": supported values: "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"',
    ],
  ])('%s', (_, type, object, message) => {
    expect(messages(type, object)).toEqual([message]);
  });

  it('everything that is wrong, at once', () => {
    const broken = { metadata: [{ name: 'Web', labels: { 'a b': 'c d' } }], data: { 'e f': '' } };
    expect(messages('kubernetes_config_map_v1', broken)).toHaveLength(4);
  });
});

describe('the API server takes', () => {
  it.each<[string, string, ObjectValue]>([
    ['what is not known yet', 'kubernetes_deployment_v1', { metadata: [{ name: UNKNOWN }], spec: UNKNOWN }],
    [
      'labels of which one is not known yet',
      'kubernetes_deployment_v1',
      deployment({ container: [container()] }, { labels: { app: UNKNOWN } }),
    ],
    [
      'a selector by expressions that pods match',
      'kubernetes_stateful_set_v1',
      {
        metadata: META,
        spec: [
          {
            selector: [{ match_expressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }],
            template: [{ metadata: [{ labels: { app: 'web' } }], spec: [{ container: [container()] }] }],
          },
        ],
      },
    ],
    [
      'a mount of a claim that the workload makes for each pod',
      'kubernetes_stateful_set_v1',
      {
        metadata: META,
        spec: [
          {
            selector: [{ match_labels: { app: 'web' } }],
            volume_claim_template: [{ metadata: [{ name: 'data' }] }],
            template: [
              {
                metadata: [{ labels: { app: 'web' } }],
                spec: [{ container: [container({ volume_mount: [{ name: 'data', mount_path: '/data' }] })] }],
              },
            ],
          },
        ],
      },
    ],
    [
      'the same port for two protocols',
      'kubernetes_service_v1',
      service({ name: 'a', port: 53, protocol: 'UDP' }, { name: 'b', port: 53, protocol: 'TCP' }),
    ],
    [
      'a schedule by names and steps',
      'kubernetes_cron_job_v1',
      { metadata: META, spec: [{ schedule: '*/5 0-6 1,15 * mon-fri' }] },
    ],
    ['a role of RBAC with colons', 'kubernetes_cluster_role_v1', { metadata: [{ name: 'smile:planners' }], rule: [] }],
    ['a share of pods', 'kubernetes_pod_disruption_budget_v1', { metadata: META, spec: [{ max_unavailable: '25%' }] }],
  ])('%s', (_, type, object) => {
    expect(messages(type, object)).toEqual([]);
  });
});
