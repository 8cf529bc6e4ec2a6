import { z } from 'zod';
import { ValidationError } from '../errors/validation-error.ts';
import { knownRegions } from '../regions/region-facts.ts';
import { addressBlock, inPublicSpace, PUBLIC_SPACE, shown, text } from './checks.ts';
import { problemsOf } from './problems.ts';

/** What every environment of a country shares. Write it with {@link defineCountry}. */
export interface Country {
  /** Folder under `apps/` and first part of every stack id and state key, as in `indonesia`. Never renamed. */
  readonly id: string;
  /** AWS region, as in `eu-west-1`. One that has a folder in `packages/core/data`. */
  readonly region: string;
  /** IANA time zone in which people read schedules, as in `Europe/Paris`. Every schedule of its environments is written in it. */
  readonly timeZone: string;
  /** Public DNS domain of the country's production, as in `smile.example`; `edge.cloudflare.domain` is that of an environment. */
  readonly domain: string;
  /** First word of every AWS name, as in the `smile` of `smile-prd-…`. Never renamed. */
  readonly namePrefix: string;
  /** Mailbox of the team that answers for the estate; a tag on every resource. */
  readonly owner: string;
  /** Cost centre; a tag on every resource. */
  readonly costCentre: string;
  /** IPv4 and IPv6 blocks from which operators may reach restricted services. */
  readonly operatorCidrs: readonly string[];
}

const WORD = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const schema = z.strictObject({
  id: text('a lower-case word', (value) => WORD.test(value), 'use the folder name under apps/, as in france'),
  // Asked when a country is checked, not when this file is loaded: nothing of the data is read before it is needed.
  region: z.string().check((context) => {
    const regions = knownRegions();
    if (regions.includes(context.value)) return;
    const message = `expected one of ${regions.join(', ')}, got ${shown(context.value)}; add a folder for another region to packages/core/data`;
    context.issues.push({ code: 'custom', input: context.value, message });
  }),
  timeZone: text('an IANA time zone', isTimeZone, 'use a name such as Europe/Paris'),
  domain: text('a domain in lower case', (value) => DOMAIN.test(value), 'use a name such as smile.example'),
  namePrefix: text(
    'a lower-case word of at most 12 characters',
    (value) => WORD.test(value) && value.length <= 12,
    'it starts the name of every AWS resource, as in smile',
  ),
  owner: text('an e-mail address', (value) => EMAIL.test(value), 'name the mailbox of the team, not of a person'),
  costCentre: text('a cost centre', (value) => TAG_VALUE.test(value), 'use letters, digits, spaces and _.:/=+-@'),
  operatorCidrs: z.array(
    addressBlock(
      // Offices have a few addresses, and a /48 of IPv6 (RFC 6177); shorter prefixes are a provider with all its customers.
      { ipv4: { shortest: 20, longest: 32 }, ipv6: { shortest: 40, longest: 128 } },
      'list the public addresses of the offices',
    ).refine(inPublicSpace, PUBLIC_SPACE),
  ),
});

/** What AWS accepts in the value of a tag; anything else fails only at apply. */
const TAG_VALUE = /^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u;

/**
 * Checks a country's values.
 *
 * @throws ValidationError that lists every problem with its path.
 */
export function defineCountry(values: Country): Country {
  const result = schema.safeParse(values);
  if (!result.success) throw new ValidationError(`country ${values.id}`, problemsOf(result.error));
  return Object.freeze(values);
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
