import { describe, expect, it } from 'vitest';
import {
  configKey,
  cronJobName,
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labelValue,
  type NameRule,
  oldDnsLabel,
  pathSegment,
  portName,
  portNumber,
  priorityClassName,
} from './names.ts';

const LONG = 'a'.repeat(64);

// Examples of https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/, and the cases of
// https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation_test.go
describe('what the API server takes', () => {
  it.each<[string, NameRule, readonly string[]]>([
    ['as an RFC 1123 label', dnsLabel, ['a', 'ab', '0', '0-0', 'a-1', '1--a', 'a'.repeat(63)]],
    ['as an RFC 1123 subdomain', dnsSubdomain, ['a', 'a.b', 'web-1.example.com', '0.a', LONG]],
    ['as an RFC 1035 label', oldDnsLabel, ['a', 'a-1', 'web']],
    ['as a path segment', pathSegment, ['system:node', 'Admin role', 'a_b']],
    ['as the key of a label', labelKey, ['app', 'App.kubernetes_io-1', 'example.com/name', '1.2.3.4/5678', 'a/b']],
    ['as the value of a label', labelValue, ['', 'a', 'My_value-1.0', 'a'.repeat(63)]],
    ['as the name of a port', portName, ['http', 'a-1', '8080-http', 'a'.repeat(15)]],
    ['as a port', portNumber, ['1', '8080', '65535']],
    ['as a key of a ConfigMap', configKey, ['app.properties', 'KEY_NAME', '.hidden', 'a-b']],
    ['as the name of a CronJob', cronJobName, ['nightly', 'a'.repeat(52)]],
  ])('%s', (_, rule, names) => {
    expect(names.filter((name) => rule(name) !== undefined)).toEqual([]);
  });
});

describe('what the API server refuses', () => {
  it.each<[string, NameRule, readonly string[]]>([
    ['as an RFC 1123 label', dnsLabel, ['', 'A', 'a_b', '-a', 'a-', 'a.b', LONG]],
    ['as an RFC 1123 subdomain', dnsSubdomain, ['', 'Web', 'a..b', '.a', 'a.', 'a_b', 'a/b', 'a'.repeat(254)]],
    ['as an RFC 1035 label', oldDnsLabel, ['1a', 'A', '', 'a.b', LONG]],
    ['as a path segment', pathSegment, ['a/b', 'a%b', '.', '..']],
    ['as the key of a label', labelKey, ['', '/a', 'a/', 'a/b/c', 'Example.com/a', 'a b', '-a', LONG, 'a@b']],
    ['as the value of a label', labelValue, ['a b', '-a', 'a-', 'a/b', 'a:b', LONG]],
    ['as the name of a port', portName, ['HTTP', '8080', 'a--b', '-a', 'a-', 'a_b', 'a'.repeat(16)]],
    ['as a port', portNumber, ['0', '65536', '-1', '80.5', 'http']],
    ['as a key of a ConfigMap', configKey, ['a/b', 'a b', '..', '.', '..a', '']],
    ['as the name of a CronJob', cronJobName, ['a'.repeat(53), 'Nightly']],
    ['as the name of a priority class', priorityClassName, ['system-high']],
  ])('%s', (_, rule, names) => {
    expect(names.filter((name) => rule(name) === undefined)).toEqual([]);
  });

  it('in its own words', () => {
    expect([dnsLabel('Web'), labelValue(LONG), labelKey('a/b/c'), portName('8080')]).toEqual([
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      'must be no more than 63 characters',
      "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      'must contain at least one letter (a-z)',
    ]);
  });
});
