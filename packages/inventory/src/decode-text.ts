/** What a file is by its first bytes, when it is no text that a reader here expects. */
export type NotText = { readonly what: string; readonly remedy: string };

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const GZIP = [0x1f, 0x8b];

/**
 * The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, which is what PowerShell's `>` writes.
 *
 * A saved plan is a zip archive; it says so instead of failing as broken JSON.
 */
export function decodeText(bytes: Uint8Array): string | NotText {
  if (bytes.length === 0)
    return { what: 'is empty', remedy: 'write it again; the command that wrote it printed nothing' };
  if (startsWith(bytes, ZIP)) {
    return {
      what: "is a saved plan, in Terraform's own format",
      remedy: 'pass what "terraform show -json <plan file>" prints of it',
    };
  }
  if (startsWith(bytes, GZIP)) return { what: 'is compressed with gzip', remedy: 'unpack it first' };
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
