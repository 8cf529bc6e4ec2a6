import { type Days, EstateStack, PrivateBucket, regionFacts } from '@smile/core';
import { Construct } from 'constructs';

export interface LoadBalancerLogBucketProps {
  /** Age at which the records are deleted. @default '90 days' */
  readonly retention?: Days;
  /** Bucket that receives this one's access logs. */
  readonly accessLogs: PrivateBucket;
}

const APPLICATION_LOAD_BALANCERS = 'logdelivery.elasticloadbalancing.amazonaws.com';

const NETWORK_LOAD_BALANCERS = 'delivery.logs.amazonaws.com';

/**
 * Requests and connections of the environment's load balancers.
 *
 * Each load balancer writes below a prefix, which is mandatory: its own name. Pass `bucket.policy` as `dependsOn`: AWS
 * tests its access when logging is switched on.
 */
export class LoadBalancerLogBucket extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: LoadBalancerLogBucketProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Default', {
      name: 'load-balancer-logs',
      // With a KMS key, switching on access logs of an ALB fails with "Access Denied for bucket" (pitfall P34).
      encryption: { sseS3Because: 'application load balancers deliver to nothing else' },
      versioned: false,
      expireAfter: props.retention ?? '90 days',
      accessLogs: props.accessLogs,
    });
    this.allowApplicationLoadBalancers();
    this.allowNetworkLoadBalancers();
  }

  /**
   * Regions opened since August 2022 have the service principal alone. Older ones have an account; AWS says nothing of
   * whether they accept the service, too, so both may write there (pitfall P32).
   */
  private allowApplicationLoadBalancers(): void {
    const { region } = EstateStack.ofConstruct(this).environment;
    const write = { actions: ['s3:PutObject'], resources: [this.logObjects()] };
    this.bucket.addToPolicy({
      sid: 'DeliverByService',
      ...write,
      principals: [{ type: 'Service', identifiers: [APPLICATION_LOAD_BALANCERS] }],
    });
    const { elbLogAccountId } = regionFacts(region);
    if (elbLogAccountId === undefined) return;
    this.bucket.addToPolicy({
      sid: 'DeliverByRegionAccount',
      ...write,
      principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${elbLogAccountId}:root`] }],
    });
  }

  /**
   * Network load balancers come through log delivery (pitfall P33). AWS's example also asks for the ACL that the service
   * sends; a bucket without ACLs does not need it, and it is reported to deny: cloudposse/terraform-aws-vpc-flow-logs-s3-bucket#101.
   */
  private allowNetworkLoadBalancers(): void {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    const principals = [{ type: 'Service', identifiers: [NETWORK_LOAD_BALANCERS] }];
    const onlyOurs = [
      { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
      { test: 'ArnLike', variable: 'aws:SourceArn', values: [`arn:aws:logs:${region}:${account.id}:*`] },
    ];
    this.bucket.addToPolicy({
      sid: 'DeliverByLogDelivery',
      actions: ['s3:PutObject'],
      resources: [this.logObjects()],
      principals,
      condition: onlyOurs,
    });
    this.bucket.addToPolicy({
      sid: 'CheckBeforeDelivery',
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [this.bucket.bucketArn],
      principals,
      condition: onlyOurs,
    });
  }

  /** Every prefix, our account: load balancers of other accounts find no way in. */
  private logObjects(): string {
    const { account } = EstateStack.ofConstruct(this).environment;
    return `${this.bucket.bucketArn}/*/AWSLogs/${account.id}/*`;
  }
}
