/** A set of texts in Cloudflare's rules language: `{"a" "b"}`. */
export function textSet(texts: readonly string[]): string {
  return `{${texts.map(quoted).join(' ')}}`;
}

/** Either of some conditions, in brackets. */
export function anyOf(conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`;
}

/** All of some conditions; those left out are no condition. */
export function allOf(...conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' and ');
}

/** Every host but some; undefined where that is every host. */
export function outside(hosts: readonly string[]): string | undefined {
  return hosts.length === 0 ? undefined : `not http.host in ${textSet(hosts)}`;
}

/** A text as the language writes it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
