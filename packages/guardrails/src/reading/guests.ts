/** Deployment roles of shared, which production's Jenkins deploys (docs/adr/0017). */
const GUEST_ROLES =
  /\barn:aws:iam::\d{12}:role\/[a-z]+-shared-(?:plan|apply)(?![\w+=,.@-])|\b[a-z]+-prd-deploy-shared\b/g;

/** A text without what production names of shared on purpose. */
export function withoutGuests(text: string): string {
  return text.includes('shared') ? text.replaceAll(GUEST_ROLES, '') : text;
}
