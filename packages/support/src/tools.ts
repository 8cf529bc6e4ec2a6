import { SUPPORT_PERIODS } from '@smile/core';
import type { SupportDate } from './support-date.ts';

/** Versions that the repository itself pins. */
export interface ToolVersions {
  /** As `.node-version` says it. */
  readonly node: string;
  /** As the pipelines install it. */
  readonly terraform: string;
  readonly cdktf: string;
  /** Prebuilt bindings of providers, by name, as in `{ aws: '21.22.1' }`. */
  readonly providers: Readonly<Record<string, string>>;
}

/**
 * Versions of Terraform that HashiCorp fixes no more. It fixes the newest and the two before it, so a version ends with the release
 * of the second after it. https://support.hashicorp.com/hc/en-us/articles/360021185113
 */
const TERRAFORM_ENDS: Readonly<Record<string, { readonly on: string; readonly source: string }>> = {
  '1.11': {
    on: '2025-08-20',
    source: 'https://github.com/hashicorp/terraform/blob/v1.13/CHANGELOG.md: 1.13.0 is of that day',
  },
};

/** HashiCorp archived CDK for Terraform, and its prebuilt bindings, in December 2025 (docs/adr/0001-cdktf-although-archived.md). */
const CDKTF_ENDED = '2025-12-10';

/** Node.js, Terraform, CDK for Terraform and the bindings of providers. */
export function toolDates({ node, terraform, cdktf, providers }: ToolVersions): SupportDate[] {
  return [nodeDate(node), terraformDate(terraform), ...archived({ cdktf, providers })];
}

function nodeDate(version: string): SupportDate {
  const [major = version] = version.split('.');
  const period = SUPPORT_PERIODS.find((row) => row.product === 'node' && row.version === major);
  const one = { what: `Node.js ${version}`, afterwards: 'no support', detail: '.node-version' } as const;
  return period === undefined
    ? { ...one, event: 'no end is known', source: 'https://nodejs.org/en/about/previous-releases' }
    : { ...one, on: period.standardEnds, event: 'support ends', source: period.source };
}

function terraformDate(version: string): SupportDate {
  const minor = /^\d+\.\d+/.exec(version)?.[0] ?? version;
  const ended = TERRAFORM_ENDS[minor];
  const one = { what: `Terraform ${version}`, afterwards: 'no support' } as const;
  return ended === undefined
    ? { ...one, event: 'no end is known', source: 'https://support.hashicorp.com/hc/en-us/articles/360021185113' }
    : { ...one, on: ended.on, event: 'fixes end', source: ended.source };
}

function archived({ cdktf, providers }: Pick<ToolVersions, 'cdktf' | 'providers'>): SupportDate[] {
  const names = [
    `CDK for Terraform ${cdktf}`,
    ...Object.entries(providers).map(([name, at]) => `bindings of ${name} ${at}`),
  ];
  return names.map((what) => ({
    on: CDKTF_ENDED,
    what,
    event: 'archived',
    afterwards: 'no support',
    source: 'docs/adr/0001-cdktf-although-archived.md',
  }));
}
