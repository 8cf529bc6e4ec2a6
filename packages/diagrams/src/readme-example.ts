import { diagramOf, renderSvg } from '@smile/diagrams';
import { Inventory } from '@smile/inventory';

/** Draws the network of production from what `cdktf synth` wrote. */
export function networkOfProduction(directory: string): Promise<string> {
  const estate = Inventory.fromSynth(directory);
  return renderSvg(diagramOf(estate, 'indonesia/production', 'network'));
}
