/** Two times: the desk's, which a sandbox may move forward, for business; and real time for leases and backoff. */
export interface Clock {
  /** UTC ISO instant on the desk's clock. */
  deskNow(): string;
  /** UTC ISO instant, real. */
  realNow(): string;
}
