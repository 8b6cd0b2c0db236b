import { describe, expect, it } from 'vitest';
import {
  ANSWERED_KEPT,
  type Conversation,
  type ConversationStore,
} from '../../services/ports/conversation-store.ts';
import { onEveryStore } from './on-every-store.ts';

const ID = 'msteams/a:1-personal';
const T0 = '2026-09-01T10:00:00.000Z';
const T1 = '2026-09-01T10:01:00.000Z';
const T2 = '2026-09-01T10:02:00.000Z';

const card = (track: string, activityId: string) => ({ track, activityId });

const known = {
  _id: ID,
  personId: 'ana',
  reference: '{"conversation":{"id":"a:1"},"nombre":"Íñigo"}',
  serviceUrl: 'https://smba.example/co/',
  locale: 'es-CO',
  reachable: true,
  updatedAt: T0,
};

/** The conversation in the hands of a turn that has just read it. */
async function lockOn(
  conversations: ConversationStore,
  id: string,
  token: string,
  now: string,
  until: string,
): Promise<Conversation | undefined> {
  const read = await conversations.open(id, now);
  return (await conversations.lock(read, token, now, until)) ? conversations.get(id) : undefined;
}

await onEveryStore('a conversation store', (bench) => {
  describe('the turn lock', () => {
    it('makes the conversation at its first turn', async () => {
      const { conversations } = bench.stores;
      expect(await conversations.get(ID)).toBeUndefined();
      const locked = await lockOn(conversations, ID, 't1', T0, T1);
      const empty = {
        personId: '',
        reference: '',
        serviceUrl: '',
        locale: '',
        state: '{}',
        cards: [],
        answered: [],
      };
      expect(locked).toStrictEqual({
        _id: ID,
        revision: 0,
        ...empty,
        updatedAt: T0,
        lockUntil: T1,
        lockToken: 't1',
        reachable: true,
      });
      expect(await conversations.get(ID)).toStrictEqual(locked);
    });

    it('is held until its time is over or the turn is committed or released', async () => {
      const { conversations } = bench.stores;
      const first = await lockOn(conversations, ID, 't1', T0, T1);
      if (!first) return expect.fail('not locked');
      expect(await lockOn(conversations, ID, 't2', T0, T1)).toBeUndefined();
      expect(await conversations.commit(first, { ...first, state: '{"a":1}' }, 't1')).toBe(true);
      expect(await lockOn(conversations, ID, 't2', T0, T1)).toMatchObject({
        state: '{"a":1}',
        lockToken: 't2',
      });
      await conversations.release(ID, 't2');
      expect(await lockOn(conversations, ID, 't3', T0, T1)).toMatchObject({ lockToken: 't3' });
      expect(await lockOn(conversations, ID, 't4', T1, T2)).toMatchObject({ lockToken: 't4', lockUntil: T2 });
    });

    it('goes to exactly one of many that ask at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      for (const id of ['new', 'new']) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            lockOn(n % 2 ? other : bench.stores.conversations, id, `${id}-${n}`, T0, T1),
          ),
        );
        const won = answers.filter((answer) => answer !== undefined);
        expect(won).toHaveLength(1);
        await other.release(id, won[0]?.lockToken ?? '');
      }
    });

    it('is not for a turn that another one has overtaken', async () => {
      const { conversations } = bench.stores;
      const read = await conversations.open(ID, T0);
      expect(await conversations.save(read, { ...read, state: '"quick"' }, T0)).toBe(true);
      expect(await conversations.lock(read, 'slow', T0, T1)).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '"quick"', lockToken: '' });
    });

    it('saves nothing for a turn that has lost it', async () => {
      const { conversations } = bench.stores;
      const slow = await lockOn(conversations, ID, 'slow', T0, T1);
      const quick = await lockOn(conversations, ID, 'quick', T1, T2);
      if (!slow || !quick) return expect.fail('not locked');
      expect(await conversations.commit(slow, { ...slow, state: '"slow"' }, 'slow')).toBe(false);
      expect(await conversations.get(ID)).toEqual(quick);
      await conversations.release(ID, 'slow');
      expect(await conversations.commit(quick, { ...quick, state: '"quick"' }, 'quick')).toBe(true);
      expect(await conversations.commit(quick, { ...quick, state: '"twice"' }, 'quick')).toBe(false);
      expect(await conversations.commit(quick, { ...quick, state: '"none"' }, '')).toBe(false);
      expect((await conversations.get(ID))?.state).toBe('"quick"');
    });

    it('saves for a turn whose time ran out while nobody took it', async () => {
      const { conversations } = bench.stores;
      const slow = await lockOn(conversations, ID, 'slow', T0, T1);
      if (!slow) return expect.fail('not locked');
      const saved = { ...slow, ...known, state: '"😀"', answered: ['a1', 'a2'], updatedAt: T2 };
      expect(await conversations.commit(slow, saved, 'slow')).toBe(true);
      expect(await conversations.get(ID)).toStrictEqual({
        ...saved,
        revision: 1,
        lockUntil: '',
        lockToken: '',
      });
    });
  });

  describe('a turn that is saved without the lock', () => {
    it('makes the conversation, which was not stored while it was only opened', async () => {
      const { conversations } = bench.stores;
      const opened = await conversations.open(ID, T0);
      expect(opened).toMatchObject({ _id: ID, revision: 0, state: '{}', lockUntil: '' });
      expect(await conversations.get(ID)).toBeUndefined();
      const value = { ...opened, ...known, state: '{"a":1}', answered: ['a1'] };
      expect(await conversations.save(opened, value, T0)).toBe(true);
      expect(await conversations.get(ID)).toStrictEqual({ ...value, revision: 1 });
      expect(await conversations.open(ID, T1)).toStrictEqual({ ...value, revision: 1 });
    });

    it('goes upon the state that it was read from, or is not saved at all', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      const slow = await conversations.open(ID, T0);
      expect(await conversations.save(slow, { ...slow, state: '"quick"' }, T0)).toBe(true);
      expect(await conversations.save(slow, { ...slow, state: '"slow"' }, T0)).toBe(false);
      const next = await conversations.open(ID, T0);
      expect(next).toMatchObject({ state: '"quick"', revision: 1 });
      expect(await conversations.save(next, { ...next, state: '"next"' }, T0)).toBe(true);
      expect(await conversations.save(next, { ...next, state: '"again"' }, T0)).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '"next"', revision: 2 });
    });

    it('is the only one of many that are saved at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      for (const revision of [0, 1]) {
        const read = await other.open(ID, T0);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            (n % 2 ? other : bench.stores.conversations).save(read, { ...read, state: `"${n}"` }, T0),
          ),
        );
        const winner = answers.indexOf(true);
        expect(answers.filter((saved) => saved)).toHaveLength(1);
        expect(await other.get(ID)).toMatchObject({ state: `"${winner}"`, revision: revision + 1 });
      }
    });

    it('answers for itself among many that are saved at once', async () => {
      const { conversations } = bench.stores;
      const idOf = (n: number) => `${ID}-${n}`;
      const opened = await Promise.all(
        Array.from({ length: 150 }, (_, n) => conversations.open(idOf(n), T0)),
      );
      const overtaken = (n: number) => n % 7 === 3;
      for (const [n, value] of opened.entries())
        if (overtaken(n)) await conversations.save(value, { ...value, state: '"quick"' }, T0);
      const answers = await Promise.all(
        opened.map(async (value, n) => {
          const [saved] = await Promise.all([
            conversations.save(value, { ...value, state: `"${n}"` }, T0),
            overtaken(n) && conversations.track(idOf(n), card('form', `act-${n}`)),
          ]);
          return saved;
        }),
      );
      expect(answers).toEqual(opened.map((_value, n) => !overtaken(n)));
      for (const n of [0, 3, 101]) {
        const [state, cards] = overtaken(n) ? ['"quick"', [card('form', `act-${n}`)]] : [`"${n}"`, []];
        expect(await conversations.get(idOf(n))).toMatchObject({ state, cards, revision: 1 });
      }
    });

    it('leaves the conversation as the turn did, whatever was written past the turns meanwhile', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      const answered = Array.from({ length: ANSWERED_KEPT }, (_, n) => `a${n}`);
      const first = await conversations.open(ID, T0);
      await conversations.save(first, { ...first, answered, state: '"one"' }, T0);
      const read = await conversations.open(ID, T0);
      await conversations.markUnreachable(ID);
      const left = {
        ...read,
        ...{ locale: 'en-US', state: '"two"', updatedAt: T1 },
        answered: [...answered, 'next'].slice(-ANSWERED_KEPT),
      };
      expect(await conversations.save(read, left, T0)).toBe(true);
      expect(await conversations.get(ID)).toStrictEqual({ ...left, revision: 2 });
      expect(await conversations.save({ ...left, revision: 2 }, { ...left, revision: 2 }, T0)).toBe(true);
      expect(await conversations.get(ID)).toStrictEqual({ ...left, revision: 3 });
    });

    it('waits for whoever holds the lock, and ends a lock whose time is over', async () => {
      const { conversations } = bench.stores;
      const read = await conversations.open(ID, T0);
      await lockOn(conversations, ID, 'other', T0, T1);
      expect(await conversations.save(read, { ...read, state: '"x"' }, T0)).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '{}', lockToken: 'other' });
      expect(await conversations.save(read, { ...read, state: '"x"' }, T1)).toBe(true);
      expect(await conversations.commit(read, { ...read, state: '"other"' }, 'other')).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '"x"', lockToken: '' });
    });
  });

  describe('reaching people', () => {
    it('remembers reference and person and leaves state and lock', async () => {
      const { conversations } = bench.stores;
      const locked = await lockOn(conversations, ID, 't1', T0, T2);
      if (!locked) return expect.fail('not locked');
      await conversations.remember({ ...known, updatedAt: T1 });
      expect(await conversations.get(ID)).toStrictEqual({ ...locked, ...known, updatedAt: T1 });
    });

    it('remembers a conversation that never had a turn', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      expect(await conversations.get(ID)).toMatchObject({ ...known, state: '{}', lockToken: '' });
      expect(await lockOn(conversations, ID, 't1', T0, T1)).toMatchObject(known);
    });

    it('writes nothing but what is remembered', async () => {
      const { conversations } = bench.stores;
      const whole = { ...known, state: '"x"', lockUntil: T2, lockToken: 'x', cards: [card('a', 'b')] };
      await conversations.remember(whole);
      await conversations.remember(whole);
      expect(await conversations.get(ID)).toMatchObject({
        state: '{}',
        lockToken: '',
        lockUntil: '',
        cards: [],
      });
    });

    it('finds the latest chat of a person that can be reached', async () => {
      const { conversations } = bench.stores;
      await conversations.remember({ ...known, _id: 'old', updatedAt: T0 });
      await conversations.remember({ ...known, _id: 'new', updatedAt: T2 });
      await conversations.remember({ ...known, _id: 'else', updatedAt: T2, personId: 'bea' });
      expect((await conversations.ofPerson('ana'))?._id).toBe('new');
      await conversations.markUnreachable('new');
      expect(await conversations.get('new')).toMatchObject({
        ...known,
        _id: 'new',
        updatedAt: T2,
        reachable: false,
      });
      expect((await conversations.ofPerson('ana'))?._id).toBe('old');
      await conversations.markUnreachable('old');
      expect(await conversations.ofPerson('ana')).toBeUndefined();
      await conversations.markUnreachable('never seen');
      expect(await conversations.get('never seen')).toBeUndefined();
    });

    it('finds nobody for a person not known yet', async () => {
      await lockOn(bench.stores.conversations, ID, 't1', T0, T1);
      expect(await bench.stores.conversations.ofPerson('')).toBeUndefined();
    });
  });

  describe('tracked cards', () => {
    it('survive the commit of a turn that began before them', async () => {
      const { conversations } = bench.stores;
      const turn = await lockOn(conversations, ID, 't1', T0, T1);
      if (!turn) return expect.fail('not locked');
      await conversations.track(ID, card('form', 'act-1'));
      await conversations.commit(turn, { ...turn, state: '"later"' }, 't1');
      expect(await conversations.get(ID)).toMatchObject({ state: '"later"', cards: [card('form', 'act-1')] });
    });

    it('are the latest twenty, in the order in which they were sent', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      const sent = Array.from({ length: 22 }, (_, n) => card(`card-${n}`, `act-${n}`));
      for (const one of sent) await conversations.track(ID, one);
      await conversations.track(ID, card('card-5', 'again'));
      expect((await conversations.get(ID))?.cards).toEqual([...sent.slice(3), card('card-5', 'again')]);
    });

    it('are all kept when noted at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      await other.remember(known);
      const noted = Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? other : bench.stores.conversations).track(ID, card(`n${n}`, 'a')),
      );
      await Promise.all(noted);
      const names = (await other.get(ID))?.cards.map(({ track }) => track);
      expect(names?.sort()).toEqual(Array.from({ length: 8 }, (_, n) => `n${n}`));
    });

    it('of an unknown conversation are nobody’s', async () => {
      await bench.stores.conversations.track('nowhere', card('form', 'act-1'));
      expect(await bench.stores.conversations.get('nowhere')).toBeUndefined();
    });
  });
});
