import { describe, expect, it } from 'vitest';
import { onEveryStore } from './on-every-store.ts';

const ID = 'msteams/a:1-personal';
const T0 = '2026-09-01T10:00:00.000Z';
const T1 = '2026-09-01T10:01:00.000Z';
const T2 = '2026-09-01T10:02:00.000Z';

const known = {
  _id: ID,
  personId: 'ana',
  reference: '{"conversation":{"id":"a:1"},"nombre":"Íñigo"}',
  serviceUrl: 'https://smba.example/co/',
  locale: 'es-CO',
  reachable: true,
  updatedAt: T0,
};

await onEveryStore('a conversation store', (bench) => {
  describe('the turn lock', () => {
    it('makes the conversation at its first turn', async () => {
      const { conversations } = bench.stores;
      expect(await conversations.get(ID)).toBeUndefined();
      const locked = await conversations.lock(ID, 't1', T0, T1);
      const empty = {
        personId: '',
        reference: '',
        serviceUrl: '',
        locale: '',
        state: '{}',
        tracked: '{}',
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
      const first = await conversations.lock(ID, 't1', T0, T1);
      if (!first) return expect.fail('not locked');
      expect(await conversations.lock(ID, 't2', T0, T1)).toBeUndefined();
      expect(await conversations.commit({ ...first, state: '{"a":1}' }, 't1')).toBe(true);
      expect(await conversations.lock(ID, 't2', T0, T1)).toMatchObject({ state: '{"a":1}', lockToken: 't2' });
      await conversations.release(ID, 't2');
      expect(await conversations.lock(ID, 't3', T0, T1)).toMatchObject({ lockToken: 't3' });
      expect(await conversations.lock(ID, 't4', T1, T2)).toMatchObject({ lockToken: 't4', lockUntil: T2 });
    });

    it('goes to exactly one of many that ask at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      for (const id of ['new', 'new']) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            (n % 2 ? other : bench.stores.conversations).lock(id, `${id}-${n}`, T0, T1),
          ),
        );
        const won = answers.filter((answer) => answer !== undefined);
        expect(won).toHaveLength(1);
        await other.release(id, won[0]?.lockToken ?? '');
      }
    });

    it('saves nothing for a turn that has lost it', async () => {
      const { conversations } = bench.stores;
      const slow = await conversations.lock(ID, 'slow', T0, T1);
      const quick = await conversations.lock(ID, 'quick', T1, T2);
      if (!slow || !quick) return expect.fail('not locked');
      expect(await conversations.commit({ ...slow, state: '"slow"' }, 'slow')).toBe(false);
      expect(await conversations.get(ID)).toEqual(quick);
      await conversations.release(ID, 'slow');
      expect(await conversations.commit({ ...quick, state: '"quick"' }, 'quick')).toBe(true);
      expect(await conversations.commit({ ...quick, state: '"twice"' }, 'quick')).toBe(false);
      expect(await conversations.commit({ ...quick, state: '"none"' }, '')).toBe(false);
      expect((await conversations.get(ID))?.state).toBe('"quick"');
    });

    it('saves for a turn whose time ran out while nobody took it', async () => {
      const { conversations } = bench.stores;
      const slow = await conversations.lock(ID, 'slow', T0, T1);
      if (!slow) return expect.fail('not locked');
      const saved = { ...slow, ...known, state: '"😀"', answered: ['a1', 'a2'], updatedAt: T2 };
      expect(await conversations.commit(saved, 'slow')).toBe(true);
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
      expect(await conversations.save(value, T0)).toBe(true);
      expect(await conversations.get(ID)).toStrictEqual({ ...value, revision: 1 });
      expect(await conversations.open(ID, T1)).toStrictEqual({ ...value, revision: 1 });
    });

    it('goes upon the state that it was read from, or is not saved at all', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      const slow = await conversations.open(ID, T0);
      expect(await conversations.save({ ...slow, state: '"quick"' }, T0)).toBe(true);
      expect(await conversations.save({ ...slow, state: '"slow"' }, T0)).toBe(false);
      const next = await conversations.open(ID, T0);
      expect(next).toMatchObject({ state: '"quick"', revision: 1 });
      expect(await conversations.save({ ...next, state: '"next"' }, T0)).toBe(true);
      expect(await conversations.save({ ...next, state: '"again"' }, T0)).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '"next"', revision: 2 });
    });

    it('is the only one of many that are saved at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      for (const revision of [0, 1]) {
        const read = await other.open(ID, T0);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            (n % 2 ? other : bench.stores.conversations).save({ ...read, state: `"${n}"` }, T0),
          ),
        );
        const winner = answers.indexOf(true);
        expect(answers.filter((saved) => saved)).toHaveLength(1);
        expect(await other.get(ID)).toMatchObject({ state: `"${winner}"`, revision: revision + 1 });
      }
    });

    it('waits for whoever holds the lock, and ends a lock whose time is over', async () => {
      const { conversations } = bench.stores;
      const read = await conversations.open(ID, T0);
      await conversations.lock(ID, 'other', T0, T1);
      expect(await conversations.save({ ...read, state: '"x"' }, T0)).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '{}', lockToken: 'other' });
      expect(await conversations.save({ ...read, state: '"x"' }, T1)).toBe(true);
      expect(await conversations.commit({ ...read, state: '"other"' }, 'other')).toBe(false);
      expect(await conversations.get(ID)).toMatchObject({ state: '"x"', lockToken: '' });
    });
  });

  describe('reaching people', () => {
    it('remembers reference and person and leaves state and lock', async () => {
      const { conversations } = bench.stores;
      const locked = await conversations.lock(ID, 't1', T0, T2);
      if (!locked) return expect.fail('not locked');
      await conversations.remember({ ...known, updatedAt: T1 });
      expect(await conversations.get(ID)).toStrictEqual({ ...locked, ...known, updatedAt: T1 });
    });

    it('remembers a conversation that never had a turn', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      expect(await conversations.get(ID)).toMatchObject({ ...known, state: '{}', lockToken: '' });
      expect(await conversations.lock(ID, 't1', T0, T1)).toMatchObject(known);
    });

    it('writes nothing but what is remembered', async () => {
      const { conversations } = bench.stores;
      const whole = { ...known, state: '"x"', lockUntil: T2, lockToken: 'x', tracked: '{"a":"b"}' };
      await conversations.remember(whole);
      await conversations.remember(whole);
      expect(await conversations.get(ID)).toMatchObject({
        state: '{}',
        lockToken: '',
        lockUntil: '',
        tracked: '{}',
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
      await bench.stores.conversations.lock(ID, 't1', T0, T1);
      expect(await bench.stores.conversations.ofPerson('')).toBeUndefined();
    });
  });

  describe('tracked cards', () => {
    it('survive the commit of a turn that began before them', async () => {
      const { conversations } = bench.stores;
      const turn = await conversations.lock(ID, 't1', T0, T1);
      if (!turn) return expect.fail('not locked');
      await conversations.track(ID, 'form', 'act-1');
      await conversations.commit({ ...turn, state: '"later"' }, 't1');
      expect(await conversations.get(ID)).toMatchObject({ state: '"later"', tracked: '{"form":"act-1"}' });
    });

    it('are the latest ten names, each with its latest activity', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      for (let n = 0; n < 11; n += 1) await conversations.track(ID, `card-${n}`, `act-${n}`);
      await conversations.track(ID, 'card-1', 'again');
      await conversations.track(ID, 'card-11', 'last');
      const tracked = JSON.parse((await conversations.get(ID))?.tracked ?? '') as Record<string, string>;
      expect(Object.keys(tracked)).toHaveLength(10);
      expect(tracked).toMatchObject({ 'card-1': 'again', 'card-10': 'act-10', 'card-11': 'last' });
      expect(tracked).not.toHaveProperty('card-2');
    });

    it('are all kept when noted at once from two processes', async () => {
      const other = (await bench.another()).conversations;
      await other.remember(known);
      const noted = Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? other : bench.stores.conversations).track(ID, `n${n}`, 'a'),
      );
      await Promise.all(noted);
      const tracked = JSON.parse((await other.get(ID))?.tracked ?? '') as Record<string, string>;
      expect(Object.keys(tracked).sort()).toEqual(Array.from({ length: 8 }, (_, n) => `n${n}`));
    });

    it('are noted whatever the caller takes them to be, and told', async () => {
      const { conversations } = bench.stores;
      await conversations.remember(known);
      expect(await conversations.track(ID, 'a', '1', '{}')).toBe('{"a":"1"}');
      expect(await conversations.track(ID, 'b', '2', '{"old":"0"}')).toBe('{"a":"1","b":"2"}');
      expect(await conversations.track(ID, 'c', '3')).toBe('{"a":"1","b":"2","c":"3"}');
    });

    it('of an unknown conversation are nobody’s', async () => {
      expect(await bench.stores.conversations.track('nowhere', 'form', 'act-1')).toBeUndefined();
      expect(await bench.stores.conversations.get('nowhere')).toBeUndefined();
    });
  });
});
