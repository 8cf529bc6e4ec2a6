/**
 * A line folded to a width: at spaces, else within a word that is too long, with what follows indented further.
 *
 * @param indent columns before the first line; continued lines get two more.
 */
export function fold(text: string, width: number, indent = 0): string[] {
  const room = Math.max(width - indent - CONTINUED, SHORTEST);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, index) => `${' '.repeat(index === 0 ? indent : indent + CONTINUED)}${one}`);
}

/** Further indent of a line that goes on. */
const CONTINUED = 2;

/** Narrowest text: a terminal of fewer columns gets longer lines. */
const SHORTEST = 20;

function pieces(word: string, room: number): string[] {
  return word.length <= room ? [word] : (word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []);
}
