import type { Problem } from '../protocol/problem.ts';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import { listOf, textOf } from './blocks.ts';
import { chartOf, sameVersion } from './chart.ts';
import { type Manifest, manifestsOf, readValues } from './manifests.ts';
import { metadataProblems, namelessProblem } from './metadata-rules.ts';
import { dnsSubdomain } from './names.ts';

/** https://helm.sh/docs/chart_template_guide/getting_started/: names are limited because of the DNS names made of them. */
const LONGEST_NAME = 53;
const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** What Helm and its provider refuse of a release by itself. What is not known yet is let through. */
export function releaseProblems(release: ObjectValue): Problem[] {
  return [...nameProblems(release), ...chartProblems(release), ...valueProblems(release), ...manifestProblems(release)];
}

/** Source: provider, helm/resource_helm_release.go; Helm, pkg/chartutil/validate_name.go */
function nameProblems({ name }: ObjectValue): Problem[] {
  const text = textOf(name);
  if (text === undefined) return [];
  if (text.length > LONGEST_NAME) {
    return [
      {
        summary: `Invalid Attribute Value Length: Attribute name string length must be between 1 and ${LONGEST_NAME}, got: ${text.length}`,
        detail: `release name ${JSON.stringify(text)}; shorten it`,
        path: ['name'],
      },
    ];
  }
  return RELEASE_NAME.test(text)
    ? []
    : [
        {
          summary: `installation failed: invalid release name, must match regex ${RELEASE_NAME.source} and the length must not be longer than ${LONGEST_NAME}`,
          detail: `release name ${JSON.stringify(text)}`,
          path: ['name'],
        },
      ];
}

/** Source: provider, helm/resource_helm_release.go, ModifyPlan */
function chartProblems(release: ObjectValue): Problem[] {
  const chart = chartOf(release);
  const [path, wanted] = [textOf(release.chart), textOf(release.version)];
  if (path === undefined || !chart.isArchive) return [];
  if (chart.version === undefined) {
    return [
      {
        summary: `Error locating chart: Unable to locate chart ${path}: path "${path}" not found`,
        detail: 'an archive is named <name>-<version>.tgz, as helm package names it',
        path: ['chart'],
      },
    ];
  }
  if (wanted === undefined || sameVersion(wanted, chart.version)) return [];
  return [
    {
      summary: 'Planned version is different from configured version',
      detail: `The version in the configuration is "${wanted}" but the planned version is "${chart.version}", that of ${path}. You should update the version in your configuration to "${chart.version}", or remove the version attribute from your configuration.`,
      path: ['version'],
    },
  ];
}

function valueProblems(release: ObjectValue): Problem[] {
  const read = readValues(release);
  return 'problem' in read
    ? [
        {
          summary: `Error unmarshaling values: ---> ${read.problem}`,
          detail: `values of release ${textOf(release.name) ?? ''} must be a YAML map, such as helmValues() writes`,
          path: ['values'],
        },
      ]
    : [];
}

/** What the API server refuses of the objects that a release makes by its values, and what it has no kind for. */
function manifestProblems(release: ObjectValue): Problem[] {
  if (release.values === UNKNOWN || listOf(release.values).length === 0) return [];
  return (manifestsOf(release) ?? []).flatMap((manifest, index) => {
    const problems = [
      ...(manifest.metadata.name === undefined ? [namelessProblem()] : []),
      ...metadataProblems(manifest.metadata, dnsSubdomain),
    ];
    const place = `manifests[${index}] of release ${textOf(release.name) ?? ''}`;
    return [
      ...(manifest.kind === '' || manifest.apiVersion === ''
        ? [
            {
              summary:
                'unable to build kubernetes objects from release manifest: error validating "": error validating data: [apiVersion not set, kind not set]',
              detail: place,
              path: ['values'],
            },
          ]
        : []),
      ...problems.map(({ field, reason }) => ({
        summary: `installation failed: ${qualified(manifest)} "${manifest.metadata.name ?? ''}" is invalid: ${field}: ${reason}`,
        detail: place,
        path: ['values'],
      })),
    ];
  });
}

function qualified({ kind, group }: Manifest): string {
  return group === '' ? kind : `${kind}.${group}`;
}
