import { authorize, explain, hole, parsePolicy, type Request } from '@smile/policy';

/** Says whether VPC Flow Logs may write into a bucket whose name is not known before apply, and why not. */
export function mayDeliver(bucketPolicy: string, account: string): string {
  const bucket = `arn:aws:s3:::${hole('aws_s3_bucket.FlowLogs.id')}`;
  const request: Request = {
    principal: { kind: 'service', name: 'delivery.logs.amazonaws.com' },
    action: 's3:PutObject',
    resource: `${bucket}/AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/file.parquet`,
    context: { 'aws:SourceAccount': account, 'aws:SecureTransport': 'true' },
  };
  const decision = authorize(request, { resource: [parsePolicy(bucketPolicy)] });
  return `${decision.verdict} ${explain(decision, request)}`;
}
