import { expect, test } from 'vitest';
import { readBindingModule } from './binding-classes.ts';
import type { BindingSource } from './embedded-source.ts';

/** A module with one resource class, written as the generator writes it. */
function moduleOf(...members: string[]): BindingSource {
  const body = members.map((member) => member.replace(/^/gm, '  ')).join('\n');
  return {
    label: 'bindings lib/thing/index.js',
    text: `export class Thing extends cdktf.TerraformResource {\n${body}\n}\n`,
  };
}

function getter(read: string, flags = 'computed: true, optional: false, required: false'): string {
  return `// size - ${flags}\npublic get size() {\n  return ${read};\n}`;
}

const PLACE =
  'in line 2 of the source embedded in bindings lib/thing/index.js; teach packages/rehearsal/src/schema to read it';

test.each([
  ["this.getStringAttribute('size')", 'string'],
  ["this.getNumberAttribute('size')", 'number'],
  ["this.getBooleanAttribute('size')", 'bool'],
  ["this.getListAttribute('size')", ['list', 'string']],
  ["cdktf.Fn.tolist(this.getListAttribute('size'))", ['set', 'string']],
  ["this.getNumberListAttribute('size')", ['list', 'number']],
  ["cdktf.Token.asNumberList(cdktf.Fn.tolist(this.getNumberListAttribute('size')))", ['set', 'number']],
  ["this.getStringMapAttribute('size')", ['map', 'string']],
  ["this.getNumberMapAttribute('size')", ['map', 'number']],
  ["this.getBooleanMapAttribute('size')", ['map', 'bool']],
  ["this.getAnyMapAttribute('size')", 'dynamic'],
  ["this.interpolationForAttribute('size')", 'dynamic'],
])('reads the type of a member from its getter %s', (read, type) => {
  const [member] = readBindingModule([moduleOf(getter(read))]).root.members;
  expect(member?.content).toEqual({ kind: 'value', type });
});

test.each([
  ['any', 'dynamic'],
  ['{ [key: string]: string[] } | cdktf.IResolvable', ['map', ['list', 'string']]],
  ['{ [key: string]: { [key: string]: string } } | cdktf.IResolvable', ['map', ['map', 'string']]],
  ['{ [key: string]: string }[] | cdktf.IResolvable', ['list', ['map', 'string']]],
  ['string[][] | cdktf.IResolvable', ['list', ['list', 'string']]],
])('reads the type of an interpolated member from its declaration %s', (declared, type) => {
  const member = getter("this.interpolationForAttribute('size')").replace('\n', `\nprivate _size?: ${declared}; \n`);
  expect(readBindingModule([moduleOf(member)]).root.members[0]?.content).toEqual({ kind: 'value', type });
});

test('refuses a getter that it does not know', () => {
  expect(() => readBindingModule([moduleOf(getter("this.getDateAttribute('size')"))])).toThrow(
    new Error(`cannot tell the type of a member (nothing stored, read by this.getDateAttribute('size')), ${PLACE}`),
  );
});

test('refuses a member whose getter is missing', () => {
  const member = '// size - computed: true, optional: false, required: false\npublic readonly size = 1;';
  expect(() => readBindingModule([moduleOf(member)])).toThrow(new Error(`cannot read a member of Thing, ${PLACE}`));
});

test('refuses a getter that has no comment with flags', () => {
  const member = "public get size() {\n  return this.getStringAttribute('size');\n}";
  expect(() => readBindingModule([moduleOf(member)])).toThrow(
    new Error(`Thing has 1 getters, of which only 0 are recognised, ${PLACE}`),
  );
});

test('refuses a class whose base it does not know', () => {
  const source = { label: 'bindings lib/thing/index.js', text: '\nexport class Thing extends cdktf.Resource {\n}\n' };
  expect(() => readBindingModule([source])).toThrow(
    new Error(`class Thing extends cdktf.Resource, which is not known, ${PLACE}`),
  );
});

test('refuses a class that extends nothing of cdktf', () => {
  const source = { label: 'bindings lib/thing/index.js', text: '\nexport class Thing {\n}\n' };
  expect(() => readBindingModule([source])).toThrow(new Error(`cannot read a class, ${PLACE}`));
});

test('refuses a structure that is written both as a block and as an attribute', () => {
  const mappers = 'listMapper(thingRuleToTerraform, true) listMapper(thingRuleToTerraform, false)';
  expect(() => readBindingModule([moduleOf(mappers)])).toThrow(
    new Error(`thingRule is written both as a block and as an attribute, ${PLACE}`),
  );
});
