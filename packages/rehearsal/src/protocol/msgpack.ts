import { Decoder, Encoder, ExtData, ExtensionCodec } from '@msgpack/msgpack';
import type { DynamicValue } from './messages.ts';
import { UNKNOWN, Unknown, type Value } from './value.ts';

// Terraform sends an unknown as extension 0, or as 12 when it knows something of the value (a prefix, not null).
// Any extension is an unknown to us; we answer with the plain one, because a refinement would bind us at apply.
// Source: terraform v1.14.0, docs/plugin-protocol/object-wire-format.md.
const EXTENSION_CODES = 128;
const UNKNOWN_PAYLOAD = Uint8Array.of(0);

class UnknownCodec extends ExtensionCodec {
  override tryToEncode(value: unknown): ExtData | null {
    return value instanceof Unknown ? new ExtData(0, UNKNOWN_PAYLOAD) : null;
  }

  override decode(_data: Uint8Array, code: number): unknown {
    if (code >= EXTENSION_CODES) throw new Error(`msgpack extension code ${code} is out of range`);
    return UNKNOWN;
  }
}

// 64-bit integers stay bigints, so that a number beyond 2^53 is handed back exactly as it came.
const encoder = new Encoder({ extensionCodec: new UnknownCodec(), useBigInt64: true });
const decoder = new Decoder({ extensionCodec: new UnknownCodec(), useBigInt64: true });

/** The message form of a value. */
export function encodeValue(value: Value): DynamicValue {
  return { msgpack: Buffer.from(encoder.encode(value)) };
}

/** The value in a message; null when the message is absent, as core sends it for "no object". */
export function decodeValue(message: DynamicValue | null | undefined): Value {
  if (message?.msgpack !== undefined && message.msgpack.length > 0) return decoder.decode(message.msgpack) as Value;
  if (message?.json !== undefined && message.json.length > 0) return JSON.parse(message.json.toString('utf8')) as Value;
  return null;
}
