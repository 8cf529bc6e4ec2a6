import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Inventory } from '@smile/inventory';
import { CommandError } from './command-error.ts';
import { ENTRY } from './repository-root.ts';

/** What makes Node.js run TypeScript. */
const TYPESCRIPT = join(__dirname, '..', 'bin', 'typescript.cjs');

export interface SynthesizeOptions {
  /** The repository. */
  readonly root: string;
  /** Folder to write to. */
  readonly out: string;
  /** Ids of environments. All when empty, unless `SMILE_ENV` names some. */
  readonly ids: readonly string[];
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
export async function synthesize({ root, out, ids, signal }: SynthesizeOptions): Promise<Synthesis> {
  const selection: Record<string, string> = ids.length === 0 ? {} : { SMILE_ENV: ids.join(',') };
  const started = performance.now();
  await runEntry(root, { ...process.env, ...selection, CDKTF_OUTDIR: out }, signal);
  return { inventory: Inventory.fromSynth(out), seconds: (performance.now() - started) / 1000, selection };
}

function runEntry(root: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(CommandError.interrupted());
    const child = spawn(process.execPath, ['--require', TYPESCRIPT, ENTRY], {
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
      reject(new CommandError(text === '' ? `${ENTRY} ended with exit code ${code} and said nothing` : text));
    });
  });
}
