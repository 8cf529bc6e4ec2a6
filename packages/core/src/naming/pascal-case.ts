/** Words with hyphens as a part of a construct id: `wms-backend` becomes `WmsBackend`. */
export function pascalCase(words: string): string {
  return words
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
