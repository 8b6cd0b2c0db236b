import { describe, expect, it } from 'vitest';
import { type Connector, retryAfterMs } from '../../bot/connector.ts';
import { Outbox, type Pace } from '../../bot/outbox.ts';
import { AppError } from '../../services/domain/errors.ts';

/** Time that moves only when somebody waits; the earliest sleeper wakes first. */
class StillTime implements Pace {
  #now = 1_000_000;
  #sleepers: { at: number; wake: () => void }[] = [];
  now = () => this.#now;
  sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
    });

  /** Lets time pass until the work is done. */
  async through<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const watched = work.finally(() => {
      done = true;
    });
    watched.catch(() => undefined);
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) continue;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    return watched;
  }
}

interface Sent {
  readonly thread: string;
  readonly text: string;
  readonly at: number;
}

function setup(answer: (sent: Sent, nth: number) => void = () => {}) {
  const time = new StillTime();
  const sent: Sent[] = [];
  const connector: Connector = {
    send: async (to, activity) => {
      const one = { thread: to.conversation?.id ?? '', text: activity.text ?? '', at: time.now() };
      answer(one, sent.push(one));
      return `id-${sent.length}`;
    },
    update: async () => {},
    close: () => {},
  };
  const outbox = new Outbox(connector, time);
  const parcel = (thread: string, text: string) => ({
    to: { conversation: { id: thread, isGroup: false, conversationType: 'personal', name: '' } },
    activity: { text },
  });
  return { time, sent, outbox, parcel };
}

function most(sent: readonly Sent[], ms: number): number {
  return Math.max(
    ...sent.map((one) => sent.filter((two) => two.at >= one.at && two.at < one.at + ms).length),
  );
}

describe('notices', () => {
  it('keep Teams’ limits of a thread, in order', async () => {
    const { time, sent, outbox, parcel } = setup();
    const texts = Array.from({ length: 130 }, (_, n) => String(n));
    await time.through(Promise.all(texts.map((text) => outbox.notice(parcel('a', text)))));
    expect(sent.map((one) => one.text)).toEqual(texts);
    expect(most(sent, 1_000)).toBeLessThanOrEqual(7);
    expect(most(sent, 2_000)).toBeLessThanOrEqual(8);
    expect(most(sent, 30_000)).toBeLessThanOrEqual(60);
  });

  it('keep the limit of the whole bot', async () => {
    const { time, sent, outbox, parcel } = setup();
    const threads = Array.from({ length: 100 }, (_, n) => outbox.notice(parcel(`t${n}`, '')));
    await time.through(Promise.all(threads));
    expect(sent).toHaveLength(100);
    expect(most(sent, 1_000)).toBeLessThanOrEqual(30);
  });

  it('stop for as long as a 429 asks, in that thread alone, and the one that met it is the caller’s to repeat', async () => {
    const { time, sent, outbox, parcel } = setup((one, nth) => {
      if (nth === 1 && one.thread === 'a') {
        throw new AppError('channel_unavailable', { detail: { status: 429 }, retryAfterMs: 7_000 });
      }
    });
    const first = time.through(outbox.notice(parcel('a', '1')));
    await expect(first).rejects.toMatchObject({ code: 'channel_unavailable', retryAfterMs: 7_000 });
    const at = time.now();
    await time.through(Promise.all([outbox.notice(parcel('a', '2')), outbox.notice(parcel('b', '3'))]));
    expect(sent.map((one) => [one.text, one.at - at])).toEqual([
      ['1', 0],
      ['3', 0],
      ['2', 7_000],
    ]);
  });
});

describe('replies', () => {
  it('go at once, however many notices wait', async () => {
    const { time, sent, outbox, parcel } = setup();
    const at = time.now();
    const notices = Array.from({ length: 20 }, (_, n) => outbox.notice(parcel('a', String(n))));
    const reply = outbox.reply(parcel('a', 'reply'));
    await time.through(Promise.all([...notices, reply]));
    expect(sent.find((one) => one.text === 'reply')?.at).toBe(at);
  });

  it('are tried again after what Teams asks, and given up in the end', async () => {
    const { time, sent, outbox, parcel } = setup((_one, nth) => {
      if (nth < 3)
        throw new AppError('channel_unavailable', { detail: { status: 429 }, retryAfterMs: 2_000 });
    });
    const at = time.now();
    await time.through(outbox.reply(parcel('a', 'x')));
    expect(sent.map((one) => one.at - at)).toEqual([0, 2_000, 4_000]);
    const never = setup(() => {
      throw new AppError('channel_unavailable', { detail: { status: 503 } });
    });
    const failed = never.time.through(never.outbox.reply(never.parcel('a', 'x')));
    await expect(failed).rejects.toMatchObject({ code: 'channel_unavailable' });
    expect(never.sent.length).toBe(4);
  });

  it('that Teams refuses are not repeated', async () => {
    const { time, sent, outbox, parcel } = setup(() => {
      throw new AppError('channel_refused', { detail: { status: 403 } });
    });
    await expect(time.through(outbox.reply(parcel('a', 'x')))).rejects.toMatchObject({
      code: 'channel_refused',
    });
    expect(sent).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['Fri, 20 Nov 2026 12:00:05 GMT', 5_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

describe('edits of a chat’s cards', () => {
  it('go at once, and then once a second as they are in the end', async () => {
    const { time, outbox } = setup();
    const began = time.now();
    const drawn: string[] = [];
    const edit = (chat: string, card: string, nth: number) =>
      outbox.edits.run(
        chat,
        card,
        async () => void drawn.push(`${chat} ${card}${nth} ${time.now() - began}`),
      );
    for (let nth = 0; nth < 5; nth += 1) {
      await edit('a', 'form', nth);
      await edit('b', 'form', nth);
    }
    await edit('a', 'line', 5);
    expect(drawn).toEqual(['a form0 0', 'b form0 0']);
    await time.through(outbox.edits.settled());
    expect(drawn.slice(2)).toEqual(['a form4 1000', 'a line5 1000', 'b form4 1000']);
    await edit('a', 'form', 6);
    expect(drawn.at(-1)).toMatch(/^a form6/);
  });

  it('are not drawn over an answer that has taken the card’s place', async () => {
    const { time, outbox } = setup();
    const drawn: string[] = [];
    for (const nth of [1, 2]) await outbox.edits.run('a', 'form', async () => void drawn.push(`form${nth}`));
    outbox.edits.drop('a', 'form');
    await time.through(outbox.edits.settled());
    expect(drawn).toEqual(['form1']);
  });
});
