import { asObject, asString, type Json } from '@smile/inventory';

/** The lock of a state, as Terraform writes it beside it. Source: Terraform, internal/states/statemgr/locker.go. */
export interface StateLock {
  readonly stack: string;
  /** Place of the lock, as in `s3://bucket/key.tflock`. */
  readonly where: string;
  /** What `terraform force-unlock` asks for. */
  readonly id: string;
  /** As in `user@machine`. */
  readonly who: string;
  /** As in `OperationTypeApply`. */
  readonly operation: string;
  /** Moment at which it was taken, as Terraform wrote it. */
  readonly since: string;
  /** Version of the Terraform that holds it. */
  readonly terraformVersion: string;
}

/** Reads a lock; what is no lock of Terraform's is shown as one that nobody can tell anything of. */
export function readLock(stack: string, where: string, text: string): StateLock {
  const { ID, Who, Operation, Created, Version } = asObject(parse(text));
  const said = (value: Json | undefined) => asString(value) ?? 'unknown';
  return {
    stack,
    where,
    id: said(ID),
    who: said(Who),
    operation: said(Operation),
    since: said(Created),
    terraformVersion: said(Version),
  };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
