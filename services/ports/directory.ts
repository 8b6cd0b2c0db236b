/** The institution's directory (Microsoft Entra ID through Microsoft Graph), in the desk's words. */

/** How a licence reached an account: `viaGroup` is the group's id, absent for a direct assignment. */
export interface HeldLicence {
  readonly skuId: string;
  readonly viaGroup?: string;
  /** Graph's `licenseAssignmentStates.state`: `Active`, `Error`, ... */
  readonly state: string;
  readonly error?: string;
}

export interface DirectoryUser {
  readonly id: string;
  /** Lower case. */
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly givenName?: string;
  readonly surname?: string;
  readonly mail?: string;
  /** Every SMTP address of the account, lower case, without the `smtp:` prefix. */
  readonly addresses: readonly string[];
  readonly department?: string;
  readonly jobTitle?: string;
  /** Free text in Graph; the desk writes `contractor`, `official` or `operator`. */
  readonly employeeType?: string;
  readonly mobilePhone?: string;
  readonly otherMails: readonly string[];
  readonly usageLocation?: string;
  readonly preferredLanguage?: string;
  readonly accountEnabled: boolean;
  /** True where the account is mastered in on-premises Active Directory: its profile is read-only here. */
  readonly synchronised: boolean;
  /** The case that created the account (`extensions.caseCode` of the tenant file). */
  readonly caseCode?: string;
  readonly contractNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly contractEnd?: string;
  /** UTC instant. */
  readonly lastPasswordChangeAt?: string;
  /** UTC instant; sessions older than this are void. */
  readonly sessionsValidFrom?: string;
  /** False: hidden from the address book. Absent where the directory does not say, which means shown. */
  readonly inAddressList?: boolean;
  readonly licences: readonly HeldLicence[];
}

export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string;
  /** False for dynamic, synchronised, role-assignable or distribution groups: Graph takes no member by hand. */
  readonly writable: boolean;
}

export interface NewUser {
  readonly userPrincipalName: string;
  readonly mailNickname: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly employeeType: string;
  readonly mobilePhone?: string;
  readonly usageLocation: string;
  readonly preferredLanguage?: string;
  readonly caseCode: string;
  readonly contractNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly contractEnd?: string;
  /** A throwaway first password that nobody ever sees: the reveal mints another. */
  readonly initialPassword: string;
}

/** Properties that a modification may write; `null` clears. */
export interface UserChange {
  readonly displayName?: string;
  readonly givenName?: string;
  readonly surname?: string;
  readonly department?: string | null;
  readonly jobTitle?: string | null;
  readonly employeeType?: string;
  readonly mobilePhone?: string | null;
  readonly contractNumber?: string | null;
  readonly contractEnd?: string | null;
  /** Whether the address book shows the account; `null` leaves it to the directory, which then shows it. */
  readonly inAddressList?: boolean | null;
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly user: DirectoryUser }
  /** Somebody already holds that UPN or address (Graph: 400 with `details[].code = ObjectConflict`). */
  | { readonly kind: 'taken'; readonly target: string };

/** `unavailable`: no SKU seats left (Graph says so with a 400). */
export type LicenceOutcome = 'accepted' | 'no_seats' | 'bad_location' | 'inherited_from_group';

export interface PeoplePage {
  readonly users: readonly (Pick<DirectoryUser, 'id'> & Partial<DirectoryUser>)[];
  readonly removed: readonly string[];
  /** Where to go on: more pages of the same round while `more`, else the next round. */
  readonly cursor: string;
  readonly more: boolean;
}

export interface SkuSeats {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly free: number;
}

/**
 * Every call may throw `AppError` with a `directory_*` code: unavailable (network, 5xx), throttled (429, with
 * `retryAfterMs`), forbidden (401/403), refused (other 4xx), answer (what came does not fit Graph's contract).
 * Reads that find nothing answer `undefined`. Graph is eventually consistent: a user just created may be unread
 * for some seconds, and a write that was accepted may not show yet.
 */
export interface Directory {
  /** By object id or user principal name. */
  user(idOrUpn: string): Promise<DirectoryUser | undefined>;
  /** Whoever holds the address as UPN, mail or proxy address, soft-deleted users included. */
  holdersOfAddress(address: string): Promise<readonly { id: string; caseCode?: string; deleted: boolean }[]>;
  managerOf(id: string): Promise<DirectoryUser | undefined>;
  directReportsOf(id: string): Promise<readonly DirectoryUser[]>;
  /** Direct memberships in groups (not roles, not units). */
  groupsOf(id: string): Promise<readonly DirectoryGroup[]>;
  /** Display names of the Entra roles held, transitively; empty for ordinary people. */
  adminRolesOf(id: string): Promise<readonly string[]>;
  /** Which of these groups (at most 20) the user belongs to, transitively. */
  memberOfAny(id: string, groupIds: readonly string[]): Promise<readonly string[]>;
  /** Whether the group is still there. */
  groupExists(groupId: string): Promise<boolean>;
  membersOf(groupId: string): Promise<readonly DirectoryUser[]>;
  /** Everybody, then what changed since; start without a cursor. Feeds the desk's own index of names. */
  changes(cursor?: string): Promise<PeoplePage>;

  createUser(user: NewUser): Promise<CreateOutcome>;
  updateUser(id: string, change: UserChange): Promise<void>;
  setManager(id: string, managerId: string): Promise<void>;
  removeManager(id: string): Promise<void>;
  addToGroup(id: string, groupId: string): Promise<void>;
  removeFromGroup(id: string, groupId: string): Promise<void>;
  seats(): Promise<readonly SkuSeats[]>;
  assignLicence(id: string, skuId: string): Promise<LicenceOutcome>;
  removeLicence(id: string, skuId: string): Promise<LicenceOutcome>;
  blockSignIn(id: string): Promise<void>;
  enableSignIn(id: string): Promise<void>;
  revokeSessions(id: string): Promise<void>;

  /** Sets a password that must be changed at the next sign-in. Never combined with another write. */
  setPassword(id: string, password: string): Promise<void>;
  /** Undefined where the tenant's policy does not allow temporary access passes. The secret is in the answer only. */
  mintAccessPass(
    id: string,
    lifetimeMinutes: number,
  ): Promise<{ secret: string; expiresAt: string } | undefined>;
}
