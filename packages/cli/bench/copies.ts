/** Synthesized stacks by name, as JSON text. */
export type StackTexts = Readonly<Record<string, string>>;

const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;
const DOMAIN = /(?<![\w.-])(?:[\w-]+\.)*([\w-]+\.(?:example|internal))(?![\w-])/g;

/**
 * An estate of several countries that differ in their names, accounts and domains alone: what judging a larger one takes shows how
 * it grows.
 */
export function copiesOf(stacks: StackTexts, country: string, times: number): StackTexts {
  const copies = Array.from({ length: times }, (_, copy) =>
    Object.entries(stacks).map(([name, text]) => {
      const other = `copy${copy}x`;
      const changed = text
        .replaceAll(country, other)
        .replaceAll(ACCOUNT, (account) => `${Number(account.slice(0, 4)) + copy}${account.slice(4)}`)
        .replaceAll(DOMAIN, (host, domain: string) => `${host.slice(0, -domain.length)}${other}-${domain}`);
      return [name.replaceAll(country, other), changed] as const;
    }),
  );
  return Object.fromEntries(copies.flat());
}
