import {
  type Branch,
  type Environment,
  PREVIEW_WORDS,
  type PreviewSlot,
  type PreviewValues,
  previewHost,
  previewLabel,
  type ServiceValues,
  ValidationError,
} from '@smile/core';
import { cpuMillis, mebibytes } from '../capacity/quantity.ts';
import { serviceDestinations } from '../workloads/service-destinations.ts';
import { SERVICES, type ServiceName } from '../workloads/services.ts';
import { previewRequests } from './preview-requests.ts';

/** A branch that somebody wants to see, and where: data alone, which no code of the branch decides. */
export interface Preview extends Branch {
  readonly slot: PreviewSlot;
  /** Commit of the branch, 40 hexadecimal digits. */
  readonly commit: string;
  /** E-mail address of who pushed. */
  readonly owner: string;
  /** Images of the branch by service, as in `1.4.2@sha256:…`. Other services run what the environment runs. */
  readonly images: Readonly<Record<string, string>>;
  /** ISO times. */
  readonly created: string;
  readonly expires: string;
}

/** An environment that has slots for previews, and what it needs for one. */
export interface PreviewGround {
  readonly environment: Environment;
  readonly values: PreviewValues;
  readonly domain: string;
  /** The environment's services, which a preview runs too. */
  readonly services: Readonly<Record<string, ServiceValues>>;
}

/**
 * What previews of an environment stand on.
 *
 * @throws ValidationError where the environment has no previews.
 */
export function previewGround(environment: Environment): PreviewGround {
  const { platform, edge } = environment;
  if (platform?.previews === undefined || edge === undefined) {
    throw new ValidationError(environment.id, [
      'the environment has no previews; name one that has platform.previews in its values',
    ]);
  }
  return { environment, values: platform.previews, domain: edge.cloudflare.domain, services: platform.services };
}

const IMAGE = /^[\w][\w.-]{0,127}@sha256:[0-9a-f]{64}$/;

/** What is wrong with a preview, in sentences; all of it at once. */
export function previewProblems(ground: PreviewGround, { images, commit, owner }: Omit<Preview, 'slot'>): string[] {
  const known = Object.keys(ground.services);
  const problems = Object.entries(images).flatMap(([service, image]) => {
    const found: string[] = [];
    if (!known.includes(service)) {
      const there = known.length === 0 ? 'none yet' : known.join(', ');
      found.push(
        `image of ${service}: ${ground.environment.id} does not run this service, expected one of: ${there}; give it values there first (docs/runbooks/add-a-service.md)`,
      );
    }
    if (!IMAGE.test(image)) {
      found.push(
        `image of ${service}: expected a tag with a digest, got ${JSON.stringify(image)}; write it as 1.4.2@sha256:…`,
      );
    }
    return found;
  });
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    problems.push(`commit: expected 40 hexadecimal digits, got ${JSON.stringify(commit)}; git rev-parse prints them`);
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(owner)) {
    problems.push(`owner: expected an e-mail address, got ${JSON.stringify(owner)}; name who asks for the preview`);
  }
  return [...problems, ...roomProblems(ground)];
}

/** Whether all services and the stores fit into the quota of a slot. */
function roomProblems({ services, values: { slot } }: PreviewGround): string[] {
  const asked = previewRequests(services);
  const shortages = [
    ...(asked.cpuMillis > cpuMillis(slot.cpu) ? [`${asked.cpuMillis}m of ${slot.cpu} CPUs`] : []),
    ...(asked.memoryMebibytes > mebibytes(slot.memory) ? [`${asked.memoryMebibytes}Mi of ${slot.memory}`] : []),
    ...(asked.pods > slot.pods ? [`${asked.pods} of ${slot.pods} pods`] : []),
  ];
  if (shortages.length === 0) return [];
  return [
    `a preview asks for ${shortages.join(' and ')} of its slot; raise platform.previews.slot, which the nodes must have room for five times`,
  ];
}

/** Services of a preview with their values: images of the branch over those of the environment, and a pod of each. */
export function previewServices(
  { services }: PreviewGround,
  { images }: Pick<Preview, 'images'>,
): Readonly<Partial<Record<ServiceName, ServiceValues>>> {
  const names = Object.keys(SERVICES) as readonly ServiceName[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = services[name];
      if (values === undefined) return [];
      return [[name, { ...values, image: images[name] ?? values.image, copies: { least: 1, most: 1 } }]];
    }),
  );
}

/** Addresses at which a preview answers, the first of them for people. */
export function previewUrls({ domain, services }: PreviewGround, branch: Branch): readonly string[] {
  const destinations = serviceDestinations(services);
  const answering = PREVIEW_WORDS.filter((word) => (destinations[word] ?? []).length > 0);
  const [first, ...others] = answering.length === 0 ? (['App'] as const) : answering;
  return [first ?? 'App', ...others].map((word) => `https://${previewHost(word, previewLabel(branch), domain)}`);
}
