import { expect, it } from 'vitest';
import { rememberingAskers } from '../../bot/known-askers.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Asker } from '../../services/usecases/desk.ts';
import { askerNamed } from '../support/edge-bot.ts';

function setup(answer: (id: string) => Promise<Asker | undefined>) {
  let now = Date.parse('2026-11-20T15:00:00.000Z');
  const asked: string[] = [];
  const whoIs = rememberingAskers(
    (id) => {
      asked.push(id);
      return answer(id);
    },
    { realNow: () => new Date(now).toISOString() },
  );
  return { whoIs, asked, pass: (ms: number) => (now += ms) };
}

it('asks once for somebody who goes on writing, and again after ten seconds', async () => {
  const { whoIs, asked, pass } = setup(async (id) => askerNamed(id));
  await Promise.all([whoIs('a'), whoIs('a'), whoIs('b')]);
  pass(9_999);
  expect((await whoIs('a'))?.actor.person.id).toBe('a');
  expect(asked).toEqual(['a', 'b']);
  pass(1);
  await whoIs('a');
  expect(asked).toEqual(['a', 'b', 'a']);
});

it('remembers nobody who is unknown, could not be read, or is known only of old', async () => {
  const unknown = setup(async () => undefined);
  const failed = setup(() => Promise.reject(new AppError('directory_unavailable')));
  const stale = setup(async (id) => ({ ...askerNamed(id), fresh: false }));
  for (const { whoIs, asked } of [unknown, failed, stale]) {
    await whoIs('a').catch(() => undefined);
    await whoIs('a').catch(() => undefined);
    expect(asked).toHaveLength(2);
  }
});
