import { expect, test } from 'vitest';
import { html, trusted } from './html.ts';

test('escapes every value, in text and in attributes', () => {
  expect(html`<p title="${`"'><&`}">${'<b>'}</p>`.text).toBe('<p title="&quot;&#39;&gt;&lt;&amp;">&lt;b&gt;</p>');
});

test('leaves markup as it is, and joins lists', () => {
  expect(html`<ul>${['a', '<b>'].map((item) => html`<li>${item}</li>`)}</ul>`.text).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
  );
  expect(html`${trusted('<svg/>')}`.text).toBe('<svg/>');
});

test('leaves out what is not there, and keeps zero', () => {
  expect(html`a${undefined}b${0}c`.text).toBe('ab0c');
});

test('leaves out control characters, which HTML does not allow', () => {
  expect(html`${'a\u0000\u001bb\n'}`.text).toBe('ab\n');
});
