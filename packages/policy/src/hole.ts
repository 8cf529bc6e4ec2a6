/** Private-use characters, which no ARN, action or condition value contains. */
const OPEN = '\u{E000}';
const CLOSE = '\u{E001}';

/** A part of a text, by name: two holes of one name are the same text, whatever it will be. */
export const HOLE = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'u');

/**
 * Stands in a text for a part that is not known before apply, or that the caller leaves open, as in
 * `arn:aws:s3:::${hole('aws_s3_bucket.Logs.id')}/*`. A wildcard covers it; whether another text equals it is unknown.
 */
export function hole(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Whether a part of a text is not known. */
export function hasHole(text: string): boolean {
  return text.includes(OPEN);
}

/** A text for people: holes in angle brackets. */
export function showText(text: string): string {
  return text.replaceAll(OPEN, '<').replaceAll(CLOSE, '>');
}
