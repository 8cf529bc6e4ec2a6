import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvent, type TerraformBinary, type TerraformEvent } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';

/** How a run of Terraform ended. */
export interface SessionEnd {
  readonly exitCode: number;
  /** What it printed with `-json`. */
  readonly events: readonly TerraformEvent[];
  /** Everything on its standard output. */
  readonly stdout: string;
  readonly stderr: string;
}

interface SessionOptions {
  readonly cwd: string;
  /** Called for every event as it comes. @default - events are only collected */
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** How often a running Terraform is asked for news, in milliseconds. */
const EVERY = 100;

/**
 * Runs of Terraform that nothing here ever kills.
 *
 * Each gets a session of its own, so that Ctrl-C in the terminal, and an abort of Jenkins that kills everything with its cookie in
 * the environment, reach only `smile`. It writes into files, not into pipes: if `smile` itself is killed, Terraform goes on to its end
 * instead of dying of a broken pipe with half of what it made unsaved.
 */
export class TerraformSessions {
  readonly binary: TerraformBinary;
  private readonly env: Readonly<Record<string, string | undefined>>;
  private readonly logs: string;
  private readonly running = new Set<ChildProcess>();
  private count = 0;
  private stopped = false;

  /**
   * @param env the whole environment of each run.
   * @param logs folder for what they print; private, since it may hold secrets.
   */
  constructor(binary: TerraformBinary, env: Readonly<Record<string, string | undefined>>, logs: string) {
    this.binary = binary;
    this.env = env;
    this.logs = logs;
  }

  /** Whether somebody asked to stop. */
  get isInterrupted(): boolean {
    return this.stopped;
  }

  /** Asks every running Terraform once to stop, and starts no more. Its providers are left alone: it needs them to end well. */
  interrupt(): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const child of this.running) child.kill('SIGINT');
  }

  /**
   * Runs Terraform to its end. A failure is a result, not an exception.
   *
   * @throws CommandError if somebody asked to stop before it began.
   */
  run(args: readonly string[], { cwd, onEvent }: SessionOptions): Promise<SessionEnd> {
    if (this.stopped) return Promise.reject(CommandError.interrupted());
    const name = join(this.logs, `terraform-${++this.count}`);
    const out = openSync(`${name}.out`, 'wx+', 0o600);
    const err = openSync(`${name}.err`, 'wx+', 0o600);
    return new Promise((resolve, reject) => {
      const child = spawn(this.binary.path, args, {
        cwd,
        env: { ...this.env },
        detached: true,
        stdio: ['ignore', out, err],
      });
      this.running.add(child);
      const news = new News(out, onEvent);
      const timer = setInterval(() => news.read(), EVERY);
      const end = () => {
        clearInterval(timer);
        this.running.delete(child);
        news.read();
        closeSync(out);
        closeSync(err);
      };
      child.once('error', (error) => {
        end();
        reject(error);
      });
      child.once('close', (code) => {
        end();
        resolve({
          exitCode: code ?? 130,
          events: news.events,
          stdout: readFileSync(`${name}.out`, 'utf8'),
          stderr: readFileSync(`${name}.err`, 'utf8'),
        });
      });
    });
  }
}

/** Events in a file that grows. */
class News {
  readonly events: TerraformEvent[] = [];
  private readonly file: number;
  private readonly onEvent: ((event: TerraformEvent) => void) | undefined;
  private readonly buffer = Buffer.alloc(64 * 1024);
  private position = 0;
  private rest = '';

  constructor(file: number, onEvent: ((event: TerraformEvent) => void) | undefined) {
    this.file = file;
    this.onEvent = onEvent;
  }

  read(): void {
    for (;;) {
      const count = readSync(this.file, this.buffer, 0, this.buffer.length, this.position);
      if (count === 0) return;
      this.position += count;
      // Latin-1 keeps a sign that is cut in two whole until its line is complete.
      const lines = `${this.rest}${this.buffer.toString('latin1', 0, count)}`.split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.take(Buffer.from(line, 'latin1').toString());
    }
  }

  private take(line: string): void {
    const event = parseEvent(line);
    if (event === undefined) return;
    this.events.push(event);
    this.onEvent?.(event);
  }
}

/**
 * Does work during which Ctrl-C, a polite kill and a closed terminal only ask Terraform to stop, and everybody waits for it.
 *
 * A second Ctrl-C changes nothing, and says so.
 */
export async function withoutKilling<Result>(
  sessions: Pick<TerraformSessions, 'interrupt' | 'isInterrupted'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const stop = () => askToStop(sessions, (text) => process.stderr.write(text));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  try {
    return await work();
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}

/** What Ctrl-C does: the first asks Terraform to stop, every further one only says that it is waited for. */
export function askToStop(
  sessions: Pick<TerraformSessions, 'interrupt' | 'isInterrupted'>,
  say: (text: string) => unknown,
): void {
  say(
    sessions.isInterrupted
      ? 'still waiting for Terraform, which is never killed: that would lose what it has just made\n'
      : 'interrupted: Terraform finishes what it has begun and saves its state; this takes as long as it takes\n',
  );
  sessions.interrupt();
}
