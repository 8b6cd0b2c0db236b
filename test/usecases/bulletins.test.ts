import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bulletin, BulletinPress } from '../../services/domain/bulletin.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { SandboxExchange } from '../../services/sandbox/graph-service.ts';
import { deliverBulletin } from '../../services/usecases/deliver-bulletin.ts';
import { postBulletin } from '../../services/usecases/post-bulletin.ts';
import { type DeskHarness, openDesk, UNREACHABLE } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const SEEN: BulletinPress = { act: 'seen', row: '', values: {}, rows: {} };
const ID = 'digest:sofia:2026-11-20';

const post = (open: number, more: { finished?: boolean; staleAfter?: string } = {}) =>
  postBulletin(
    desk.deps,
    { id: ID, kind: 'digest', personId: desk.idOf('sofia'), staleAfter: more.staleAfter },
    () => ({ data: { day: '2026-11-20', open }, finished: more.finished }),
  );
const stored = async (): Promise<Bulletin> => {
  const value = await desk.stores.bulletins.get(ID);
  if (!value) throw new TypeError('no bulletin');
  return value;
};
const press = async (key: string, stage: number, said: BulletinPress = SEEN) =>
  desk.desk.pressBulletin(ID, said, await desk.as(key), stage);

describe('a bulletin', () => {
  it('is sent once however often it is posted, and edited in place when it says something else', async () => {
    await Promise.all([post(3), post(3), post(3)]);
    await desk.settle();
    await post(3);
    await desk.settle();
    expect(desk.bulletins.map((one) => one.how)).toEqual(['sent']);
    await post(4);
    await desk.settle();
    expect(
      desk.bulletins.map(({ how, bulletin }) => [how, (bulletin.data as { open: number }).open]),
    ).toEqual([
      ['sent', 3],
      ['edited', 4],
    ]);
    expect(await stored()).toMatchObject({ stage: 2, dueAt: '', leaseUntil: '', post: { stage: 2 } });
  });

  it('is not sent where it was over, or old news, before anybody could be told', async () => {
    await post(1);
    await post(1, { finished: true });
    await desk.settle();
    expect(desk.bulletins).toEqual([]);
    await desk.stores.bulletins.insert({
      ...(await stored()),
      _id: 'other',
      finished: false,
      staleAfter: desk.clock.deskNow(),
      dueAt: desk.clock.realNow(),
    });
    desk.clock.tick(1);
    await desk.settle();
    expect(desk.bulletins).toEqual([]);
  });

  it('is not made where there is nothing to say', async () => {
    const key = { id: 'x', kind: 'digest', personId: 'p' } as const;
    expect(await postBulletin(desk.deps, key, () => undefined)).toBeUndefined();
    expect(await desk.stores.bulletins.get('x')).toBeUndefined();
  });

  it('with data against its kind is a fault', async () => {
    const key = { id: 'x', kind: 'digest', personId: 'p' } as const;
    const wrong = { data: { day: 'today', open: -1 } };
    await expect(postBulletin(desk.deps, key, () => wrong)).rejects.toMatchObject({ code: 'unexpected' });
  });

  it('is answered by its addressee or a desk lead, on its latest stage alone', async () => {
    await post(3);
    await desk.settle();
    expect(await press('camila', 1)).toEqual({ ok: false, code: 'unknown_bulletin' });
    expect(await press('tomas', 1)).toEqual({ ok: false, code: 'unknown_bulletin' });
    expect(await press('sofia', 9)).toMatchObject({
      ok: false,
      code: 'stale_bulletin',
      bulletin: { _id: ID },
    });
    expect(await press('sofia', 1, { ...SEEN, act: 'constructor' })).toMatchObject({ ok: false });
    expect(await press('ricardo', 1)).toMatchObject({ ok: true, bulletin: { finished: true } });
    expect(await press('sofia', 2)).toMatchObject({ ok: false, code: 'stale_bulletin' });
    await desk.settle();
    expect(desk.bulletins.at(-1)).toMatchObject({ how: 'edited', bulletin: { finished: true } });
  });

  it('waits longer and longer while the channel is away, and then is sent once', async () => {
    let away = 3;
    const real = desk.deps.messenger;
    const deps = {
      ...desk.deps,
      messenger: {
        ...real,
        sendBulletin: async (bulletin: Bulletin) => {
          away -= 1;
          if (away >= 0) throw new AppError('channel_unavailable');
          return real.sendBulletin(bulletin);
        },
      },
    };
    await post(3);
    const waits: number[] = [];
    while ((await stored()).dueAt !== '') {
      const { dueAt } = await stored();
      waits.push(Date.parse(dueAt) - Date.parse(desk.clock.realNow()));
      desk.clock.jumpTo(dueAt);
      desk.clock.tick(1);
      await deliverBulletin(deps);
    }
    expect(waits.map((one) => Math.round(one / 1000))).toEqual([0, 1, 2, 4]);
    expect(desk.bulletins).toHaveLength(1);
    expect(await stored()).toMatchObject({ attempts: 0 });
    expect(await stored()).not.toHaveProperty('lastFault');
  });

  it('that changed while it was sent is edited next', async () => {
    const real = desk.deps.messenger;
    const deps = {
      ...desk.deps,
      messenger: {
        ...real,
        sendBulletin: async (bulletin: Bulletin) => {
          await post(7);
          return real.sendBulletin(bulletin);
        },
      },
    };
    await post(3);
    expect(await deliverBulletin(deps)).toBe('worked');
    expect(await stored()).toMatchObject({ stage: 2, post: { stage: 1 } });
    await desk.settle();
    expect(
      desk.bulletins.map(({ how, bulletin }) => [how, (bulletin.data as { open: number }).open]),
    ).toEqual([
      ['sent', 3],
      ['edited', 7],
    ]);
  });

  it('is taken up by another worker where the first died, and the late one settles nothing', async () => {
    await post(3);
    const first = await desk.stores.bulletins.claimDue(desk.clock.realNow(), '2026-11-20T15:00:30.000Z');
    desk.clock.jumpTo('2026-11-20T15:00:31.000Z');
    await desk.settle();
    expect(desk.bulletins).toHaveLength(1);
    const late = { ...(await stored()), revision: 9 };
    expect(await desk.stores.bulletins.replace(late, (await stored()).revision, first?.fence)).toBe(false);
  });
});

describe('a bulletin to somebody without a chat', () => {
  it('goes by e-mail, once', async () => {
    await desk.close();
    const traffic: SandboxExchange[] = [];
    desk = await openDesk({ messenger: UNREACHABLE }, (one) => traffic.push(one));
    await post(3);
    await desk.settle();
    await post(4);
    await desk.settle();
    const mails = traffic.filter((one) => one.url.endsWith('/sendMail'));
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).toContain('Casos abiertos a su cargo: 3');
    expect(await stored()).toMatchObject({ dueAt: '', mailedAt: expect.any(String) });
  });
});
