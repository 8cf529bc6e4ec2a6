import type { Inventory } from '@smile/inventory';
import type { Finding } from './report.ts';
import type { TerraformRun } from './terraform.ts';
import type { Diagnostic } from './terraform-events.ts';

/** Terraform's errors, each with the path of the construct that it is about. */
export function findingsOf(run: TerraformRun, stack: string, synthesized: Inventory): Finding[] {
  const errors = run.events.flatMap((event) =>
    event.type === 'diagnostic' && event.diagnostic.severity === 'error' ? [event.diagnostic] : [],
  );
  if (errors.length > 0) return errors.map((error) => toFinding(error, stack, synthesized));
  return [{ summary: `terraform ended with exit code ${run.exitCode}`, detail: run.text }];
}

function toFinding(error: Diagnostic, stack: string, synthesized: Inventory): Finding {
  const address = error.address ?? addressOf(error.context) ?? addressIn(error.detail, stack, synthesized);
  const resource = address === undefined ? undefined : synthesized.byAddress(stack, withoutKey(address));
  return { summary: error.summary, detail: error.detail, address, constructPath: resource?.constructPath };
}

/** `resource.aws_vpc.Main` is `aws_vpc.Main`, `data.aws_x.y` is itself; other blocks are no resource. */
function addressOf(context: string | undefined): string | undefined {
  if (context === undefined) return undefined;
  const match = /^(?:resource\.)?((?:data\.)?[a-z]\w*\.[\w-]+)$/.exec(context);
  return match?.[1];
}

/** Some errors, such as a cycle, name resources only in their text; the first that exists is the place to look. */
function addressIn(detail: string, stack: string, synthesized: Inventory): string | undefined {
  const words = detail.match(/(?:data\.)?[a-z][a-z0-9_]*\.[\w-]+/g) ?? [];
  return words.find((word) => synthesized.byAddress(stack, word) !== undefined);
}

function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}
