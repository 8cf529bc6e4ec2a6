import { Alarm, type AlarmTopic } from '@smile/core';
import { Construct } from 'constructs';
import type { Certificate } from '../certificates/certificate.ts';

export interface CertificateAlarmProps {
  readonly certificate: Certificate;
  readonly topic: AlarmTopic;
}

/** ACM renews 60 days before the end; a certificate this close to it was not renewed. */
const DAYS = 30;

const DAY_SECONDS = 86_400;

/** An alarm on a certificate that ACM could not renew. */
export class CertificateAlarm extends Construct {
  constructor(scope: Construct, id: string, props: CertificateAlarmProps) {
    super(scope, id);
    new Alarm(this, 'Default', {
      topic: props.topic,
      metric: {
        namespace: 'AWS/CertificateManager',
        name: 'DaysToExpiry',
        dimensions: { CertificateArn: props.certificate.certificateArn },
        statistic: 'Minimum',
      },
      description: `A certificate expires in less than ${DAYS} days; look whether its validation record stands and CAA admits amazon.com`,
      when: 'below',
      threshold: DAYS,
      // Published twice a day.
      periodSeconds: DAY_SECONDS,
      periods: 1,
      silence: 'ignored',
    });
  }
}
