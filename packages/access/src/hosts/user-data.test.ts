import { estateStackFor } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { renderTemplate, userData } from './user-data.ts';

describe('renderTemplate', () => {
  test('puts values in and leaves the shell alone', () => {
    expect(renderTemplate("host='{{host}}' # {{host}}\necho ${host} $(date) {x}", { host: 'git' })).toBe(
      "host='git' # git\necho ${host} $(date) {x}",
    );
  });

  test('puts a value in as it is, whatever it looks like', () => {
    expect(renderTemplate('{{a}}{{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}}$&');
  });

  test('refuses a template and values that do not match', () => {
    expect(() => renderTemplate('{{host}} {{port}}', { host: 'git', region: 'x' })).toThrow(
      new Error('the template lacks values for [port] and does not use [region]'),
    );
  });
});

describe('userData', () => {
  const stack = estateStackFor(() => undefined);

  test("escapes what Terraform would take for its own, but not a value's reference", () => {
    expect(userData(stack, 'a=${b} %{c} $(d) {{bucket}}', { bucket: '${aws_s3_bucket.B.bucket}' })).toBe(
      'a=$${b} %%{c} $(d) ${aws_s3_bucket.B.bucket}',
    );
  });

  test('refuses more than EC2 takes', () => {
    expect(() => void userData(stack, 'x'.repeat(16385), {})).toFailWith(
      'indonesia-staging-network: user data has 16385 bytes, allowed are 16384; move a part into a package or a document',
    );
  });
});
