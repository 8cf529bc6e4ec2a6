/** A task and the names of those that must be done before it. */
export interface Task<Result> {
  readonly name: string;
  readonly after: readonly string[];
  /** `before` holds the results of the tasks in `after`. */
  readonly run: (before: readonly Result[]) => Promise<Result>;
}

/**
 * Runs tasks as soon as those they wait for are done, at most `atOnce` at the same time.
 *
 * Names in `after` that are no task count as done, so that a part of a graph can be run alone.
 *
 * @returns results in the order of the tasks.
 */
export async function runInOrder<Result>(tasks: readonly Task<Result>[], atOnce: number): Promise<Result[]> {
  const started = new Map<string, Promise<Result>>();
  const slots = new Slots(atOnce);
  const start = (task: Task<Result>): Promise<Result> => {
    const known = started.get(task.name);
    if (known !== undefined) return known;
    const waiting = task.after.flatMap((name) => tasks.filter((other) => other.name === name)).map(start);
    const result = Promise.all(waiting).then((before) => slots.use(() => task.run(before)));
    started.set(task.name, result);
    return result;
  };
  return Promise.all(tasks.map(start));
}

/** A number of places that work takes and frees. */
class Slots {
  private free: number;
  private readonly queue: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free === 0) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.free -= 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}
