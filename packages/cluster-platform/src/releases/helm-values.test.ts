import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Release } from '@cdktf/provider-helm/lib/release';
import { synthesize } from '@smile/testing';
import { Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { platformStackFor } from '../fixtures.ts';
import { helmValues } from './helm-values.ts';

describe('values of a chart', () => {
  test('are JSON, which is YAML too', () => {
    expect(helmValues({ replicas: 2, image: { tag: null } })).toBe('{"replicas":2,"image":{"tag":null}}');
  });

  // https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
  test.each([
    ['${env:PASSWORD}', '{"v":"$${env:PASSWORD}"}'],
    ['$${__value.raw}', '{"v":"$$${__value.raw}"}'],
    ['%{record_type}', '{"v":"%%{record_type}"}'],
    ['say "hi"\n\\d', '{"v":"say \\"hi\\"\\n\\\\d"}'],
  ])('%s reaches the chart as it is', (text, expected) => {
    expect(helmValues({ v: text })).toBe(expected);
  });

  test('may refer to another resource, within a text too', () => {
    const stack = platformStackFor((scope) => {
      const bucket = new S3Bucket(scope, 'Bucket', { bucket: 'loki' });
      new Release(scope, 'Loki', { name: 'loki', chart: 'loki', values: [helmValues({ arn: `${bucket.arn}/*` })] });
    });
    const { json } = synthesize(stack);
    expect(json).toMatchObject({
      resource: { helm_release: { Loki: { values: ['{"arn":"${aws_s3_bucket.Bucket.arn}/*"}'] } } },
    });
  });

  test('refuse what would be replaced unseen: references to numbers and lists', () => {
    expect(() => helmValues({ a: { port: Token.asNumber({ resolve: () => 1 }) } })).toThrow(
      'a.port refers to a number; pass it as a text, with Token.asString',
    );
    expect(() => helmValues({ zones: Token.asList({ resolve: () => [] }) })).toThrow(
      'zones refers to a list; name its members',
    );
  });
});
