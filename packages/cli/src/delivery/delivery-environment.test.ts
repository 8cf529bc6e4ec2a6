import { expect, test } from 'vitest';
import { realEnvironment } from './delivery-environment.ts';

test('Terraform on a real account gets credentials, and nothing that changes what it does or lets Jenkins kill it', () => {
  const env = realEnvironment({
    PATH: '/usr/bin',
    AWS_PROFILE: 'production-break-glass',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
      '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/token',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    CLOUDFLARE_API_TOKEN: 'token',
    HTTPS_PROXY: 'http://127.0.0.1:16443',
    JENKINS_SERVER_COOKIE: 'durable-1',
    BUILD_ID: '7',
    TF_CLI_ARGS_plan: '-destroy',
    TF_VAR_size: '1',
    TF_WORKSPACE: 'other',
    TF_CLI_CONFIG_FILE: '/etc/terraform.rc',
    TF_PLUGIN_CACHE_DIR: '/var/cache/terraform',
    TF_REATTACH_PROVIDERS: '{}',
    GITLAB_TOKEN: 'token',
  });
  expect(env).toEqual({
    PATH: '/usr/bin',
    AWS_PROFILE: 'production-break-glass',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
      '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    CLOUDFLARE_API_TOKEN: 'token',
    HTTPS_PROXY: 'http://127.0.0.1:16443',
    TF_CLI_CONFIG_FILE: '/etc/terraform.rc',
    TF_PLUGIN_CACHE_DIR: '/var/cache/terraform',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  });
});
