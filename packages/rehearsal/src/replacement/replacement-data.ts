import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReplacementFacts } from './probe-replacement.ts';

/** Version of the plugin that was asked. */
const ASKED_VERSION = '5.100.0';

/** What the real plugin answered, by type; see `data/README.md`. */
export const REPLACEMENT_FILE = path.join(__dirname, `../../data/aws-${ASKED_VERSION}-replacement.json`);

/** What is written down of a type: lists that are empty are left out. */
export type WrittenFacts = Partial<ReplacementFacts>;

let read: Readonly<Record<string, WrittenFacts>> | undefined;

/** What a change of each argument does, as the real plugin says; undefined for a type that it was not asked about. */
export function replacementOf(type: string): WrittenFacts | undefined {
  read ??= JSON.parse(readFileSync(REPLACEMENT_FILE, 'utf8')) as Readonly<Record<string, WrittenFacts>>;
  return read[type];
}

/** Types that the plugin was asked about. */
export function askedTypes(): readonly string[] {
  return Object.keys(JSON.parse(readFileSync(REPLACEMENT_FILE, 'utf8')) as object);
}

/** The answers as they are written down: one type a line, so that a difference shows what changed. */
function writtenReplacement(facts: Readonly<Record<string, ReplacementFacts>>): string {
  const lines = Object.entries(facts).map(([type, one]) => {
    const kept = Object.entries(one).filter(([, found]) => Object.keys(found).length > 0);
    return `${JSON.stringify(type)}:${JSON.stringify(Object.fromEntries(kept))}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Writes the answers down. */
export function writeReplacement(facts: Readonly<Record<string, ReplacementFacts>>): void {
  writeFileSync(REPLACEMENT_FILE, writtenReplacement(facts));
}
