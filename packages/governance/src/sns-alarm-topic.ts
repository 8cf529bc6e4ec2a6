import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { type AlarmTopic, alarmTopicArn, alarmTopicName, EncryptionKey, EstateStack } from '@smile/core';
import { Construct } from 'constructs';

export interface SnsAlarmTopicProps {
  /** Mailboxes that get every message. */
  readonly emails: readonly string[];
}

/** An AWS service that sends messages to the topic. */
interface Publisher {
  readonly service: string;
  /** By what the service says for whom it acts, so that other accounts' events can be refused. */
  readonly says: 'account' | 'rule' | 'nothing';
}

/**
 * Who publishes. AWS's own `alias/aws/sns` key refuses services, hence the key below (pitfall P73). AWS Config is not
 * among them because it cannot write to an encrypted topic, nor ElastiCache, which has a topic beside each cache; Budgets mails
 * people itself.
 * Sources: the guides of CloudWatch ("alarm actions"), EventBridge ("Using IAM policy conditions": it sends the ARN of the rule),
 * Backup ("notifications").
 */
const PUBLISHERS: readonly Publisher[] = [
  { service: 'cloudwatch.amazonaws.com', says: 'account' },
  { service: 'events.amazonaws.com', says: 'rule' },
  // RDS says of encrypted topics both that it leaves them out and how to admit it; account events tell the same anyway.
  { service: 'events.rds.amazonaws.com', says: 'account' },
  // Its guide documents no such condition; one that never holds would silence it.
  { service: 'backup.amazonaws.com', says: 'nothing' },
];

/**
 * The one topic of an account that tells people about alarms and findings: encrypted, over TLS only.
 *
 * Each mailbox gets a mail with a link and hears nothing before somebody follows it; Terraform cannot do that, and
 * leaves an unconfirmed subscription behind on destroy (pitfall P72). Renaming the topic replaces it, and every mailbox
 * must confirm anew. The key costs about USD 1 a month; the mails are free for the first thousand.
 */
export class SnsAlarmTopic extends Construct implements AlarmTopic {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: SnsAlarmTopicProps) {
    super(scope, id);
    const key = this.createKey();
    const topic = new SnsTopic(this, 'Default', {
      name: alarmTopicName(this.environment),
      displayName: 'SMILE alarms',
      kmsMasterKeyId: key.keyArn,
      lifecycle: { preventDestroy: true },
    });
    // Through the policy, so that whatever publishes is made after it may.
    this.topicArn = this.createPolicy(topic).arn;
    for (const email of props.emails) {
      new SnsTopicSubscription(this, `Mail-${email}`, { topicArn: topic.arn, protocol: 'email', endpoint: email });
    }
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }

  private createKey(): EncryptionKey {
    const key = new EncryptionKey(this, 'Key', { description: 'Alarm messages', alias: 'alarms' });
    for (const { service } of PUBLISHERS) {
      key.allowService({
        service,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        // SNS names the topic in every call, so the key serves this one only. The topic's policy names the account.
        conditions: [
          {
            test: 'StringEquals',
            variable: 'kms:EncryptionContext:aws:sns:topicArn',
            values: [alarmTopicArn(this.environment)],
          },
        ],
      });
    }
    return key;
  }

  private createPolicy(topic: SnsTopic): SnsTopicPolicy {
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'DenyWithoutTls',
          effect: 'Deny',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: [{ type: 'AWS', identifiers: ['*'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        this.publishStatement('ServicesOfThisAccount', topic, 'account'),
        this.publishStatement('RulesOfThisAccount', topic, 'rule'),
        this.publishStatement('ServicesWithoutAccount', topic, 'nothing'),
      ],
    });
    return new SnsTopicPolicy(this, 'Policy', { arn: topic.arn, policy: document.json });
  }

  private publishStatement(sid: string, topic: SnsTopic, says: Publisher['says']) {
    const { account, region } = this.environment;
    const conditions = {
      account: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] }],
      rule: [{ test: 'ArnLike', variable: 'aws:SourceArn', values: [`arn:aws:events:${region}:${account.id}:rule/*`] }],
      nothing: [],
    };
    return {
      sid,
      actions: ['sns:Publish'],
      resources: [topic.arn],
      principals: [
        { type: 'Service', identifiers: PUBLISHERS.filter((one) => one.says === says).map(({ service }) => service) },
      ],
      condition: conditions[says],
    };
  }
}
