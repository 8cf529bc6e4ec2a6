/** Calls that wait, so that an interrupt or the end of the stand-ins can let go of them. */
export class InFlight {
  private readonly waiting = new Set<(interrupted: boolean) => void>();

  /** Waits; resolves to whether the wait was interrupted. */
  wait(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (interrupted: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(end);
        resolve(interrupted);
      };
      const timer = setTimeout(() => end(false), milliseconds);
      this.waiting.add(end);
    });
  }

  /** Interrupts every wait. */
  interrupt(): void {
    for (const end of [...this.waiting]) end(true);
  }
}
