/** AWS's way of writing identifiers as a construct id: `S3_DATA_EVENTS` becomes `S3DataEvents`. */
export function pascalCase(identifier: string): string {
  return identifier
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
}
