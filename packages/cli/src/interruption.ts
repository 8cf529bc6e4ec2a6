import { EXIT_CODES } from './command-error.ts';

/**
 * Runs work that Ctrl-C can end: the first one asks it to tidy up through the signal, the second ends the process at once.
 *
 * A polite kill (SIGTERM) and a closed terminal (SIGHUP) count as Ctrl-C.
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT_CODES.interrupted);
    process.stderr.write('stopping and tidying up; press Ctrl-C again to stop at once\n');
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}
