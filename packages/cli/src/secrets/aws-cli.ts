import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';

/** What AWS, or the AWS CLI itself, answered instead of a result. */
export class AwsRefusal extends Error {
  /** As in `ResourceNotFoundException`; undefined when AWS was not even asked, as without credentials. */
  readonly code: string | undefined;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.name = 'AwsRefusal';
    this.code = code;
  }
}

export interface AwsOptions {
  /**
   * What the program reads from `file:///dev/stdin`, such as a secret. It is in no argument, which every user of the machine may see,
   * and in no file with a name. @default - nothing
   */
  readonly input?: string;
  /** Whether Ctrl-C waits until the call has ended. The others may ask for the code of an MFA device. @default false */
  readonly isWrite?: boolean;
}

/**
 * Runs the AWS CLI with the credentials of whoever runs `smile`, and reads its answer as JSON.
 *
 * @throws AwsRefusal when AWS says no.
 * @throws CommandError with exit code 127 when there is no AWS CLI.
 */
export function aws(args: readonly string[], options: AwsOptions = {}): Promise<unknown> {
  const { input, isWrite = false } = options;
  const stdin = input === undefined ? undefined : namelessFile(input);
  return new Promise((resolve, reject) => {
    const child = spawn('aws', [...args, '--output', 'json'], {
      env: { ...process.env, AWS_PAGER: '' },
      stdio: [stdin ?? 'ignore', 'pipe', 'pipe'],
      // In a group of its own a program does not hear of Ctrl-C, and has no terminal to ask on.
      detached: isWrite,
    });
    if (stdin !== undefined) closeSync(stdin);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? noCli() : error));
    child.once('close', (code) => {
      if (code !== 0) return reject(refusal(stderr, code));
      try {
        resolve(stdout.trim() === '' ? {} : JSON.parse(stdout));
      } catch {
        // Not with the text: it may hold a secret.
        reject(new AwsRefusal(undefined, `aws ${args.slice(0, 2).join(' ')} printed something that is not JSON`));
      }
    });
  });
}

/**
 * A file that is open and has no name any more: the program that inherits it reads it through `/dev/stdin`, and nothing is left
 * whatever happens to us. A pipe of Node is a socket, which cannot be opened by that name.
 */
function namelessFile(content: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'smile-secret-'));
  try {
    const file = openSync(join(folder, 'value'), 'wx+', 0o600);
    rmSync(join(folder, 'value'));
    // At a position of its own, so that whoever inherits the file begins at its start.
    writeSync(file, content, 0);
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refusal(stderr: string, exitCode: number | null): AwsRefusal {
  const text = stderr.trim();
  const [, code, said] = /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: ([\s\S]*)$/.exec(text) ?? [];
  if (code !== undefined && said !== undefined) return new AwsRefusal(code, said.trim());
  return new AwsRefusal(undefined, text === '' ? `aws ended with exit code ${exitCode ?? 'none'}` : text);
}

function noCli(): CommandError {
  return new CommandError(
    'secrets are read and written with the AWS command line, found no aws on PATH; install it from https://docs.aws.amazon.com/cli',
    127,
  );
}
