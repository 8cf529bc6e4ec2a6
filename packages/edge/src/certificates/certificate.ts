import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { throwIfAny } from '@smile/core';
import { Fn, TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import { isWithin, withoutWildcard } from '../dns/domain-name.ts';
import type { ValidationZone } from './validation-zone.ts';

export interface CertificateProps {
  /**
   * Names on the certificate by a fixed word in PascalCase, as in `{ Web: 'app.smile.example' }`. The first is its main
   * name. The words are part of Terraform addresses. Adding or removing a name replaces the certificate, without an outage.
   */
  readonly names: Readonly<Record<string, string>>;
  /** Zones that answer for the names; for each name the one closest to it is used. */
  readonly zones: readonly ValidationZone[];
}

/** A public certificate holds ten names before ACM asks for a higher quota. Source: ACM user guide, "Quotas". */
const MOST_NAMES = 10;

const WORD = /^[A-Z][A-Za-z0-9]*$/;
const NAME = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/**
 * A public certificate that proves itself by DNS records, and renews itself as long as they stand.
 *
 * {@link certificateArn} is only known once ACM has issued it, so listeners wait for it. The account has one certificate
 * per set of names: a second one for the same name would want the same record. Free of charge.
 */
export class Certificate extends Construct {
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    const certificate = this.createCertificate(Object.values(props.names));
    const recordNames = this.createRecords(props, certificate);
    const validation = new AcmCertificateValidation(this, 'Validation', {
      certificateArn: certificate.arn,
      validationRecordFqdns: recordNames,
    });
    this.certificateArn = validation.certificateArn;
  }

  private createCertificate([main, ...others]: readonly string[]): AcmCertificate {
    return new AcmCertificate(this, 'Default', {
      domainName: main,
      subjectAlternativeNames: others,
      validationMethod: 'DNS',
      // ACM deletes no certificate that a listener uses, so the new one must be in place first (pitfall P79).
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** One record per name; a name and its wildcard share one (pitfall P80). */
  private createRecords({ names, zones }: CertificateProps, certificate: AcmCertificate): string[] {
    const proved = new Set<string>();
    return Object.entries(names).flatMap(([word, name]) => {
      const base = withoutWildcard(name);
      const zone = closestZone(name, zones);
      if (zone === undefined || proved.has(base)) return [];
      proved.add(base);
      const part = (attribute: string) => optionOf(certificate, name, attribute);
      const record = { name: part('resource_record_name'), value: part('resource_record_value') };
      return [zone.addValidationRecord(this, `Proof${word}`, record)];
    });
  }
}

/**
 * What ACM asks for one name. The options are a set that is known after apply, so nothing can be made for each of its
 * elements; the names come from the values, and each looks its own option up.
 */
function optionOf(certificate: AcmCertificate, name: string, attribute: string): string {
  const byName = TerraformIterator.fromComplexList(certificate.domainValidationOptions, 'domain_name');
  return Fn.lookup(byName.forExpressionForMap('key', `val.${attribute}`), name) as string;
}

function closestZone(name: string, zones: readonly ValidationZone[]): ValidationZone | undefined {
  return zones
    .filter(({ domain }) => isWithin(withoutWildcard(name), domain))
    .toSorted((one, other) => other.domain.length - one.domain.length)[0];
}

function problemsOf({ names, zones }: CertificateProps): string[] {
  const entries = Object.entries(names);
  const problems = entries.flatMap(([word, name]) => nameProblems(word, name, zones));
  for (const [word, name] of entries) {
    const first = entries.find(([, other]) => other === name)?.[0];
    if (first !== word) problems.push(`names.${word}: ${name} is already there as ${first}; remove one`);
  }
  if (entries.length === 0) problems.push('names is empty; name at least one host');
  if (entries.length > MOST_NAMES) {
    problems.push(
      `names: ACM takes ${MOST_NAMES}, got ${entries.length}; use a wildcard, or split them over two certificates`,
    );
  }
  return problems;
}

function nameProblems(word: string, name: string, zones: readonly ValidationZone[]): string[] {
  const problems: string[] = [];
  if (!WORD.test(word)) {
    problems.push(`names: ${JSON.stringify(word)} is part of a Terraform address; use a word in PascalCase`);
  }
  if (!NAME.test(name)) {
    problems.push(
      `names.${word}: expected a host name in lower case, got ${JSON.stringify(name)}; write app.smile.example or *.smile.example`,
    );
  } else if (closestZone(name, zones) === undefined) {
    const known = zones.map(({ domain }) => domain).join(', ');
    problems.push(`names.${word}: no zone answers for ${name}, known are ${known}; pass the zone that the name is in`);
  }
  return problems;
}
