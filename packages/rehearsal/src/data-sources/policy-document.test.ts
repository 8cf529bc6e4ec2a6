import { describe, expect, it } from 'vitest';
import { renderPolicyDocument } from './policy-document.ts';

function minified(config: Parameters<typeof renderPolicyDocument>[0]): string {
  return renderPolicyDocument(config).minified_json;
}

describe('aws_iam_policy_document', () => {
  it('writes members in the order of the provider, lists descending, one element bare, and Allow by default', () => {
    expect(
      minified({
        policy_id: 'id',
        statement: [
          {
            sid: 'Read',
            resources: ['arn:b', 'arn:a'],
            actions: ['s3:GetObject'],
            principals: [
              { type: 'Service', identifiers: ['b.amazonaws.com', 'a.amazonaws.com'] },
              { type: 'AWS', identifiers: ['arn:aws:iam::111111111111:root'] },
            ],
            condition: [
              { test: 'StringEquals', variable: 'aws:b', values: ['2', '1'] },
              { test: 'ArnLike', variable: 'aws:a', values: ['x'] },
              { test: 'StringEquals', variable: 'aws:a', values: ['y'] },
            ],
          },
        ],
      }),
    ).toBe(
      '{"Version":"2012-10-17","Id":"id","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject",' +
        '"Resource":["arn:b","arn:a"],"Principal":{"AWS":"arn:aws:iam::111111111111:root",' +
        '"Service":["b.amazonaws.com","a.amazonaws.com"]},"Condition":{"ArnLike":{"aws:a":"x"},' +
        '"StringEquals":{"aws:a":"y","aws:b":["2","1"]}}}]}',
    );
  });

  it('indents by two spaces in json, and hashes that into the id', () => {
    const { json, id } = renderPolicyDocument({ statement: [{ effect: 'Deny', not_actions: ['iam:*'] }] });
    expect(json).toBe(
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      "Effect": "Deny",\n      "NotAction": "iam:*"\n    }\n  ]\n}',
    );
    expect(id).toMatch(/^\d+$/);
  });

  it('leaves the statements out when there are none', () => {
    expect(minified({})).toBe('{"Version":"2012-10-17"}');
  });

  it('turns &{ into ${ and escapes what Go escapes', () => {
    expect(minified({ statement: [{ actions: ['a'], resources: ['x/&{aws:username}/<&>'] }] })).toContain(
      '"Resource":"x/${aws:username}/\\u003c\\u0026\\u003e"',
    );
  });

  it('writes the anonymous principal bare, but not AWS *', () => {
    const principal = (type: string) => minified({ statement: [{ principals: [{ type, identifiers: ['*'] }] }] });
    expect(principal('*')).toContain('"Principal":"*"');
    expect(principal('AWS')).toContain('"Principal":{"AWS":"*"}');
  });

  it('gathers the principals of one type', () => {
    const principals = [
      { type: 'AWS', identifiers: ['a'] },
      { type: 'AWS', identifiers: ['b'] },
    ];
    expect(minified({ statement: [{ principals }] })).toContain('"Principal":{"AWS":["a","b"]}');
  });

  it('puts sources first, then its own statements, then overrides, each replacing the same Sid', () => {
    const source =
      '{"Version":"2008-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s"},{"Effect":"Allow","Action":"t"}]}';
    const override = '{"Statement":{"Sid":"B","Effect":"Deny","Action":["o"]}}';
    expect(
      minified({
        source_policy_documents: [source],
        statement: [
          { sid: 'A', actions: ['own'] },
          { sid: 'B', actions: ['own'] },
        ],
        override_policy_documents: [override],
      }),
    ).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"own"},{"Effect":"Allow","Action":"t"},' +
        '{"Sid":"B","Effect":"Deny","Action":["o"]}]}',
    );
  });

  it('refuses a Sid that occurs twice', () => {
    expect(() => minified({ statement: [{ sid: 'A' }, { sid: 'A' }] })).toThrow(
      'duplicate Sid (A); remove the Sid or make it unique',
    );
  });

  it('refuses a source that is not JSON, saying which', () => {
    expect(() => minified({ source_policy_documents: ['{}', 'x'] })).toThrow(
      /^merging source document 1: Unexpected token/,
    );
  });
});
