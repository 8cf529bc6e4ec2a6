/** `${` that Terraform would read as the start of an expression, except where cdktf put a reference. */
const EXPRESSION = /\$\{(?!TfToken\[)/g;
/** `%{` that Terraform would read as the start of a directive. */
const DIRECTIVE = /%\{/g;

/**
 * A text that Terraform leaves as it is but for our references: Grafana's and OpenTelemetry's variables look like its own
 * expressions. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function literalText(text: string): string {
  return text.replace(EXPRESSION, () => '$${').replace(DIRECTIVE, () => '%%{');
}
