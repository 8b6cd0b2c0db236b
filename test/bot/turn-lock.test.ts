import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Hold, TurnLock } from '../../bot/turn-lock.ts';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { ConversationStore } from '../../services/ports/conversation-store.ts';
import type { Stores } from '../../services/ports/stores.ts';
import { systemClock } from '../support/edge-bot.ts';

/** Two processes: locks that share nothing but the file. */
let folder: string;
let stores: readonly [Stores, Stores];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-turns-'));
  stores = [await openSqliteStores(folder), await openSqliteStores(folder)];
});
afterEach(async () => {
  for (const one of stores) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const ID = 'msteams/a:1';
const lockOn = (conversations: ConversationStore) => new TurnLock({ conversations, clock: systemClock });
const two = () => [lockOn(stores[0].conversations), lockOn(stores[1].conversations)] as const;
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A turn that counts in the conversation's state. */
async function counts(hold: Hold): Promise<number> {
  const count = Number(JSON.parse(hold.conversation.state).count ?? 0) + 1;
  await soon();
  await hold.save({ ...hold.conversation, state: JSON.stringify({ count }) });
  return count;
}

it('gives each turn of two processes the state that the one before left', async () => {
  const locks = two();
  const turns = Array.from({ length: 30 }, (_, n) => (locks[n % 2] as TurnLock).turn(ID, counts));
  const seen = (await Promise.all(turns)).sort((a, b) => Number(a) - Number(b));
  expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
});

it('reads again what another process has left meanwhile', async () => {
  const [here, there] = two();
  await here.turn(ID, counts);
  await there.turn(ID, counts);
  await there.turn(ID, counts);
  expect(await here.turn(ID, counts)).toBe(4);
});

it('lets an activity that reaches two processes at once do its work once', async () => {
  const locks = two();
  let done = 0;
  const turn = async (hold: Hold) => {
    if (hold.conversation.answered.includes('act-1')) return 'duplicate';
    await hold.claim();
    done += 1;
    await soon();
    await hold.save({ ...hold.conversation, answered: ['act-1'] });
    return 'done';
  };
  const ends = await Promise.all([0, 1, 0, 1].map((n) => (locks[n] as TurnLock).turn(ID, turn)));
  expect(done).toBe(1);
  expect([...ends].sort()).toEqual(['done', 'duplicate', 'duplicate', 'duplicate']);
});

it('keeps a turn from being saved while another one does its work', async () => {
  const [here, there] = two();
  const order: string[] = [];
  let quick: Promise<unknown> | undefined;
  await here.turn(ID, async (hold) => {
    await hold.claim();
    quick = there.turn(ID, async (late) => {
      await counts(late);
      order.push('there');
    });
    for (let n = 0; n < 20; n += 1) await soon();
    order.push('here');
    await counts(hold);
  });
  await quick;
  expect(order).toEqual(['here', 'there']);
  expect(await stores[0].conversations.get(ID)).toMatchObject({ state: '{"count":2}', revision: 2 });
});

it('gives the lock back after a turn that failed, and forgets what it had in hand', async () => {
  const [here, there] = two();
  await here.turn(ID, counts);
  const fails = here.turn(ID, async (hold) => {
    await hold.claim();
    throw new AppError('unexpected');
  });
  await expect(fails).rejects.toMatchObject({ code: 'unexpected' });
  expect((await stores[0].conversations.get(ID))?.lockToken).toBe('');
  expect(await there.turn(ID, counts)).toBe(2);
  expect(await here.turn(ID, counts)).toBe(3);
});

it('remembers what it saved, so that a turn reads nothing and writes once', async () => {
  const calls: string[] = [];
  const { conversations } = stores[0];
  const watched = Object.fromEntries(
    Object.entries(conversations).map(([name, call]) => [
      name,
      (...given: never[]) => {
        calls.push(name);
        return (call as (...all: never[]) => unknown)(...given);
      },
    ]),
  ) as unknown as ConversationStore;
  const lock = lockOn(watched);
  await lock.turn(ID, counts);
  await lock.track(ID, { track: 'form', activityId: 'm1' });
  calls.length = 0;
  const cards = await lock.turn(ID, async (hold) => {
    await counts(hold);
    return hold.conversation.cards;
  });
  expect([calls, cards]).toEqual([['save'], [{ track: 'form', activityId: 'm1' }]]);
});
