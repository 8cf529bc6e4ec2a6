import type { Inventory } from '@smile/inventory';
import { DIAGRAM_KINDS, type DiagramKind, type DiagramModel } from './model.ts';
import { dataFlow } from './pictures/data-flow.ts';
import { type EnvironmentPart, environmentPart, environmentsIn } from './pictures/environments.ts';
import { estateOverview } from './pictures/estate-overview.ts';
import { insideClusters } from './pictures/inside-clusters.ts';
import { networkPicture } from './pictures/network.ts';
import { previewsPicture } from './pictures/previews.ts';
import { reachability } from './pictures/reachability.ts';
import { stackDependencies } from './pictures/stack-dependencies.ts';
import { telemetryFlow } from './pictures/telemetry-flow.ts';
import { trafficPicture } from './pictures/traffic.ts';

const PICTURES: Readonly<Record<DiagramKind, (inventory: Inventory, environment: EnvironmentPart) => DiagramModel>> = {
  estate: (inventory, environment) => estateOverview(inventory, [environment]),
  network: networkPicture,
  traffic: trafficPicture,
  clusters: insideClusters,
  telemetry: telemetryFlow,
  'data-flow': dataFlow,
  reachability,
  previews: previewsPicture,
  stacks: stackDependencies,
};

/**
 * What a diagram of one environment shows.
 *
 * @param environment as in `indonesia/production`.
 */
export function diagramOf(inventory: Inventory, environment: string, kind: DiagramKind): DiagramModel {
  return PICTURES[kind](inventory, environmentPart(inventory, environment));
}

/** Every diagram of one environment, without previews where there are none. */
export function diagramsOf(inventory: Inventory, environment: string): DiagramModel[] {
  return DIAGRAM_KINDS.map((kind) => diagramOf(inventory, environment, kind)).filter(hasSomethingToShow);
}

/** All environments of an inventory in one picture. */
export function overviewOf(inventory: Inventory): DiagramModel {
  return estateOverview(inventory, environmentsIn(inventory));
}

/** Whether a picture is worth drawing unasked: only some environments have previews. */
export function hasSomethingToShow({ kind, nodes }: DiagramModel): boolean {
  return kind !== 'previews' || nodes.length > 0;
}
