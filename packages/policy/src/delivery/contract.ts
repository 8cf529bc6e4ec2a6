/** What kind of thing is written to. */
export type TargetKind = 'bucket' | 'topic' | 'queue' | 'log group' | 'key';

/**
 * What a service asks for when it delivers. `{name}` in a text is filled in from what delivers: `{target}` is the ARN of what is
 * written to, `{account}` and `{region}` are those of the producer; what is not filled in is left open, as a date in a path is.
 */
export interface DeliveryContract {
  readonly id: string;
  /** The producer in AWS's own words, as in `VPC Flow Logs`. */
  readonly who: string;
  readonly to: TargetKind;
  /** Services one of which asks, where AWS documents several for one task. An ARN is that of an account. */
  readonly principals: readonly string[];
  /** What it asks of the target. */
  readonly asks: readonly Ask[];
  /** Condition keys that the service sends, with their values; `?` stands for one that it may or may not send. */
  readonly context: Readonly<Record<string, string>>;
  /** What it asks of the target's own key, where it is encrypted under one. @default - it cannot use a key: such a target is refused */
  readonly key?: { readonly actions: readonly string[]; readonly context: Readonly<Record<string, string>> };
  /** Code and words with which the service refuses a target when the producer is made; `{target}` as above. @default - it says nothing */
  readonly refusal?: string;
  /** The same for a key that does not admit the service. @default - as `refusal` */
  readonly keyRefusal?: string;
  readonly source: string;
}

/** An action on a resource. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
}

const PUT = 's3:PutObject';

/** An object below the target, by the rest of its path. */
export function put(path: string): Ask {
  return { action: PUT, resource: `{target}/${path}` };
}

/** Something that is asked of the target itself. */
export function onTarget(action: string): Ask {
  return { action, resource: '{target}' };
}
