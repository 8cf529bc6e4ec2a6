import { NotificationPolicy } from '@cdktf/provider-cloudflare/lib/notification-policy';
import { type CloudflarePlan, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface OriginAlertsProps {
  readonly zone: CloudflareZone;
  /** Plan of the zone; it is in every description, by which rules on plans judge what is asked for. */
  readonly plan: CloudflarePlan;
  /** Mailboxes that get every message. */
  readonly emails: readonly string[];
}

/** What Cloudflare tells people about. Source: Cloudflare docs, "Available notifications". */
const ALERTS = {
  OriginUnreachable: {
    type: 'real_origin_monitoring',
    description: 'Cloudflare could not reach an origin for five minutes; look at the load balancer and its certificate',
  },
  OriginPullCertificate: {
    type: 'hostname_aop_custom_certificate_expiration_type',
    description: 'Our client certificate at Cloudflare expires; renew it (docs/runbooks/origin-pull-certificate.md)',
  },
  VisitorCertificate: {
    type: 'universal_ssl_event_type',
    description: 'The certificate that visitors see was not issued or renewed; look at the CAA records',
  },
} as const;

/**
 * Mails from Cloudflare, the one party that sees our origins from outside. One environment makes them.
 *
 * They cover every zone of the Cloudflare account. Free of charge, but a Free plan mails only members of the account.
 */
export class OriginAlerts extends Construct {
  constructor(scope: Construct, id: string, props: OriginAlertsProps) {
    super(scope, id);
    throwIfAny(this, props.emails.length === 0 ? ['emails is empty; name who is woken when the origin is down'] : []);
    for (const [alertId, { type, description }] of Object.entries(ALERTS)) {
      new NotificationPolicy(this, alertId, {
        accountId: props.zone.accountId,
        name: `SMILE: ${type}`,
        description: `${description}. Zone on the ${props.plan} plan`,
        alertType: type,
        mechanisms: { email: props.emails.map((email) => ({ id: email })) },
        enabled: true,
      });
    }
  }
}
