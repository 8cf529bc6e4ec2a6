import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { App, Manifest, TerraformStack } from 'cdktf';

/** How the stack of a test differs from the usual one. */
export interface StackForOptions {
  /** Stack id, and the first part of construct paths in error messages. @default 'Test' */
  readonly id?: string;
  /** Provider arguments over the usual ones. @default - region `ap-southeast-3` only */
  readonly provider?: AwsProviderConfig;
}

/** Builds an app with one stack and an AWS provider, lets `build` fill the stack, and returns the stack. */
export function stackFor(build: (stack: TerraformStack) => void, options: StackForOptions = {}): TerraformStack {
  const app = new App({ outdir: sharedOutdir(), stackTraces: false });
  const stack = new TerraformStack(app, options.id ?? 'Test');
  new AwsProvider(stack, 'aws', { region: 'ap-southeast-3', ...options.provider });
  build(stack);
  return stack;
}

/** An app makes its output directory although nothing is written there; one fixed place keeps tests from littering. */
function sharedOutdir(): string {
  const directory = join(tmpdir(), 'smile-testing');
  // Made here in one step, since the app's own "make it if it is missing" fails when two test workers race.
  mkdirSync(join(directory, Manifest.stacksFolder), { recursive: true });
  return directory;
}
