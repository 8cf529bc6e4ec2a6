import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ChangedValue } from '@smile/core';
import { Inventory } from '@smile/inventory';
import { CommandError } from './command-error.ts';
import { ENTRY } from './repository-root.ts';

/** The entry that synthesizes environments with values that are tried out. */
const WHAT_IF_ENTRY = join('apps', 'what-if.ts');

/** What makes Node.js run TypeScript. */
const TYPESCRIPT = join(__dirname, '..', 'bin', 'typescript.cjs');

export interface SynthesizeOptions {
  /** The repository. */
  readonly root: string;
  /** Folder to write to. */
  readonly out: string;
  /** Ids of environments. All when empty, unless `SMILE_ENV` names some. */
  readonly ids: readonly string[];
  /** Values that are tried out in each of them. @default - none */
  readonly changes?: readonly ChangedValue[];
  readonly signal: AbortSignal;
}

/** What a synthesis made. */
export interface Synthesis {
  readonly inventory: Inventory;
  readonly seconds: number;
  /** Environment variables that make the app synthesize the same environments again. */
  readonly selection: Readonly<Record<string, string>>;
}

/**
 * Synthesizes environments in a process of their own, so that its memory is free again before Terraform starts.
 *
 * @throws CommandError with what the app printed, when it fails.
 */
export async function synthesize({ root, out, ids, changes = [], signal }: SynthesizeOptions): Promise<Synthesis> {
  const selection: Record<string, string> = ids.length === 0 ? {} : { SMILE_ENV: ids.join(',') };
  const started = performance.now();
  // An app of its own, so that no variable can change what is deployed.
  const [entry, tried] =
    changes.length === 0 ? [ENTRY, {}] : [WHAT_IF_ENTRY, { SMILE_WHAT_IF: JSON.stringify(changes) }];
  await runEntry({ root, entry, signal, env: { ...process.env, ...selection, ...tried, CDKTF_OUTDIR: out } });
  return { inventory: Inventory.fromSynth(out), seconds: (performance.now() - started) / 1000, selection };
}

interface Run {
  readonly root: string;
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

function runEntry({ root, entry, env, signal }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(CommandError.interrupted());
    const child = spawn(process.execPath, ['--require', TYPESCRIPT, entry], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
    const stop = () => child.kill();
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) return reject(CommandError.interrupted());
      if (code === 0) return resolve();
      const text = Buffer.concat(printed).toString().trim();
      reject(new CommandError(text === '' ? `${entry} ended with exit code ${code} and said nothing` : text));
    });
  });
}
