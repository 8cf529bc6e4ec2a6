import type { Place } from '../rule.ts';

/** How a place is called in every output: its construct, or its address where no construct is known. */
export function placeName({ stack, address, constructPath }: Place): string {
  return constructPath ?? `${stack}/${address}`;
}
