import { describe, expect, test } from 'vitest';
import { keepsByDefault } from './default-cache.ts';
import { matchesExpression, requestTo } from './request.ts';

// Operators, their precedence and functions: developers.cloudflare.com/ruleset-engine/rules-language/operators and /functions.
const REQUEST = requestTo('POST', 'https://app.smile.example/Login/x.CSV?next=/a', { address: '2001:db8::7' });

test.each<[string, boolean]>([
  ['true', true],
  ['not true', false],
  ['http.host eq "app.smile.example"', true],
  ['http.host == "APP.smile.example"', false],
  ['http.host ne "x" && http.request.method != "GET"', true],
  ['http.host in {"a" "app.smile.example"}', true],
  ['not http.request.method in {"GET" "HEAD"}', true],
  ['http.request.uri.path contains "/login"', false],
  ['lower(http.request.uri.path) contains "/login"', true],
  ['starts_with(http.request.uri.path, "/Login/")', true],
  ['ends_with(http.request.uri.path, ".CSV") and http.request.uri.path.extension eq "csv"', true],
  ['http.request.uri eq "/Login/x.CSV?next=/a"', true],
  ['http.request.full_uri wildcard "https://*.smile.example/login/*"', true],
  ['http.request.uri.query matches "^next="', true],
  [String.raw`http.request.uri.query ~ r"^next=/\w$"`, true],
  ['ip.src in {203.0.113.0/24}', false],
  ['ip.src in {203.0.113.0/24 2001:db8::/32}', true],
  ['ip.src eq 2001:db8::7', true],
  ['len(http.request.uri.path) gt 20', false],
  ['http.host eq "x" or true and http.request.method eq "POST"', true],
  ['(http.host eq "x" or true) and http.request.method eq "GET"', false],
  ['not (http.host eq "x" or http.host eq "y")', true],
  ['true xor http.request.method eq "POST"', false],
  ['not ssl', false],
])('%s', (expression, expected) => {
  expect(matchesExpression(expression, REQUEST)).toBe(expected);
});

test.each([
  ['cf.threat_score gt 10', 'asks for cf.threat_score, which is not modelled'],
  ['url_decode(http.host) eq "x"', 'calls url_decode, which is not modelled'],
])('does not guess: %s', (expression, message) => {
  expect(() => matchesExpression(expression, REQUEST)).toThrow(message);
});

// developers.cloudflare.com/cache/concepts/default-cache-behavior, "Default cached file extensions".
describe('what Cloudflare keeps when no rule says otherwise', () => {
  const keeps = (method: string, path: string) => keepsByDefault(requestTo(method, `https://api.smile.example${path}`));

  test.each(['/v1/stock.csv', '/reports/x.XLSX', '/a.b/report.pdf', '/export.zip?page=1', '/robots.txt', '/main.js'])(
    '%s',
    (path) => {
      expect(keeps('GET', path)).toBe(true);
    },
  );

  test.each(['/v1/stock', '/v1/stock.json', '/index.html', '/a.csv/b', '/'])('not %s', (path) => {
    expect(keeps('GET', path)).toBe(false);
  });

  test('nor what is not asked for by GET', () => {
    expect(keeps('POST', '/v1/stock.csv')).toBe(false);
  });
});
