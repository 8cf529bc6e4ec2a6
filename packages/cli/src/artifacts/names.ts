import { CHART_NAMES, type ChartName, IMAGE_NAMES, type ImageName } from '@smile/catalogue';
import { closest } from '@smile/core';
import { CommandError } from '../command-error.ts';

/** Charts of the catalogue that words on the command line name; all of them without words. */
export function chartsCalled(words: readonly string[]): readonly ChartName[] {
  return called(words, CHART_NAMES, 'chart');
}

/** Images of the catalogue that words on the command line name; all of them without words. */
export function imagesCalled(words: readonly string[]): readonly ImageName[] {
  return called(words, IMAGE_NAMES, 'image');
}

function called<Name extends string>(words: readonly string[], known: readonly Name[], what: string): readonly Name[] {
  const unknown = words.filter((word) => !known.some((name) => name === word));
  if (unknown.length > 0) {
    throw CommandError.wrongUse(
      unknown.map((word) => {
        const guess = closest(word, known);
        const remedy = guess === undefined ? `smile ${what}s list has them` : `did you mean ${guess}?`;
        return `no ${what} ${JSON.stringify(word)} in the catalogue; ${remedy}`;
      }),
    );
  }
  return words.length === 0 ? known : known.filter((name) => words.includes(name));
}
