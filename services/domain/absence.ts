/** When somebody answers automatically that they are away: UTC instants, '' where it has no beginning or no end. */
export interface Absence {
  readonly from: string;
  readonly until: string;
}

/** Whether somebody is away at `now`; nobody is of whom no absence is known. */
export function isAway(absence: Absence | undefined, now: string): boolean {
  return absence !== undefined && absence.from <= now && (absence.until === '' || now < absence.until);
}
