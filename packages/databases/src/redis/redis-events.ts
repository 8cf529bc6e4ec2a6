import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { EstateStack, NAME_LIMITS, physicalName, waive } from '@smile/core';
import { Construct } from 'constructs';

export interface RedisEventsProps {
  /** Name of the cache after the environment's prefix, as in `redis`. */
  readonly name: string;
}

/**
 * The topic that tells the environment's mailboxes about failovers and failures of a cache.
 *
 * A topic of its own, and not encrypted: ElastiCache takes an encrypted one, then turns it inactive and says nothing; its
 * messages hold the names of the event and of the cache. The policy asks for `aws:SourceOwner`, the only key that ElastiCache
 * sends: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html. EventBridge is no substitute: failovers are
 * not among the events that it gets, https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html.
 *
 * Each mailbox gets a mail with a link and hears nothing before somebody follows it.
 */
export class RedisEvents extends Construct {
  /** Through the policy, so that the cache is made after it may publish. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { name }: RedisEventsProps) {
    super(scope, id);
    const { governance } = EstateStack.ofConstruct(this).environment;
    const topic = new SnsTopic(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.snsTopic, name: `${name}-events` }),
      displayName: 'SMILE Redis',
      lifecycle: { preventDestroy: true },
    });
    waive(topic, {
      rule: 'CKV_AWS_26',
      reason: 'ElastiCache publishes to no encrypted topic; its messages name an event and a cache, nothing else',
      owner: 'platform',
      expires: '2027-11-30',
    });
    this.topicArn = this.createPolicy(topic).arn;
    for (const email of governance.alarmEmails) {
      new SnsTopicSubscription(this, `Mail-${email}`, { topicArn: topic.arn, protocol: 'email', endpoint: email });
    }
  }

  private createPolicy(topic: SnsTopic): SnsTopicPolicy {
    const { account } = EstateStack.ofConstruct(this).environment;
    const everybody = [{ type: 'AWS', identifiers: ['*'] }];
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'DenyWithoutTls',
          effect: 'Deny',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: everybody,
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        {
          sid: 'ServicesForThisAccount',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: everybody,
          condition: [{ test: 'StringEquals', variable: 'aws:SourceOwner', values: [account.id] }],
        },
      ],
    });
    return new SnsTopicPolicy(this, 'Policy', { arn: topic.arn, policy: document.json });
  }
}
