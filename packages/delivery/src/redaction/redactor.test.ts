import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOWHERE, Redactor } from './redactor.ts';

/** Hashes of this key are those of `openssl dgst -sha256 -hmac 'the key of these tests'`. */
const KEY = Buffer.from('the key of these tests');

describe('a value', () => {
  test.each([
    ['a text', 'hunter2hunter2', /^«text, 14 characters, [0-9a-f]{8}»$/],
    ['a number of a place that nobody knows', 1234, /^«number, 4 characters, [0-9a-f]{8}»$/],
    ['nothing', null, /^null$/],
    ['an empty text', '', /^$/],
  ])('of no resource: %s', (_, value, expected) => {
    expect(String(new Redactor(KEY).value(value, NOWHERE))).toMatch(expected);
  });

  test('has the same mark wherever it is in one run, and another one in the next run', () => {
    const redactor = new Redactor();
    const marks = [redactor, redactor, new Redactor()].map((one) => one.mask('the same secret'));
    expect(marks[0]).toBe(marks[1]);
    expect(marks[0]).not.toBe(marks[2]);
  });

  test('is hidden where its form speaks against a harmless name', () => {
    const place = { type: 'aws_db_instance', path: 'engine_version' };
    const texts = ['8.0', 'AKIAIOSFODNN7EXAMPLE', 'two\nlines', 'x'.repeat(257), 'password=hunter2'];
    expect(texts.map((text) => new Redactor(KEY).value(text, place) === text)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test('of a map: keys that people write are hidden, names of arguments and our tags are not', () => {
    const value = { 'my-very-secret-key': 'x', backup: 'daily' };
    expect(new Redactor(KEY).value(value, { type: 'aws_s3_bucket', path: 'tags' })).toEqual({
      '«text, 18 characters, 644cf532»': expect.stringMatching(/^«text, 1 characters/),
      backup: 'daily',
    });
  });

  test('of a tag is shown where it is a word or an address, as the code of a stack writes it', () => {
    const tags = { owner: 'platform@smile.example', environment: 's3cr3tQ0ZDtoken+', Name: 'smile-prd-app-apse3-az1' };
    expect(new Redactor(KEY).value(tags, { type: 'aws_s3_bucket', path: 'tags' })).toEqual({
      ...tags,
      environment: expect.stringMatching(/^«text, 16 characters, [0-9a-f]{8}»$/),
    });
  });
});

describe('a text of Terraform', () => {
  test('loses what was hidden before, also line by line', () => {
    const redactor = new Redactor(KEY);
    redactor.value(
      { password: 'correct horse', user_data: 'one\n  export TOKEN_A=battery-staple\n' },
      { type: 'aws_instance' },
    );
    const text = redactor.text('Error: invalid "correct horse"\n  | export TOKEN_A=battery-staple\n');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain('battery-staple');
    expect(text).toMatch(/^Error: invalid "«text, 13 characters, [0-9a-f]{8}»"/);
  });

  test('keeps what is shown elsewhere, so that errors stay readable', () => {
    const redactor = new Redactor(KEY);
    redactor.value({ description: 'vpc-0a1b2c3d', vpc_id: 'vpc-0a1b2c3d' }, { type: 'aws_security_group' });
    expect(redactor.text('VPC vpc-0a1b2c3d does not exist')).toBe('VPC vpc-0a1b2c3d does not exist');
  });

  test.each([
    'key AKIAIOSFODNN7EXAMPLE is not valid',
    'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcDEF_123 has ended',
    'cannot reach mysql://admin:Tr0ub4dor@db.internal:3306/smile',
    'cannot reach postgres://app:b1W/Tr0ub4dor/H@S@db.internal:5432/app',
    'cannot reach redis://:Tr0ub4dor@cache.internal:6379',
    'curl failed: --user x, password=Tr0ub4dor, retry',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
  ])('loses a credential that nobody hid before: %s', (text) => {
    const shown = new Redactor(KEY).text(text);
    for (const secret of ['AKIAIOSFODNN7EXAMPLE', 'eyJzdWIi', 'Tr0ub4dor', 'MIIEow'])
      expect(shown).not.toContain(secret);
  });

  test('is the same text when there is nothing to hide', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z .,]{0,80}$/), (text) => {
        expect(new Redactor(KEY).text(text)).toBe(text);
      }),
    );
  });
});
