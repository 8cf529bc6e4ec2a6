/** Input that cannot be read as what it should be; `problems` lists everything that is wrong with it. */
export class InventoryError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? problems.join()
        : `${problems.length} problems:\n${problems.map((p) => `- ${p}`).join('\n')}`,
    );
    this.name = 'InventoryError';
    this.problems = problems;
  }
}
