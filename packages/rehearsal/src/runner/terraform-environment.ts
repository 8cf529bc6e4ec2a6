/** Settings that keep Terraform to itself: no update check, no user configuration, no questions. */
export const QUIET = {
  CHECKPOINT_DISABLE: '1',
  TF_CLI_CONFIG_FILE: '/dev/null',
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
} as const;

/**
 * Files and services from which an AWS SDK takes credentials when no variable names any; the S3 backend is one such client.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings
 */
const NO_CREDENTIALS = {
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/**
 * Variables that a program may be started with: where programs, home and temporary files are, language, proxies and
 * certificates, the terminal, and logging.
 *
 * A list of what is allowed, since what changes a run has no end: `TF_CLI_ARGS_plan=-destroy`, `TF_WORKSPACE`, `TF_VAR_*`,
 * credentials of any cloud. https://developer.hashicorp.com/terraform/cli/config/environment-variables
 */
const ALLOWED = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD)$/,
  /^(TMPDIR|TMP|TEMP)$/,
  /^(LANG|LANGUAGE|LC_.*|TZ)$/,
  /^(TERM|COLORTERM|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CI)$/,
  /^(https?|no|all)_proxy$/i,
  /^(SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|NODE_NO_WARNINGS)$/,
  /^TF_LOG(_.*)?$/,
  /^XDG_/,
];

/** The environment in which a rehearsal starts Terraform, made from one that may hold anything. */
export function terraformEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => ALLOWED.some((allowed) => allowed.test(name)));
  return { ...Object.fromEntries(kept), ...QUIET, ...NO_CREDENTIALS };
}

/**
 * Variables that are set and would change what Terraform does to a real account, by name, sorted.
 *
 * `TF_LOG` and the like only change what it says; `TF_IN_AUTOMATION`, `TF_INPUT` and the cache of plugins change nothing.
 */
export function changingVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  const harmless = /^TF_(LOG(_.*)?|IN_AUTOMATION|INPUT|PLUGIN_CACHE_DIR|CLI_CONFIG_FILE|TOKEN_.*)$/;
  return Object.entries(env)
    .flatMap(([name, value]) => (name.startsWith('TF_') && !harmless.test(name) && (value ?? '') !== '' ? [name] : []))
    .sort();
}
