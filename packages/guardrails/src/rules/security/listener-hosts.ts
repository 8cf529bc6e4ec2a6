import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { hostsOfRule, purposeOf } from '../../reading/entrances.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const listenerHosts: Rule = {
  id: 'SMILE_LISTENER_HOSTS',
  family: 'security',
  severity: 'high',
  title: 'Listeners answer for named hosts, with a certificate that is validated and covers each',
  what: 'Hosts of listener rules are whole names, or begin with the word of a host for visitors and a hyphen, as those of previews do; each is covered by the certificate of its listener, which comes from the validation; a certificate covers no host that nobody serves; the load balancer waits for its certificate; health checks of Route 53 call a host of a listener rule.',
  why: 'A wildcard takes hosts of others, and a certificate without the name stops every visitor at TLS.',
  remedy: 'Use Entrance, which makes both from one list of hosts.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
  check: (context) => [
    ...context.resources('aws_lb_listener').flatMap((listener) => ofListener(listener, context)),
    ...healthChecks(context),
  ],
};

function ofListener(listener: Resource, context: RuleContext): readonly Violation[] {
  const rules = companionsOf(context, listener, 'aws_lb_listener_rule', 'listener_arn');
  const hosts = rules.flatMap((place) => hostsOfRule(place).map((host) => ({ place, host })));
  const wild = hosts.filter(({ host }) => /[*?]/.test(host) && !isOfPreviews(host));
  const names = certificateNames(listener, context);
  return [
    ...wild.map(({ place, host }) => ({
      place,
      message: `host_header must be a whole name, or begin with a word for visitors and a hyphen, got ${host}`,
    })),
    ...unvalidated(listener, context),
    ...(names === undefined
      ? []
      : [
          ...hosts
            .filter(({ host }) => !names.some((name) => isCovered(host, name)))
            .map(({ place, host }) => ({
              place,
              message: `certificate of ${listener.address} must cover ${host}, got ${names.join(', ')}`,
            })),
          ...(hosts.length === 0 ? [] : names.filter((name) => !hosts.some(({ host }) => isCovered(host, name)))).map(
            (name) => ({
              place: listener,
              message: `certificate must be for hosts of its rules, got ${name} that nobody serves`,
            }),
          ),
        ]),
  ];
}

/** As in `app-*.smile.example`. */
function isOfPreviews(host: string): boolean {
  return /^[a-z-]+-\*\.[a-z0-9.-]+$/.test(host) && purposeOf(host)?.audience === 'visitors';
}

/** A listener that names the certificate itself is made before anybody proved the name. */
function unvalidated(place: Resource, context: RuleContext): readonly Violation[] {
  const named = context.inventory.referencesAt(place, 'certificate_arn').filter(({ mode }) => mode === 'managed');
  if (named.length === 0 || named.some(({ type }) => type === 'aws_acm_certificate_validation')) return [];
  if (context.inventory.source !== 'synth') return [];
  const [first] = named;
  return [
    { place, message: `certificate_arn must come from an aws_acm_certificate_validation, got ${first?.address}` },
  ];
}

/** Names of the certificate, as far as it is of the same source. */
function certificateNames(listener: Resource, context: RuleContext): readonly string[] | undefined {
  const validations = targetsOf(context, listener, 'certificate_arn', 'aws_acm_certificate_validation');
  const certificates = [
    ...targetsOf(context, listener, 'certificate_arn', 'aws_acm_certificate'),
    ...validations.flatMap((one) => targetsOf(context, one, 'certificate_arn', 'aws_acm_certificate')),
  ];
  const [certificate] = certificates;
  if (certificate === undefined) return undefined;
  const block = Block.of(certificate);
  const main = block.text('domain_name');
  return [...new Set([...(main === undefined ? [] : [main]), ...block.texts('subject_alternative_names')])];
}

function isCovered(host: string, name: string): boolean {
  return (
    name === host ||
    (name.startsWith('*.') && host.endsWith(name.slice(1)) && !host.slice(0, -name.length + 1).includes('.'))
  );
}

function healthChecks(context: RuleContext): readonly Violation[] {
  const served = new Set(context.resources('aws_lb_listener_rule').flatMap(hostsOfRule));
  if (served.size === 0) return [];
  return context.resources('aws_route53_health_check').flatMap((place) => {
    const fqdn = Block.of(place).text('fqdn');
    return fqdn === undefined || served.has(fqdn)
      ? []
      : [{ place, message: `fqdn must be a host of a listener rule, got ${fqdn}` }];
  });
}
