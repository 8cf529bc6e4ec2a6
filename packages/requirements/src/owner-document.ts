/**
 * What the owner's document says of one country in particular. It was written for Indonesia, and states quantities for its
 * production; "specifications may vary for other countries" (CTY-1), which keep what their own values promise.
 */
export const OWNER_DOCUMENT = {
  country: 'indonesia',
  /** The environment whose quantities it states. */
  quantified: 'indonesia/production',
  /** REG-1: "Region ap-southeast-3 (Jakarta)". */
  region: 'ap-southeast-3',
  /** GOV-BACKUP: "daily at 03:00 WIB (20:00 UTC)". */
  backup: { backupAt: '03:00', timeZone: 'Asia/Jakarta' },
} as const;

/** Whether the document is about an environment's country. */
export function isOfOwner({ id }: { readonly id: string }): boolean {
  return id.startsWith(`${OWNER_DOCUMENT.country}/`);
}
