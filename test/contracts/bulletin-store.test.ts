import { expect, it } from 'vitest';
import type { Bulletin } from '../../services/domain/bulletin.ts';
import { sampleBulletin } from '../cards/sample-bulletins.ts';
import { onEveryStore } from './on-every-store.ts';

const AT = '2026-11-30T12:00:00.000Z';
const LATER = '2026-11-30T12:01:00.000Z';
const LEASE = '2026-11-30T12:02:00.000Z';

const digest = (id: string, more: Partial<Bulletin> = {}): Bulletin =>
  sampleBulletin('digest', { day: '2026-11-30', open: 3 }, { _id: id, ...more });

await onEveryStore('a bulletin store', (bench) => {
  it('keeps what was inserted, once for each id, also for a later process', async () => {
    const { bulletins } = bench.stores;
    expect(await bulletins.get('digest:sofia')).toBeUndefined();
    expect(await bulletins.insert(digest('digest:sofia'))).toBe(true);
    expect(await bulletins.insert(digest('digest:sofia', { stage: 9 }))).toBe(false);
    const later = await bench.another();
    expect(await later.bulletins.get('digest:sofia')).toStrictEqual(digest('digest:sofia'));
  });

  it('lets one of many writers at once insert, and one of many replace', async () => {
    const { bulletins } = bench.stores;
    const other = (await bench.another()).bulletins;
    const inserted = await Promise.all(
      [bulletins, other, bulletins, other].map((one) => one.insert(digest('a'))),
    );
    expect(inserted.filter(Boolean)).toHaveLength(1);
    const written = await Promise.all(
      [bulletins, other, bulletins].map((one, n) => one.replace(digest('a', { revision: 2, stage: n }), 1)),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect((await other.get('a'))?.revision).toBe(2);
    expect(await bulletins.replace(digest('nobody', { revision: 2 }), 1)).toBe(false);
  });

  it('leases what fell due first, to one worker at a time, and says when there is something', async () => {
    const { bulletins } = bench.stores;
    expect(await bulletins.nextDue()).toBe('');
    await bulletins.insert(digest('idle'));
    await bulletins.insert(digest('second', { dueAt: LATER }));
    await bulletins.insert(digest('first', { dueAt: AT }));
    expect(await bulletins.nextDue()).toBe(AT);
    expect(await bulletins.claimDue('2026-11-30T11:59:59.000Z', LEASE)).toBeUndefined();
    expect(await bulletins.claimDue(LATER, LEASE)).toMatchObject({
      _id: 'first',
      fence: 1,
      leaseUntil: LEASE,
    });
    expect(await bulletins.nextDue()).toBe(LATER);
    expect((await bulletins.claimDue(LATER, LEASE))?._id).toBe('second');
    expect(await bulletins.claimDue(LATER, LEASE)).toBeUndefined();
    expect(await bulletins.nextDue()).toBe(LEASE);
    expect(await bulletins.claimDue(LEASE, '2026-11-30T12:09:00.000Z')).toMatchObject({
      _id: 'first',
      fence: 2,
    });
  });

  it('lets only the holder of the lease settle, and leaves the lease standing under other writes', async () => {
    const { bulletins } = bench.stores;
    await bulletins.insert(digest('a', { dueAt: AT }));
    const held = await bulletins.claimDue(AT, LEASE);
    const fence = held?.fence ?? 0;
    const news = digest('a', { dueAt: AT, revision: 2, stage: 2 });
    expect(await bulletins.replace(news, 1)).toBe(true);
    expect(await bulletins.get('a')).toMatchObject({ leaseUntil: LEASE, fence, stage: 2 });
    const settled = { ...news, revision: 3, dueAt: '', leaseUntil: '' };
    expect(await bulletins.replace(settled, 2, fence + 1)).toBe(false);
    expect(await bulletins.replace({ ...settled, fence }, 2, fence)).toBe(true);
    expect(await bulletins.get('a')).toStrictEqual({ ...settled, fence });
  });

  it('tells what stands with a person, by kind, without the finished', async () => {
    const { bulletins } = bench.stores;
    await bulletins.insert(digest('b'));
    await bulletins.insert(digest('a'));
    await bulletins.insert(digest('c', { finished: true }));
    await bulletins.insert(digest('d', { personId: 'tomas' }));
    const standing = async (limit: number) =>
      (await bulletins.standing('sofia', 'digest', limit)).map((one) => one._id);
    expect(await standing(10)).toEqual(['a', 'b']);
    expect(await standing(1)).toEqual(['a']);
  });
});
