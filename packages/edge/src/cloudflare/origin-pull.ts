import { AuthenticatedOriginPulls } from '@cdktf/provider-cloudflare/lib/authenticated-origin-pulls';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface OriginPullProps {
  readonly zone: CloudflareZone;
  /** Public name, written out in full, as in `app.smile.example`. */
  readonly host: string;
  /** Id that Cloudflare gave our client certificate when it was uploaded, as in `2458ce5a-0c35-4c7f-82c7-8e9487d3ff60`. */
  readonly certificateId: string;
}

const CERTIFICATE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Cloudflare proves to the origin of one host that it comes from our zone, with a client certificate of ours.
 *
 * Addresses alone do not: everybody who has a Cloudflare account connects from them. The certificate is uploaded by hand,
 * because its private key must be in no state (docs/runbooks/origin-pull-certificate.md).
 *
 * Provider 5.14, which the bindings pin, tells Cloudflare but does not understand the answer to a creation, which is a list
 * (cloudflare/terraform-provider-cloudflare, commit e4c82b80b, in 5.17.0). The runbook has the call to make instead.
 */
export class OriginPull extends Construct {
  constructor(scope: Construct, id: string, props: OriginPullProps) {
    super(scope, id);
    const { zone, host, certificateId } = props;
    throwIfAny(this, problemsOf(props));
    new AuthenticatedOriginPulls(this, 'Default', {
      zoneId: zone.zoneId,
      // The provider reads by this one and writes by that in `config`. Newer ones take exactly one host, and only the latter.
      hostname: host,
      config: [{ hostname: host, certId: certificateId, enabled: true }],
    });
  }
}

function problemsOf({ zone, host, certificateId }: OriginPullProps): string[] {
  const problems = zone.problemsOfNames([host]).map((problem) => `host: ${problem}`);
  if (!CERTIFICATE_ID.test(certificateId)) {
    problems.push(
      `certificateId: expected the id of an uploaded certificate, got ${JSON.stringify(certificateId)}; upload it as docs/runbooks/origin-pull-certificate.md says`,
    );
  }
  return problems;
}
