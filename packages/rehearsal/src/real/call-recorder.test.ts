import { expect, test } from 'vitest';
import { startCallRecorder } from './call-recorder.ts';

test('keeps what was called, by the service that it was signed for, and refuses it', async () => {
  const recorder = await startCallRecorder();
  try {
    // Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
    const authorization = (service: string) =>
      `AWS4-HMAC-SHA256 Credential=rehearsal/20261127/ap-southeast-3/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    const post = (service: string, headers: Record<string, string>, body: string) =>
      fetch(`${recorder.url}/`, {
        method: 'POST',
        headers: { authorization: authorization(service), ...headers },
        body,
      });
    expect((await post('sts', {}, 'Action=GetCallerIdentity&Version=2011-06-15')).status).toBe(400);
    await post('kms', { 'x-amz-target': 'TrentService.DescribeKey' }, '{}');
    await fetch(`${recorder.url}/bucket?location`, { headers: { authorization: authorization('s3') } });
    expect(recorder.calls).toEqual([
      { service: 'sts', operation: 'GetCallerIdentity' },
      { service: 'kms', operation: 'DescribeKey' },
      { service: 's3', operation: 'GET /bucket' },
    ]);
  } finally {
    recorder.close();
  }
});
