/** Markup that is safe to put on a page: made by {@link html}, or by {@link trusted}. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template: texts are escaped, markup is not, nothing is left out. */
export type Content = Html | string | number | undefined | readonly Content[];

/** Markup from a template. Every value in it is escaped, whatever it holds, so that no name can become markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? written(values[index]) : '')).join(''));
}

/** Markup that another of our renderers made, and escaped itself. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function written(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Html) return content.text;
  if (Array.isArray(content)) return content.map(written).join('');
  return escaped(String(content));
}

function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: HTML allows none of these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
  );
}
