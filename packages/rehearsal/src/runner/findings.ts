import type { Inventory } from '@smile/inventory';
import type { Finding } from './report.ts';
import type { TerraformRun } from './terraform.ts';
import type { Diagnostic } from './terraform-events.ts';

/** Terraform's errors, each with the path of the construct that it is about. */
export function findingsOf(run: TerraformRun, stack: string, synthesized: Inventory): Finding[] {
  const errors = run.events.flatMap((event) =>
    event.type === 'diagnostic' && event.diagnostic.severity === 'error' ? [event.diagnostic] : [],
  );
  if (errors.length === 0) return [{ summary: `terraform ended with exit code ${run.exitCode}`, detail: run.text }];
  const findings = errors.map((error) => toFinding(error, stack, synthesized));
  return withOnlyCulprit(findings, run).map((finding) => ({
    ...finding,
    constructPath: constructPathOf(finding.address, stack, synthesized),
  }));
}

/** Terraform's warnings, each with the path of the construct that it is about. */
export function warningsOf(run: TerraformRun, stack: string, synthesized: Inventory): Finding[] {
  return run.events
    .flatMap((event) =>
      event.type === 'diagnostic' && event.diagnostic.severity === 'warning' ? [event.diagnostic] : [],
    )
    .map((warning) => toFinding(warning, stack, synthesized))
    .map((finding) => ({ ...finding, constructPath: constructPathOf(finding.address, stack, synthesized) }));
}

function toFinding(error: Diagnostic, stack: string, synthesized: Inventory): Finding {
  const { summary, detail } = error;
  const address = error.address ?? addressOf(error.context) ?? addressIn(`${summary}\n${detail}`, stack, synthesized);
  return { summary, detail, address };
}

/** Errors of a deletion come without an address, since the configuration no longer matters; the failed step has it. */
function withOnlyCulprit(findings: readonly Finding[], run: TerraformRun): readonly Finding[] {
  const failed = run.events.flatMap((event) => (event.type === 'apply_errored' ? [event.address] : []));
  const named = findings.map(({ address }) => address);
  const left = failed.filter((address) => !named.includes(address));
  const nameless = findings.filter(({ address }) => address === undefined);
  if (left.length !== 1 || nameless.length !== 1) return findings;
  return findings.map((finding) => (finding.address === undefined ? { ...finding, address: left[0] } : finding));
}

/** `resource.aws_vpc.Main` is `aws_vpc.Main`, `data.aws_x.y` is itself; other blocks are no resource. */
function addressOf(context: string | undefined): string | undefined {
  const match = /^(?:resource\.(\w+\.[\w-]+)|(data\.\w+\.[\w-]+))$/.exec(context ?? '');
  return match?.[1] ?? match?.[2];
}

/** Some errors, such as a cycle, name resources only in their text; the first that exists is the place to look. */
function addressIn(text: string, stack: string, synthesized: Inventory): string | undefined {
  const words = text.match(/(?:data\.)?[a-z][a-z0-9_]*\.[\w-]+/g) ?? [];
  return words.find((word) => synthesized.byAddress(stack, word) !== undefined);
}

function constructPathOf(address: string | undefined, stack: string, synthesized: Inventory): string | undefined {
  return address === undefined ? undefined : synthesized.byAddress(stack, withoutKey(address))?.constructPath;
}

function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}
