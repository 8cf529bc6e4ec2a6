import { Inventory } from '@smile/inventory';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { checkGuardrails } from '../check-guardrails.ts';
import { RULES } from '../rules.ts';
import { toJson } from './json.ts';
import { toJunit } from './junit.ts';
import { toMarkdown } from './markdown.ts';
import { renderPage } from './page.ts';
import { toSarif } from './sarif.ts';

const AT = new Date('2026-11-25');
const WAIVER = {
  rule: 'CKV_AWS_136',
  reason: 'a <test> | of "quotes" & bars',
  owner: 'platform',
  expires: '2027-06-30',
};

const estate = Inventory.fromStacks({
  'indonesia-dev-storage': {
    '//': {
      waivers: [
        { ...WAIVER, at: 'storage/Images' },
        { ...WAIVER, rule: 'CKV_AWS_163', at: 'storage/Gone' },
      ],
    },
    terraform: { backend: { s3: { key: 'indonesia/dev/storage.tfstate' } } },
    resource: {
      aws_ecr_repository: {
        Images: {
          '//': { metadata: { path: 'storage/Images/Default' } },
          image_tag_mutability: 'A<B & "C"',
          image_scanning_configuration: { scan_on_push: true },
          lifecycle: { prevent_destroy: true },
        },
      },
    },
  },
});
const RULE_IDS = ['CKV_AWS_51', 'CKV_AWS_136', 'CKV_AWS_163', 'SMILE_MIRROR_TYPES'];
const report = checkGuardrails(estate, { at: AT, rules: RULE_IDS });
const MESSAGE = 'image_tag_mutability must be IMMUTABLE or IMMUTABLE_WITH_EXCLUSION, got "A<B & \\"C\\""';
const UNUSED = 'waiver of CKV_AWS_163 on storage/Gone is not needed: nothing there breaks the rule; remove it';

/** Elements of an XML text, each with its attributes and text; throws where it is not well-formed. */
function parseXml(
  xml: string,
): readonly { readonly name: string; readonly attributes: Record<string, string>; text: string }[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  const token = /<\?xml[^>]*\?>|<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const match of xml.matchAll(token)) {
    end = match.index + match[0].length;
    const [, closes, name, attributes = '', isEmpty, text] = match;
    if (text !== undefined) {
      expect(text).not.toMatch(/&(?!(?:amp|lt|gt|quot|#10);)/);
      const last = open.at(-1);
      if (last !== undefined) last.text += unescaped(text);
    } else if (name !== undefined && closes === '/') {
      expect(open.pop()?.name).toBe(name);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescaped(value),
      ]);
      const element = { name, attributes: Object.fromEntries(pairs), text: '' };
      elements.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  expect([end, open]).toEqual([xml.length, []]);
  return elements;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#10;', '\n')
    .replaceAll('&amp;', '&');
}

describe('JUnit', () => {
  const elements = parseXml(toJunit(report));
  const byName = (name: string) => elements.filter((element) => element.name === name);

  test('has a case per rule, in a suite per family, and one for the waivers of each stack', () => {
    expect(byName('testsuite').map(({ attributes }) => attributes)).toEqual([
      { name: 'security', tests: '3', failures: '1', skipped: '0' },
      { name: 'mirror', tests: '1', failures: '0', skipped: '1' },
      { name: 'waivers', tests: '1', failures: '1', skipped: '0' },
    ]);
    expect(byName('testsuites')[0]?.attributes).toEqual({
      name: 'guardrails',
      tests: '5',
      failures: '2',
      skipped: '1',
    });
    expect(byName('testcase').map(({ attributes }) => attributes.name)).toEqual([
      'CKV_AWS_136 Images are encrypted under our key',
      "CKV_AWS_51 An image's tag never moves to another image",
      'CKV_AWS_163 Images are scanned when they are pushed',
      'SMILE_MIRROR_TYPES Staging has the same types of resources as production',
      'waivers of indonesia-dev-storage hold and are needed',
    ]);
  });

  test('tells failures with place and message, whatever characters they hold', () => {
    expect(byName('failure').map(({ text }) => text)).toEqual([`failed: storage/Images/Default: ${MESSAGE}`, UNUSED]);
    expect(byName('failure')[0]?.attributes.message).toBe('1 found; Use ContainerRegistry.');
  });

  test('tells what is waived in a case that passes', () => {
    expect(byName('system-out').map(({ text }) => text)).toEqual([
      `waived: storage/Images/Default: encryption_type must be KMS, got nothing (until 2027-06-30: ${WAIVER.reason})`,
    ]);
  });
});

describe('SARIF', () => {
  const log = JSON.parse(toSarif(report)) as Log;
  const [run] = log.runs;
  const rules = run?.tool.driver.rules ?? [];

  test('is version 2.1.0 with every rule, each with what viewers show', () => {
    expect([log.version, log.$schema, log.runs.length]).toEqual([
      '2.1.0',
      'https://json.schemastore.org/sarif-2.1.0.json',
      1,
    ]);
    expect(rules.map(({ id }) => id)).toEqual([...RULES.map(({ id }) => id), 'SMILE_WAIVERS']);
    for (const { shortDescription, defaultConfiguration, helpUri } of rules) {
      expect(shortDescription?.text).toMatch(/\S/);
      expect(['error', 'warning']).toContain(defaultConfiguration?.level);
      if (helpUri !== undefined) expect(URL.canParse(helpUri)).toBe(true);
    }
  });

  test('has results that point at their rule, file and construct', () => {
    for (const { ruleId, ruleIndex = -1, locations = [] } of run?.results ?? []) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation?.artifactLocation?.uri).toBe(
        'cdktf.out/stacks/indonesia-dev-storage/cdk.tf.json',
      );
    }
    expect(run?.results?.map(({ ruleId, level, message }) => [ruleId, level, message.text])).toEqual([
      ['CKV_AWS_51', 'error', `storage/Images/Default: ${MESSAGE}. Use ContainerRegistry.`],
      [
        'CKV_AWS_136',
        'error',
        'storage/Images/Default: encryption_type must be KMS, got nothing. Use ContainerRegistry.',
      ],
      ['SMILE_WAIVERS', 'error', UNUSED],
    ]);
  });

  test('has what is waived as suppressed, with the reason', () => {
    expect(run?.results?.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: 'inSource', status: 'accepted', justification: WAIVER.reason }],
      undefined,
    ]);
  });
});

