import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory, JsonObject, Stack } from '@smile/inventory';
import { findingsOf } from '../runner/findings.ts';
import type { Finding } from '../runner/report.ts';
import type { StackFolder } from '../runner/stack-folder.ts';
import { runTerraform, type TerraformBinary, type TerraformRun } from '../runner/terraform.ts';
import type { TerraformEvent } from '../runner/terraform-events.ts';
import { type RecordedCall, startCallRecorder } from './call-recorder.ts';
import { fullSource, type RealProvider } from './find-plugins.ts';
import { realConfiguration } from './real-configuration.ts';
import { stripUnknown, type UnknownItem } from './strip-unknown.ts';

/** Real plugins that plan what stand-ins have applied. */
export interface SecondJudge {
  readonly providers: readonly RealProvider[];
  /** Address that stands for every endpoint of AWS. @default - a call is refused and reported */
  readonly endpoint?: string;
}

export interface RealPlanOptions {
  readonly judge: SecondJudge;
  readonly terraform: TerraformBinary;
  readonly stack: Stack;
  /** Folder of the stack's rehearsal, whose override file says where the states of other stacks are. */
  readonly folder: StackFolder;
  /** Environment of the rehearsal, with the stand-ins attached. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly synthesized: Inventory;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** How the plan of a stack went. */
export interface RealPlan {
  readonly run: TerraformRun;
  /** What the real plugins refuse, or do, and the stand-ins do not. */
  readonly findings: readonly Finding[];
  /** What the found versions do not know, and what was therefore not judged. */
  readonly notes: readonly Finding[];
}

/** Has a stack validated and planned by real plugins, from nothing, on the states that the rehearsal made. */
export async function planForReal(options: RealPlanOptions): Promise<RealPlan> {
  const { judge, folder, stack, synthesized } = options;
  const path = join(folder.path, 'real');
  mkdirSync(path, { recursive: true });
  const providers = new Map(judge.providers.map(({ name, known }) => [name, known]));
  const { configuration, unknown } = stripUnknown(
    realConfiguration(readJson(join(folder.path, 'cdk.tf.json')), remoteStates(folder)),
    providers,
  );
  writeFileSync(join(path, 'cdk.tf.json'), JSON.stringify(configuration, null, 2));
  const recorder = judge.endpoint === undefined ? await startCallRecorder() : undefined;
  try {
    const run = await runTerraform(options.terraform, ['plan', '-input=false', '-json', '-refresh=false'], {
      cwd: path,
      env: { ...options.env, ...attached(judge.providers, path, options.env), ...reach(judge, recorder?.url) },
      signal: options.signal,
      onEvent: options.onEvent,
    });
    const refused = run.exitCode === 0 ? [] : findingsOf(run, stack.name, synthesized);
    return {
      run,
      findings: [...refused.map((finding) => asRefusal(finding, judge)), ...(recorder?.calls ?? []).map(asCall)],
      notes: unknown.map((item) => asNote(item, judge, stack, synthesized)),
    };
  } finally {
    recorder?.close();
  }
}

/** Whether any of a stack's providers is a real one. */
export function concerns({ providers }: SecondJudge, { requiredProviders }: Stack): boolean {
  return providers.some(({ name }) => name in requiredProviders);
}

/** How a provider is named to people: with its version, and the pinned one if that differs. */
export function nameOfProvider({ name, version, pinned }: Pick<RealProvider, 'name' | 'version' | 'pinned'>): string {
  return pinned === undefined || pinned === version ? `${name} ${version}` : `${name} ${version} (pinned: ${pinned})`;
}

function remoteStates(folder: StackFolder): JsonObject {
  const { data } = readJson(folder.overridePath) as {
    readonly data?: { readonly terraform_remote_state?: JsonObject };
  };
  return data?.terraform_remote_state ?? {};
}

/**
 * Variables by which Terraform starts real plugins from their folders, and finds the others where they run.
 * A development override needs neither `init` nor a lock entry, whichever version it is.
 */
function attached(
  providers: readonly RealProvider[],
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const running = JSON.parse(env.TF_REATTACH_PROVIDERS ?? '{}') as JsonObject;
  const real = new Set(providers.map(({ source }) => source));
  const kept = Object.entries(running).filter(([source]) => !real.has(fullSource(source)));
  const served = providers.flatMap(({ source, attach }) => ('reattach' in attach ? [[source, attach.reattach]] : []));
  const folders = providers.flatMap(({ source, attach }) =>
    'directory' in attach ? [`    ${JSON.stringify(source)} = ${JSON.stringify(attach.directory)}`] : [],
  );
  const file = join(path, 'terraform.rc');
  writeFileSync(
    file,
    ['provider_installation {', '  dev_overrides {', ...folders, '  }', '  direct {}', '}', ''].join('\n'),
  );
  return {
    TF_CLI_CONFIG_FILE: file,
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries([...kept, ...served])),
  };
}

/** Variables that say where plugins call: the given endpoint, or nowhere but to the recorder. */
function reach({ endpoint }: SecondJudge, recorder: string | undefined): Record<string, string> {
  if (endpoint !== undefined) return { AWS_ENDPOINT_URL: endpoint };
  if (recorder === undefined) return {};
  return { AWS_ENDPOINT_URL: recorder, HTTP_PROXY: recorder, HTTPS_PROXY: recorder, NO_PROXY: '' };
}

function asRefusal(finding: Finding, { providers }: SecondJudge): Finding {
  const type = finding.address
    ?.replace(/^data\./, '')
    .split('_', 1)
    .join();
  const provider = providers.find(({ name }) => name === type);
  const by = provider === undefined ? 'a real plan' : nameOfProvider(provider);
  return { ...finding, summary: `${by} refuses what the stand-in accepted: ${finding.summary}` };
}

function asCall({ service, operation }: RecordedCall): Finding {
  return {
    summary: `planning called ${service} ${operation}`,
    detail:
      'a plan must need no cloud: take the value from a resource or the environment instead of a data source, or give the address of a double with --endpoint',
  };
}

function asNote(
  { kind, address, path }: UnknownItem,
  { providers }: SecondJudge,
  stack: Stack,
  synthesized: Inventory,
): Finding {
  const name = address
    .replace(/^(?:data|provider)\./, '')
    .split(/[_.]/, 1)
    .join();
  const provider = providers.find((one) => one.name === name);
  const by = provider === undefined ? name : nameOfProvider(provider);
  const left = {
    argument: 'planned without it',
    attribute: 'what reads it got an unknown value',
    type: 'planned without the resource',
  };
  return {
    summary: `${by} knows no ${kind} ${path}`,
    detail: `${left[kind]}; it was not judged`,
    address,
    constructPath: synthesized.byAddress(stack.name, address)?.constructPath,
  };
}

function readJson(path: string): JsonObject {
  return JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
}
