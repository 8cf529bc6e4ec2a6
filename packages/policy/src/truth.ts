/** Whether something holds, where a value may not be known before apply. `unknown` is never a `no`. */
export type Truth = 'yes' | 'no' | 'unknown';

export function truthOf(holds: boolean): Truth {
  return holds ? 'yes' : 'no';
}

export function not(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'yes' ? 'no' : 'yes';
}

/** `no` as soon as one is `no`; `yes` for none at all. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

/** `yes` as soon as one is `yes`; `no` for none at all. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}
