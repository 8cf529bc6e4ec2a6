import type { Step } from '@smile/rehearsal';
import { DefaultRenderer, Listr, ListrLogger, type ListrTask, ProcessOutput } from 'listr2';

/** Told what a rehearsal does, and shows it. */
export interface Progress {
  /** A stack begins a step. */
  step(stack: string, step: Step): void;
  /** A step has made, changed or deleted so many resources. */
  resource(stack: string, step: Step, done: number): void;
  /** The rehearsal is over; waits until the last line is drawn. */
  end(): Promise<void>;
}

/** One line per step as it begins, for logs. */
export function plainProgress(out: { write(text: string): unknown }): Progress {
  const written = new Map<string, Step>();
  return {
    step: (stack, step) => {
      // Taking protections off and destroying are two commands of one step.
      if (written.get(stack) !== step) out.write(`${stack}: ${step}\n`);
      written.set(stack, step);
    },
    resource: () => {},
    end: async () => {},
  };
}

/** One line per stack that changes in place, for a terminal. It draws on stderr, so that stdout holds the result alone. */
export function terminalProgress(stacks: readonly string[]): Progress {
  const width = Math.max(...stacks.map((stack) => stack.length));
  const lines = new Map<string, (text: string) => void>();
  let finish = () => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const show = (stack: string, text: string) => lines.get(stack)?.(`${stack.padEnd(width)}  ${text}`);
  const taskFor = (stack: string): ListrTask<unknown, typeof DefaultRenderer> => ({
    title: `${stack.padEnd(width)}  waiting`,
    task: (_, task) => {
      lines.set(stack, (text) => {
        task.title = text;
      });
      return over;
    },
  });
  const drawn = new Listr(stacks.map(taskFor), {
    concurrent: true,
    registerSignalListeners: false,
    renderer: DefaultRenderer,
    rendererOptions: {
      logger: new ListrLogger({ useIcons: false, processOutput: new ProcessOutput(process.stderr, process.stderr) }),
    },
  }).run();
  return {
    step: (stack, step) => show(stack, step),
    resource: (stack, step, done) => show(stack, `${step}, ${done} resources`),
    end: async () => {
      for (const stack of stacks) show(stack, 'done');
      finish();
      await drawn;
    },
  };
}
