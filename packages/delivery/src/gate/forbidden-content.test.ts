import type { JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { forbiddenContent } from './forbidden-content.ts';

const aws = { aws: { source: 'aws', version: '6.25.0' } };

describe('the content of a stack', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      'of our four providers, however they are written',
      {
        terraform: {
          required_providers: {
            ...aws,
            helm: { source: 'hashicorp/helm' },
            kubernetes: {},
            cloudflare: { source: 'registry.terraform.io/cloudflare/cloudflare' },
          },
        },
      },
      [],
    ],
    [
      'of another provider',
      {
        terraform: {
          required_providers: { ...aws, null: { source: 'null' }, evil: { source: 'evil.example/hashicorp/aws' } },
        },
      },
      [
        'the provider hashicorp/null is not listed, expected some of hashicorp/aws, cloudflare/cloudflare, hashicorp/kubernetes, hashicorp/helm',
        'the provider evil.example/hashicorp/aws is not listed, expected some of hashicorp/aws, cloudflare/cloudflare, hashicorp/kubernetes, hashicorp/helm',
      ],
    ],
    [
      'with data sources that run or ask something',
      {
        data: {
          external: { Script: { program: ['sh'] } },
          http: { Page: { url: 'https://x.example' } },
          aws_region: { Here: {} },
        },
      },
      [
        'data.external.Script runs a program or asks the internet while Terraform plans',
        'data.http.Page runs a program or asks the internet while Terraform plans',
      ],
    ],
    [
      'with provisioners, as one block or a list',
      {
        resource: {
          terraform_data: { A: { provisioner: { 'local-exec': { command: 'true' } } } },
          aws_instance: { B: { provisioner: [{ 'remote-exec': {} }] }, C: {} },
        },
      },
      [
        'terraform_data.A has a provisioner, which runs a program',
        'aws_instance.B has a provisioner, which runs a program',
      ],
    ],
    [
      'with a module',
      { module: { Vpc: { source: './vpc' } } },
      ['module.Vpc is a module, whose content nobody here reads'],
    ],
  ])('%s', (_, configuration, expected) => {
    expect(forbiddenContent(configuration)).toEqual(expected);
  });
});
