import { expect, test } from 'vitest';
import { literalText } from './literal-text.ts';

// https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
test.each([
  ["${PROP('Dim.Broker')}", "$${PROP('Dim.Broker')}"],
  ['%{record_type}', '%%{record_type}'],
  ['two ${a} and ${b}', 'two $${a} and $${b}'],
  // What cdktf will replace by a reference stays.
  ['arn is ${TfToken[TOKEN.1]}', 'arn is ${TfToken[TOKEN.1]}'],
])('%s reaches its reader as it is', (text, expected) => {
  expect(literalText(text)).toBe(expected);
});
