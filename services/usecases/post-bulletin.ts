import canonicalize from 'canonicalize';
import {
  BULLETINS,
  type Bulletin,
  type BulletinData,
  type BulletinKind,
  type BulletinOf,
  bulletinDue,
} from '../domain/bulletin.ts';
import { AppError } from '../domain/errors.ts';
import type { Deps } from './deps.ts';

/** Which bulletin is meant. */
export interface BulletinKey<K extends BulletinKind> {
  /** `<kind>:<personId>:<matter>`; the same key is the same message. */
  readonly id: string;
  readonly kind: K;
  readonly personId: string;
  /** Desk instant after which it is not sent any more; '' or absent for never. */
  readonly staleAfter?: string;
}

/** What it says. */
export interface BulletinContent<K extends BulletinKind> {
  readonly data: BulletinData<K>;
  /** True: nothing is left to be done with it; a sent message shrinks to a line. */
  readonly finished?: boolean;
}

type BulletinDeps = Pick<Deps, 'bulletins' | 'clock' | 'wake'>;

const TRIES = 20;

/**
 * Makes a bulletin, or brings it up to date: `make` is given it as it stands and says what it is to say, or undefined
 * to leave it alone. It is pure and may run again where somebody else wrote meanwhile. The same content twice writes
 * nothing; another one edits the sent message in place. Answers the bulletin, undefined where there is none.
 * Throws `AppError('store_unavailable')`, and `unexpected` for data against its kind's schema.
 */
export async function postBulletin<K extends BulletinKind>(
  deps: BulletinDeps,
  key: BulletinKey<K>,
  make: (current: BulletinOf<K> | undefined) => BulletinContent<K> | undefined,
): Promise<BulletinOf<K> | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const current = (await deps.bulletins.get(key.id)) as BulletinOf<K> | undefined;
    const content = make(current);
    if (!content) return current;
    const next = current ? changed(deps, current, content) : fresh(deps, key, content);
    if (next === current || !next) return current;
    if (await written(deps, next, current)) return next;
  }
  throw new AppError('store_unavailable', { detail: { bulletin: key.id, conflict: true } });
}

async function written<K extends BulletinKind>(
  deps: BulletinDeps,
  next: BulletinOf<K>,
  current: BulletinOf<K> | undefined,
): Promise<boolean> {
  const value = next as Bulletin;
  const done = current
    ? await deps.bulletins.replace(value, current.revision)
    : await deps.bulletins.insert(value);
  if (done && next.dueAt !== '') deps.wake();
  return done;
}

function checked<K extends BulletinKind>(kind: K, data: BulletinData<K>): BulletinData<K> {
  const parsed = BULLETINS[kind].safeParse(data);
  if (parsed.success) return parsed.data as BulletinData<K>;
  throw new AppError('unexpected', { cause: parsed.error, detail: { bulletin: kind, why: 'data' } });
}

function fresh<K extends BulletinKind>(
  deps: BulletinDeps,
  key: BulletinKey<K>,
  { data, finished = false }: BulletinContent<K>,
): BulletinOf<K> {
  const now = deps.clock.deskNow();
  return withDue(deps, {
    _id: key.id,
    kind: key.kind,
    personId: key.personId,
    data: checked(key.kind, data),
    revision: 1,
    stage: 1,
    finished,
    staleAfter: key.staleAfter ?? '',
    attempts: 0,
    createdAt: now,
    updatedAt: now,
    dueAt: '',
    leaseUntil: '',
    fence: 0,
  });
}

/** The bulletin with other content, due for an edit; itself where it says that already. */
export function changed<K extends BulletinKind>(
  deps: Pick<Deps, 'clock'>,
  current: BulletinOf<K>,
  { data, finished = current.finished }: BulletinContent<K>,
): BulletinOf<K> {
  const next = checked(current.kind, data);
  const same = canonicalize(next) === canonicalize(current.data) && finished === current.finished;
  if (same) return current;
  const { lastFault: _none, ...rest } = current;
  return withDue(deps, {
    ...rest,
    data: next,
    finished,
    revision: current.revision + 1,
    stage: current.stage + 1,
    attempts: 0,
    updatedAt: deps.clock.deskNow(),
  });
}

/** The bulletin with `dueAt` as what it owes wants it: now, or never. */
export function withDue<K extends BulletinKind>(
  deps: Pick<Deps, 'clock'>,
  value: BulletinOf<K>,
): BulletinOf<K> {
  const due = bulletinDue(value, deps.clock.deskNow()) !== 'none';
  return { ...value, dueAt: due ? deps.clock.realNow() : '' };
}
