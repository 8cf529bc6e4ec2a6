/** A set of texts in Cloudflare's rules language: `{"a" "b"}`. */
export function textSet(texts: readonly string[]): string {
  return `{${texts.map(quoted).join(' ')}}`;
}

/** A set of addresses or blocks, which the language writes without quotes. */
export function addressSet(blocks: readonly string[]): string {
  return `{${blocks.join(' ')}}`;
}

/** Either of some conditions, in brackets. */
export function anyOf(conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`;
}

/** A text as the language writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
