import { terraformEnvironment } from '@smile/rehearsal';

/**
 * Variables that real runs get besides those that change nothing: credentials of the clouds, the proxy of the Kubernetes API, and where
 * plugins are.
 *
 * Not `AWS_WEB_IDENTITY_TOKEN_FILE`: beside the credentials of Pod Identity its audience is refused (hashicorp/terraform-provider-aws#41473).
 */
const OF_REAL_RUNS = [
  /^AWS_(PROFILE|REGION|DEFAULT_REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CA_BUNDLE|CONFIG_FILE|SHARED_CREDENTIALS_FILE)$/,
  /^AWS_CONTAINER_(CREDENTIALS_FULL_URI|AUTHORIZATION_TOKEN_FILE)$/,
  /^CLOUDFLARE_API_TOKEN$/,
  /^(KUBE|HELM)_/,
  // By these a pod finds the API of its own cluster.
  /^KUBERNETES_SERVICE_(HOST|PORT)$/,
  /^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE_DIR)$/,
];

/**
 * The environment in which Terraform changes a real account, made from one that may hold anything.
 *
 * A list of what is allowed: `TF_CLI_ARGS`, `TF_VAR_…` or `TF_WORKSPACE` would apply something else than was reviewed, and what carries Jenkins'
 * cookie is killed when a job is aborted.
 */
export function realEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const { AWS_SHARED_CREDENTIALS_FILE, AWS_CONFIG_FILE, AWS_EC2_METADATA_DISABLED, TF_CLI_CONFIG_FILE, ...quiet } =
    terraformEnvironment(env);
  const kept = Object.entries(env).filter(([name]) => OF_REAL_RUNS.some((allowed) => allowed.test(name)));
  return { ...quiet, ...Object.fromEntries(kept) };
}
