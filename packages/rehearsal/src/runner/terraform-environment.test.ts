import { describe, expect, test } from 'vitest';
import { changingVariables, terraformEnvironment } from './terraform-environment.ts';

describe('the environment of Terraform', () => {
  // Each of these is in https://developer.hashicorp.com/terraform/cli/config/environment-variables, or is read by a
  // provider or the S3 backend when its arguments are left out.
  test.each([
    'TF_CLI_ARGS',
    'TF_CLI_ARGS_plan',
    'TF_CLI_ARGS_apply',
    'TF_WORKSPACE',
    'TF_DATA_DIR',
    'TF_VAR_region',
    'TF_REATTACH_PROVIDERS',
    'TF_PLUGIN_CACHE_DIR',
    'TF_TOKEN_app_terraform_io',
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_ENDPOINT_URL',
    'CLOUDFLARE_API_TOKEN',
    'KUBECONFIG',
    'KUBE_CONFIG_PATH',
    'HELM_NAMESPACE',
    'GOOGLE_CREDENTIALS',
    'SMILE_ENV',
  ])('does not have %s', (name) => {
    expect(terraformEnvironment({ [name]: 'set' })[name]).not.toBe('set');
  });

  test.each(['PATH', 'HOME', 'TMPDIR', 'LC_ALL', 'HTTPS_PROXY', 'no_proxy', 'SSL_CERT_FILE', 'TF_LOG', 'TF_LOG_PATH'])(
    'has %s',
    (name) => {
      expect(terraformEnvironment({ [name]: 'set' })[name]).toBe('set');
    },
  );

  test('finds no credentials in files, nor at the metadata service', () => {
    expect(terraformEnvironment({ AWS_CONFIG_FILE: '/home/me/.aws/config' })).toMatchObject({
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
});

test('variables that change a real run are named', () => {
  const env = {
    TF_WORKSPACE: 'x',
    TF_CLI_ARGS_plan: '-destroy',
    TF_VAR_a: '',
    TF_LOG: 'debug',
    TF_INPUT: '0',
    PATH: '/',
  };
  expect(changingVariables(env)).toEqual(['TF_CLI_ARGS_plan', 'TF_WORKSPACE']);
});
