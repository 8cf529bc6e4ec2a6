import type { Recipe, RecipeContext } from '../values/facts.ts';

/** Arguments of a pod's template that the provider fills in, with their values. Source: provider, kubernetes/schema_pod_spec.go, schema_container.go */
export function podDefaults(template: string): { readonly [path: string]: Recipe } {
  return under(`${template}.spec`, {
    automount_service_account_token: true,
    dns_policy: 'ClusterFirst',
    enable_service_links: true,
    host_ipc: false,
    host_network: false,
    host_pid: false,
    restart_policy: 'Always',
    share_process_namespace: false,
    termination_grace_period_seconds: 30,
    'toleration.operator': 'Equal',
    'topology_spread_constraint.max_skew': 1,
    'topology_spread_constraint.when_unsatisfiable': 'DoNotSchedule',
    'volume.config_map.default_mode': '0644',
    'volume.secret.default_mode': '0644',
    ...ofContainers({
      'port.protocol': 'TCP',
      stdin: false,
      stdin_once: false,
      termination_message_path: '/dev/termination-log',
      tty: false,
      'security_context.allow_privilege_escalation': true,
      'security_context.privileged': false,
      'security_context.read_only_root_filesystem': false,
      'volume_mount.mount_propagation': 'None',
      'volume_mount.read_only': false,
    }),
  });
}

/** What the API server fills into a pod's template. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec */
export function podValues(template: string): { readonly [path: string]: Recipe } {
  return {
    ...nameless(`${template}.metadata`),
    ...under(`${template}.spec`, {
      hostname: '',
      node_name: '',
      scheduler_name: 'default-scheduler',
      service_account_name: '',
      ...ofContainers({ image_pull_policy: pullPolicy, termination_message_policy: 'File' }),
    }),
  };
}

/** Metadata of a template, which is no object: it has no name of its own. */
export function nameless(metadata: string): { readonly [path: string]: Recipe } {
  return under(metadata, { generation: 0, name: '', resource_version: '', uid: '' });
}

function under(prefix: string, members: { readonly [path: string]: Recipe }): { readonly [path: string]: Recipe } {
  return Object.fromEntries(Object.entries(members).map(([path, recipe]) => [`${prefix}.${path}`, recipe]));
}

function ofContainers(members: { readonly [path: string]: Recipe }): { readonly [path: string]: Recipe } {
  return { ...under('container', members), ...under('init_container', members) };
}

/** https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting */
function pullPolicy({ beside }: RecipeContext): string {
  const image = String(beside('image') ?? '');
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.endsWith(':latest') || !/[:@]/.test(name) ? 'Always' : 'IfNotPresent';
}
