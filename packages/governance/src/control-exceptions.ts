/** A control that is not asked of the account, and why. */
export interface ControlException {
  /** As in `EC2.21`. */
  readonly control: string;
  /** Shown in Security Hub beside the control. */
  readonly reason: string;
}

/** Controls that our design breaks on purpose; each reason is in a decision record. Applied in every standard. */
export const CONTROL_EXCEPTIONS: readonly ControlException[] = [
  {
    control: 'EC2.21',
    reason: 'ACLs keep no record of connections, so the answer ports stay open; security groups do: docs/adr/0006',
  },
];
