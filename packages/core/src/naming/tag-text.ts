/** A sentence as AWS takes it for the value of a tag: other characters become spaces, and 256 are kept (pitfall P16). */
export function tagText(sentence: string): string {
  return sentence.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, ' ').slice(0, 256);
}
