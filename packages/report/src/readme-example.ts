import { Inventory } from '@smile/inventory';
import { collectReport, renderReport } from '@smile/report';

/** A page about production as it is synthesized, on a given day. */
export async function reportOfProduction(directory: string): Promise<string> {
  const estate = Inventory.fromSynth(directory);
  return renderReport(await collectReport(estate, { environment: 'indonesia/production', at: '2026-11-25' }));
}
