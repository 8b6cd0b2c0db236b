import { AppError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { mailboxAddress } from './mailbox-items.ts';
import type { RowStore } from './row-store.ts';
import type { RowChange, RowKind, SandboxUser, TenantFacts, TenantRows } from './tenant-objects.ts';

/** Real milliseconds by which the sandbox lags, as the cloud does. */
export interface SandboxDelays {
  /** From `201 Created` until reads find the user. */
  readonly userVisibleMs: number;
  /** From the first Exchange licence until the mailbox can be opened. */
  readonly mailboxMs: number;
  /** From a change of membership until the group's licence follows. */
  readonly groupLicensingMs: number;
}

type Tables = { [K in RowKind]: Map<string, TenantRows[K]> };

const emptyTables = (): Tables => ({
  facts: new Map(),
  user: new Map(),
  group: new Map(),
  membership: new Map(),
  licensing: new Map(),
  mailbox: new Map(),
  item: new Map(),
  folder: new Map(),
  rule: new Map(),
  message: new Map(),
  sent: new Map(),
  pass: new Map(),
  issue: new Map(),
});

const bare = (address: string): string => address.replace(/^smtp:/i, '').toLowerCase();

/**
 * The state of the tenant: every row in memory, written through to the file before it is believed.
 * Rows are never changed in place; operations read, decide, and commit new rows all at once.
 */
export class SandboxTenant {
  readonly clock: Clock;
  readonly delays: SandboxDelays;
  readonly #store: RowStore;
  readonly #tables: Tables = emptyTables();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #byUpn = new Map<string, string>();
  readonly #members = new Map<string, Set<string>>();
  readonly #groups = new Map<string, Set<string>>();
  readonly #items = new Map<string, Set<string>>();
  readonly #mailboxes = new Map<string, string>();
  #pretending = false;

  constructor(store: RowStore, clock: Clock, delays: SandboxDelays) {
    this.#store = store;
    this.clock = clock;
    this.delays = delays;
    for (const { kind, json } of store.all()) this.#index({ put: kind, row: JSON.parse(json) } as RowChange);
  }

  /** Desk instant, UTC. */
  now(): string {
    return this.clock.deskNow();
  }

  /** Real milliseconds. */
  realMs(): number {
    return Date.parse(this.clock.realNow());
  }

  get(kind: 'facts', id: 'tenant'): TenantFacts;
  get<K extends RowKind>(kind: K, id: string): TenantRows[K] | undefined;
  get<K extends RowKind>(kind: K, id: string): TenantRows[K] | undefined {
    return this.#tables[kind].get(id);
  }

  /** All rows of a kind, in the order in which they came. */
  rows<K extends RowKind>(kind: K): readonly TenantRows[K][] {
    return [...this.#tables[kind].values()];
  }

  count(kind: RowKind): number {
    return this.#tables[kind].size;
  }

  /** Ids of the users that have the address as UPN, mail or proxy address, the deleted included. */
  holdersOf(address: string): readonly string[] {
    return [...(this.#byAddress.get(bare(address)) ?? [])];
  }

  /** By id or user principal name; neither the deleted nor those whom reads do not find yet. */
  user(idOrUpn: string): SandboxUser | undefined {
    const key = idOrUpn.toLowerCase();
    const user = this.#tables.user.get(this.#byUpn.get(key) ?? key);
    return user && user.deletedAt === undefined && user.visibleFrom <= this.realMs() ? user : undefined;
  }

  membersOf(groupId: string): readonly string[] {
    return [...(this.#members.get(groupId) ?? [])];
  }

  groupsOf(userId: string): readonly string[] {
    return [...(this.#groups.get(userId) ?? [])];
  }

  /** The mailbox with this `MBX:` address. */
  mailboxAt(address: string): TenantRows['mailbox'] | undefined {
    return this.#tables.mailbox.get(this.#mailboxes.get(address) ?? '');
  }

  /** Items that came after the seed, in order of sequence. */
  itemsOf(mailbox: string): readonly TenantRows['item'][] {
    const ids = [...(this.#items.get(mailbox) ?? [])];
    return ids.flatMap((id) => this.#tables.item.get(id) ?? []).sort((a, b) => a.seq - b.seq);
  }

  /** Next number of the tenant's sequence, and the change that keeps it. */
  nextSeq(): { readonly seq: number; readonly change: RowChange } {
    const facts = this.get('facts', 'tenant');
    const seq = facts.seq + 1;
    return { seq, change: { put: 'facts', row: { ...facts, seq } } };
  }

  /** Puts users with fresh sequence numbers; the changes are still to be committed. */
  touched(...users: readonly SandboxUser[]): RowChange[] {
    const facts = this.get('facts', 'tenant');
    const rows = users.map(
      (user, n): RowChange => ({ put: 'user', row: { ...user, seq: facts.seq + 1 + n } }),
    );
    return [...rows, { put: 'facts', row: { ...facts, seq: facts.seq + users.length } }];
  }

  /**
   * Saves, then believes. While pretending, neither.
   * @throws AppError `store_unavailable` where the file cannot be written; nothing has changed then.
   */
  commit(changes: readonly RowChange[]): void {
    if (this.#pretending || changes.length === 0) return;
    try {
      this.#store.write(changes);
    } catch (cause) {
      throw new AppError('store_unavailable', { cause });
    }
    for (const change of changes) this.#index(change);
  }

  /** Runs an operation whose commits change nothing: the cloud that says 200 and does not do it. */
  pretend<T>(operation: () => T): T {
    this.#pretending = true;
    try {
      return operation();
    } finally {
      this.#pretending = false;
    }
  }

  close(): void {
    this.#store.close();
  }

  #index(change: RowChange): void {
    const kind = 'put' in change ? change.put : change.remove;
    const id = 'put' in change ? change.row.id : change.id;
    const table = this.#tables[kind] as Map<string, TenantRows[RowKind]>;
    const before = table.get(id);
    if (before) this.#relate(kind, before, 'delete');
    if ('put' in change) {
      table.set(id, change.row);
      this.#relate(kind, change.row, 'add');
    } else table.delete(id);
  }

  #relate(kind: RowKind, row: TenantRows[RowKind], what: 'add' | 'delete'): void {
    const put = (index: Map<string, Set<string>>, key: string, value: string): void => {
      const set = index.get(key) ?? new Set();
      set[what](value);
      index.set(key, set);
    };
    if (kind === 'user') {
      const user = row as SandboxUser;
      const upn = user.userPrincipalName.toLowerCase();
      if (what === 'add') this.#byUpn.set(upn, user.id);
      else this.#byUpn.delete(upn);
      for (const address of new Set([upn, ...user.proxyAddresses.map(bare), bare(user.mail ?? upn)]))
        put(this.#byAddress, address, user.id);
    }
    if (kind === 'membership') {
      const { groupId, userId } = row as TenantRows['membership'];
      put(this.#members, groupId, userId);
      put(this.#groups, userId, groupId);
    }
    if (kind === 'mailbox') {
      const mailbox = row as TenantRows['mailbox'];
      if (what === 'add') this.#mailboxes.set(mailboxAddress(mailbox), mailbox.id);
      else this.#mailboxes.delete(mailboxAddress(mailbox));
    }
    if (kind === 'item') put(this.#items, (row as TenantRows['item']).mailbox, row.id);
  }
}
