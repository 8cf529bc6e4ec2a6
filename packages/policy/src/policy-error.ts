/** A text that is no IAM policy; AWS answers `MalformedPolicyDocument`. Names every problem of it. */
export class PolicyError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`not an IAM policy:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'PolicyError';
    this.problems = problems;
  }
}
