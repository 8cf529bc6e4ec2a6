/**
 * Makes cdktf forget where each token was made.
 *
 * cdktf 0.21 takes a full stack trace for every token, and shows it only when resolving the token fails, beside the path
 * of the construct. The estate makes tens of thousands of tokens; mapping their traces back to TypeScript took 40 % of a
 * synthesis and a third of its memory. There is no option for it, so the function that takes them is replaced.
 */
export function forgetTokenTraces(): void {
  const traces: { captureStackTrace: () => string[] } = require('cdktf/lib/tokens/private/stack-trace');
  traces.captureStackTrace = () => [];
}
