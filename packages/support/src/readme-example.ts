import { Inventory } from '@smile/inventory';
import { supportDates } from '@smile/support';

/** What ends in the year after a day, as sentences. */
export function endsWithinAYear(directory: string): readonly string[] {
  const { dates } = supportDates(Inventory.fromSynth(directory), { at: '2026-11-27', until: '2027-11-27' });
  return dates.map(({ on, what, event, afterwards }) => `${on} ${what}: ${event}, then ${afterwards}`);
}
