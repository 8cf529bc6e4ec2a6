import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, blocksOf, textOf, textsOf } from './blocks.ts';

/** A container of a pod, init containers among them. */
export interface Container {
  readonly name: string;
  readonly isInit: boolean;
  /** Where it is, as in `spec.template.spec.containers[0]`. */
  readonly path: string;
  /** The container's block. */
  readonly block: ObjectValue;
}

/** The pods that a resource makes. */
export interface PodTemplate {
  /** Where the template is, as in `spec.template`; empty for a pod itself. */
  readonly path: string;
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  /** The template's block `spec`. */
  readonly spec: ObjectValue;
  readonly containers: readonly Container[];
}

const PATHS: { readonly [stem: string]: readonly string[] } = {
  deployment: ['spec', 'template'],
  stateful_set: ['spec', 'template'],
  daemon_set: ['spec', 'template'],
  daemonset: ['spec', 'template'],
  job: ['spec', 'template'],
  cron_job: ['spec', 'job_template', 'spec', 'template'],
  pod: [],
};

/** Blocks on the way to the pods that a type makes, as `['spec', 'template']`; undefined when it makes none. */
function templatePath(type: string): readonly string[] | undefined {
  return PATHS[type.replace(/^kubernetes_/, '').replace(/_v\d+$/, '')];
}

/** The pods that a resource makes; undefined when it makes none, or when its template is not known yet. */
export function podsOf(type: string, object: ObjectValue): PodTemplate | undefined {
  const names = templatePath(type);
  const template = names === undefined ? undefined : blockAt(object, ...names);
  const spec = template === undefined ? undefined : blockAt(template, 'spec');
  if (names === undefined || template === undefined || spec === undefined) return undefined;
  const path = names.map((name) => (name === 'job_template' ? 'jobTemplate' : name)).join('.');
  const metadata = blockAt(template, 'metadata');
  return {
    path,
    labels: textsOf(metadata?.labels),
    annotations: textsOf(metadata?.annotations),
    spec,
    containers: [...containersIn(spec, 'init_container', path), ...containersIn(spec, 'container', path)],
  };
}

function containersIn(spec: ObjectValue, name: 'container' | 'init_container', path: string): Container[] {
  const plural = name === 'container' ? 'containers' : 'initContainers';
  return blocksOf(spec[name]).map((block, index) => ({
    name: textOf(block.name) ?? '',
    isInit: name === 'init_container',
    path: `${path === '' ? '' : `${path}.`}spec.${plural}[${index}]`,
    block,
  }));
}
