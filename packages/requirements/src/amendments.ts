import { throwIfAny } from '@smile/core';
import list from '../data/amendments.json' with { type: 'json' };
import { REQUIREMENT_IDS } from './requirement-ids.ts';

/** Where the records are. */
const FILE = 'packages/requirements/data/amendments.json';

/** A size of the owner's document that the owner changed afterwards; a line of `data/amendments.json`. */
export interface Amendment {
  /** As in `APP-REDIS`. */
  readonly requirement: string;
  /** What the ledger calls the size, as in `node_type`. */
  readonly size: string;
  readonly from: string | number;
  readonly to: string | number;
  /** Day of the decision, as an ISO date. */
  readonly on: string;
  /** Who decided. */
  readonly by: string;
  /** Why, in a sentence. */
  readonly because: string;
}

/** Sizes of the owner's document after every amendment. */
export class Sizes {
  private readonly amendments: readonly Amendment[];
  private readonly asked = new Map<string, string | number>();

  /** @throws ValidationError that lists every record that is not whole. */
  constructor(amendments: readonly unknown[]) {
    throwIfAny(FILE, amendments.flatMap(problemsOf));
    this.amendments = amendments as readonly Amendment[];
  }

  /**
   * What is asked for today.
   *
   * @param document what the owner's document says.
   * @throws ValidationError where a record changes another size than the one that holds.
   */
  of<Size extends string | number>(requirement: string, size: string, document: Size): Size {
    this.asked.set(`${requirement} ${size}`, document);
    return this.changesOf(requirement, size).reduce<Size>((current, amendment) => {
      if (amendment.from !== current || typeof amendment.to !== typeof current) {
        throwIfAny(FILE, [
          `${requirement} ${size} on ${amendment.on}: changes ${JSON.stringify(amendment.from)} to ${JSON.stringify(amendment.to)}, but ${JSON.stringify(current)} holds; write what holds as from, and a value of the same kind as to`,
        ]);
      }
      return amendment.to as Size;
    }, document);
  }

  /** What was amended of a requirement, in the order of the decisions. */
  amendmentsOf(requirement: string): readonly Amendment[] {
    return this.amendments.filter((one) => one.requirement === requirement);
  }

  /** Records of sizes that no requirement asks for, in words; to be called when the ledger was read. */
  get unused(): readonly string[] {
    return this.amendments
      .filter(({ requirement, size }) => !this.asked.has(`${requirement} ${size}`))
      .map(
        ({ requirement, size }) =>
          `no requirement asks for ${requirement} ${size}; there are ${[...this.asked.keys()].sort().join(', ')}`,
      );
  }

  private changesOf(requirement: string, size: string): readonly Amendment[] {
    return this.amendmentsOf(requirement)
      .filter((one) => one.size === size)
      .sort((one, other) => one.on.localeCompare(other.on));
  }
}

/** The owner's sizes as they are today. */
export const SIZES = new Sizes(list);

function problemsOf(one: unknown, index: number): string[] {
  const record = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
  const place = `record ${index + 1}`;
  const isText = (name: string) => typeof record[name] === 'string' && record[name] !== '';
  const isSize = (name: string) => isText(name) || typeof record[name] === 'number';
  const isKnown = REQUIREMENT_IDS.some((id) => id === record.requirement);
  const isDay =
    isText('on') && /^\d{4}-\d\d-\d\d$/.test(String(record.on)) && !Number.isNaN(Date.parse(String(record.on)));
  return [
    ...(isKnown
      ? []
      : [`${place}: requirement must be an id of the ledger, got ${JSON.stringify(record.requirement)}`]),
    ...(isText('size') ? [] : [`${place}: size must name what changes, as in node_type`]),
    ...['from', 'to'].flatMap((name) => (isSize(name) ? [] : [`${place}: ${name} must be a text or a number`])),
    ...(isDay ? [] : [`${place}: on must be a day such as 2027-03-01, got ${JSON.stringify(record.on)}`]),
    ...['by', 'because'].flatMap((name) => (isText(name) ? [] : [`${place}: ${name} must say who, and why`])),
  ];
}