test('JSON is plain, and says whether all is well', () => {
  expect(JSON.parse(toJson(report))).toMatchObject({
    passed: false,
    on: '2026-11-25',
    source: 'synth',
    environments: ['indonesia/dev'],
    rules: 3,
    notJudged: ['SMILE_MIRROR_TYPES'],
    findings: [
      { rule: 'CKV_AWS_51', status: 'failed', address: 'aws_ecr_repository.Images', message: MESSAGE },
      { rule: 'CKV_AWS_136', status: 'waived', waiver: { owner: 'platform' } },
    ],
    unusedWaivers: [{ rule: 'CKV_AWS_163', at: 'storage/Gone', message: UNUSED }],
  });
});

test('markdown is for a pull request: tables whose cells hold any text', () => {
  expect(toMarkdown(report)).toBe(`## Guardrails: failed

3 rules, 1 failed, 0 warned, 1 waived, 1 waivers to mend of indonesia/dev on 2026-11-25, read from synth.

### Failed

| rule | severity | where | found | remedy |
| --- | --- | --- | --- | --- |
| \`CKV_AWS_51\` | high | \`storage/Images/Default\` | image_tag_mutability must be IMMUTABLE or IMMUTABLE_WITH_EXCLUSION, got "A&lt;B & \\"C\\"" | Use ContainerRegistry. |

### Waivers to mend

- ${UNUSED}

### Waived

| rule | severity | where | found | because |
| --- | --- | --- | --- | --- |
| \`CKV_AWS_136\` | medium | \`storage/Images/Default\` | encryption_type must be KMS, got nothing | a &lt;test> \\| of "quotes" & bars (platform, until 2027-06-30) |
`);
});

describe('the page', () => {
  const page = renderPage(estate);

  test('has every rule with why, remedy and source', () => {
    for (const { id, title } of RULES) expect(page).toContain(`### ${id}: ${title}\n`);
    expect(page.match(/^- \*\*Why:\*\* \S/gm)).toHaveLength(RULES.length);
    expect(page.match(/^- \*\*Remedy:\*\* \S/gm)).toHaveLength(RULES.length);
    expect(page.match(/^- \*\*Source:\*\* \S/gm)).toHaveLength(RULES.length);
  });

  test('has the waivers in force', () => {
    expect(page).toContain(
      '| `CKV_AWS_136` | `storage/Images` | a &lt;test> \\| of "quotes" & bars | platform | 2027-06-30 |',
    );
  });

  test('says so where there are none', () => {
    expect(renderPage(Inventory.fromStacks({ s: {} }))).toContain('## Waivers in force\n\nNone.\n');
  });
});
