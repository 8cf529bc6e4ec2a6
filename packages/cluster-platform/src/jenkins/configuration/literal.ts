/**
 * A text with `${…}` of Groovy's own, which configuration as code would replace by a secret of that name.
 * https://github.com/jenkinsci/configuration-as-code-plugin/blob/master/docs/features/secrets.adoc
 */
export function literal(text: string): string {
  return text.replaceAll('${', '^${');
}
