/**
 * Content that a client sent in signed or unsigned chunks: size in hexadecimal, extensions after a semicolon, content, and headers at
 * the end. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeAwsChunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  while (position < body.length) {
    const end = body.indexOf('\r\n', position);
    if (end < 0) break;
    const size = Number.parseInt(body.toString('latin1', position, end).split(';')[0] ?? '', 16);
    if (!(size > 0)) break;
    chunks.push(body.subarray(end + 2, end + 2 + size));
    position = end + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}
