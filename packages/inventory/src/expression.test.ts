import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanExpression, scanTemplate } from './expression.ts';
import { formatTraversal } from './traversal.ts';

const found = (text: string) => scanTemplate(text).traversals.map(formatTraversal);

describe('scanTemplate', () => {
  test.each<[string, string, string[]]>([
    ['a lone interpolation', '${aws_vpc.Main.id}', ['aws_vpc.Main.id']],
    ['several between text', 'a ${aws_vpc.A.id} b ${aws_vpc.B.id}', ['aws_vpc.A.id', 'aws_vpc.B.id']],
    ['a whole resource', '${aws_vpc.Main}', ['aws_vpc.Main']],
    ['a data source', '${data.aws_region.Here.name}', ['data.aws_region.Here.name']],
    ['names with hyphens', '${aws_subnet.Private-az1.id}', ['aws_subnet.Private-az1.id']],
    ['indexes', '${aws_x.y[0].a["k.k"].b.0.c}', ['aws_x.y[0].a["k.k"].b[0].c']],
    ['splats', '${aws_x.y[*].id} ${aws_x.z.*.id}', ['aws_x.y[*].id', 'aws_x.z[*].id']],
    ['a computed index', '${aws_x.y[local.i].id}', ['local.i', 'aws_x.y[*].id']],
    ['arguments of functions', '${join(",", [aws_a.b.id, aws_c.d.id])}', ['aws_a.b.id', 'aws_c.d.id']],
    ['functions of providers', '${provider::aws::arn_parse(aws_a.b.arn)}', ['aws_a.b.arn']],
    ['objects', '${jsonencode({"a" = aws_a.b.id, c = aws_c.d.id})}', ['aws_a.b.id', 'aws_c.d.id']],
    [
      'conditions and operators',
      '${aws_a.b.n > 1.5 ? aws_c.d.id : -aws_e.f.n}',
      ['aws_a.b.n', 'aws_c.d.id', 'aws_e.f.n'],
    ],
    ['templates inside strings', '${format("x-${aws_a.b.id}-\\"}", aws_c.d.id)}', ['aws_a.b.id', 'aws_c.d.id']],
    ['directives', '%{ if aws_a.b.on }x%{ else }y%{ endif }', ['aws_a.b.on']],
    ['a resource after a loop of its own', '${[for s in aws_s.all : s.id]}${s.t.id}', ['aws_s.all', 's.t.id']],
  ])('finds %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['plain text', 'aws_vpc.Main.id'],
    ['an escape', '$${aws_vpc.Main.id} %%{aws_vpc.Main.id}'],
    ['an escape inside a string', '${upper("$${aws_vpc.Main.id}")}'],
    ['text in quotes', '${upper("aws_vpc.Main.id")}'],
    ['names of a loop', '${{for k, v in {} : k => v.id if v.on}}'],
    ['braces of JSON', '{"a": {"b": 1}}'],
    ['an interpolation without end', '${'],
  ])('finds nothing in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('tells a lone traversal from one inside something', () => {
    expect(scanTemplate('${aws_vpc.Main.id}').exact).toBe(true);
    expect(scanTemplate('x${aws_vpc.Main.id}').exact).toBe(false);
    expect(scanTemplate('${upper(aws_vpc.Main.id)}').exact).toBe(false);
  });
});

test('scanExpression reads text without interpolation, as depends_on has it', () => {
  expect(scanExpression('data.aws_x.y["k"]').map(formatTraversal)).toEqual(['data.aws_x.y["k"]']);
});

describe('any text', () => {
  const pieces = [
    '${',
    '%{',
    '}',
    '"',
    '\\',
    '[',
    ']',
    '(',
    '{',
    '.',
    '*',
    '[00]',
    '["\\q"]',
    'a.b',
    '1',
    'for ',
    ' in ',
    'a',
    '-',
    '::',
    ',',
    '$$',
    ' ',
    'é',
  ];

  test('is read to its end without failing', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (broken) => scanTemplate(broken).traversals.every(({ steps }) => steps.length > 0)));
  });

  test('gives back the traversal that it was written from', () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/).filter((word) => !['for', 'in', 'if'].includes(word));
    const step = fc.oneof(
      name.map((attribute) => `.${attribute}`),
      fc.nat(99).map((index) => `[${index}]`),
      fc.stringMatching(/^[a-z/. -]{0,6}$/).map((key) => `["${key}"]`),
    );
    const traversal = fc
      .tuple(name, name, fc.array(step))
      .map(([root, next, rest]) => `${root}.${next}${rest.join('')}`);
    fc.assert(
      fc.property(traversal, (text) => {
        expect(found(`a \${join(",", [${text}])} b`)).toEqual([text]);
      }),
    );
  });
});
