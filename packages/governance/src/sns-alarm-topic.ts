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
  /** Whether the service says for which account it acts, so that other accounts' events can be refused. */
  readonly namesAccount: boolean;
}

/**
 * Who publishes. AWS's own `alias/aws/sns` key refuses services, hence the key below (pitfall P73). AWS Config is not
 * among them because it cannot write to an encrypted topic, and Budgets mails people itself.
 * Sources: the guides of CloudWatch ("alarm actions"), EventBridge ("condition keys"), Backup ("notifications").
 */
const PUBLISHERS: readonly Publisher[] = [
  { service: 'cloudwatch.amazonaws.com', namesAccount: true },
  { service: 'events.amazonaws.com', namesAccount: true },
  // RDS says of encrypted topics both that it leaves them out and how to admit it; account events tell the same anyway.
  { service: 'events.rds.amazonaws.com', namesAccount: true },
  // The guides of these two document no such condition; one that never holds would silence them.
  { service: 'backup.amazonaws.com', namesAccount: false },
  { service: 'elasticache.amazonaws.com', namesAccount: false },
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
        this.publishStatement('ServicesOfThisAccount', topic, true),
        this.publishStatement('ServicesWithoutAccount', topic, false),
      ],
    });
    return new SnsTopicPolicy(this, 'Policy', { arn: topic.arn, policy: document.json });
  }

  private publishStatement(sid: string, topic: SnsTopic, namesAccount: boolean) {
    const services = PUBLISHERS.filter((publisher) => publisher.namesAccount === namesAccount);
    const account = { test: 'StringEquals', variable: 'aws:SourceAccount', values: [this.environment.account.id] };
    return {
      sid,
      actions: ['sns:Publish'],
      resources: [topic.arn],
      principals: [{ type: 'Service', identifiers: services.map(({ service }) => service) }],
      condition: namesAccount ? [account] : [],
    };
  }
}
