import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postBulletin } from '../../services/usecases/post-bulletin.ts';
import { CAST, type RunningDesk, startDesk } from './harness.ts';
import { wordsOf } from './person.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk({ installed: CAST });
});
afterEach(() => desk.stop());

const digest = (open: number, key: 'sofia' | 'tomas' = 'sofia') =>
  postBulletin(
    desk.mesa.deps,
    { id: `digest:${key}:2026-11-30`, kind: 'digest', personId: desk[key].id },
    () => ({ data: { day: '2026-11-30', open } }),
  );
const digests = () => desk.sofia.messages.filter((one) => /30 de noviembre/.test(wordsOf(one)));

describe('a message that belongs to no case', () => {
  it('comes to its person alone, is edited in place, and shrinks to a line once it was answered', async () => {
    await digest(3);
    await desk.sofia.shows(/Tiene 3 casos a su cargo/);
    await digest(5);
    await desk.sofia.shows(/Tiene 5 casos a su cargo/);
    expect(digests()).toHaveLength(1);
    expect(desk.camila.messages.filter((one) => /casos a su cargo/.test(wordsOf(one)))).toEqual([]);

    const { text } = await desk.sofia.presses('Visto');
    expect(text).toContain('Resumen del');
    await desk.settled();
    expect(digests()).toHaveLength(1);
    expect(digests().map(wordsOf).join()).not.toContain('Visto');
  });

  it('pressed twice, or on a card of yesterday’s, shows how it is now', async () => {
    await digest(3);
    const card = await desk.sofia.card('Visto');
    await digest(4);
    await desk.sofia.shows(/Tiene 4 casos a su cargo/);
    const old = { bulletin: 'digest:sofia:2026-11-30', stage: 1, act: 'seen' };
    const { text } = await desk.sofia.pressesRaw('bulletin', old, card);
    expect(text).toMatch(/cambió desde que se mostró[\s\S]*Tiene 4 casos a su cargo/);
    await desk.sofia.presses('Visto');
    const again = await desk.sofia.pressesRaw('bulletin', { ...old, stage: 2 });
    expect(again.text).toMatch(/cambió desde que se mostró/);
  });

  it('pressed by somebody else does nothing and shows nothing of it', async () => {
    await digest(3);
    await desk.sofia.card('Visto');
    const forged = { bulletin: 'digest:sofia:2026-11-30', stage: 1, act: 'seen' };
    for (const key of ['camila', 'tomas'] as const) {
      const { text } = await desk[key].pressesRaw('bulletin', forged);
      expect(text).toContain('no es para usted');
      expect(text).not.toContain('casos a su cargo');
    }
    expect(await desk.mesa.stores.bulletins.get('digest:sofia:2026-11-30')).toMatchObject({
      finished: false,
    });
  });

  it('goes by e-mail to somebody whose chat is closed to the desk', async () => {
    await desk.tomas.posts(desk.tomas.chat.activity('installationUpdate', { action: 'remove' }));
    await digest(2, 'tomas');
    await desk.settled();
    expect((await desk.mails()).at(-1)).toContain('Casos abiertos a su cargo: 2');
  });
});
