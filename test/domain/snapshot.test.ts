import { describe, expect, it } from 'vitest';
import { type AutomaticReply, replyBy, sameReply } from '../../services/domain/snapshot.ts';

const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const reply: AutomaticReply = {
  status: 'scheduled',
  audience: 'all',
  inside: 'Vuelvo el lunes.',
  outside: '',
  from: utc('2026-11-20T08:00:00'),
  until: utc('2026-12-01T08:00:00'),
};

describe('two automatic replies', () => {
  it('are the same whatever markup Exchange wraps the text in', () => {
    const wrapped =
      '<html>\r\n<head><style>p {}</style></head><body>\r\nVuelvo&nbsp;el <b>lunes.</b>\r\n</body></html>\r\n';
    const precise = { ...reply, inside: wrapped, from: utc('2026-11-20T08:00:00.0000000') };
    expect(sameReply(reply, precise)).toBe(true);
  });

  it.each([
    { inside: 'Vuelvo el martes.' },
    { audience: 'none' as const },
    { status: 'disabled' as const },
    { until: utc('2026-12-02T08:00:00') },
  ])('differ by %o', (change) => {
    expect(sameReply(reply, { ...reply, ...change })).toBe(false);
  });

  it('that are off differ by no time', () => {
    const off = { ...reply, status: 'disabled' } as const;
    expect(sameReply(off, { ...off, from: undefined, until: undefined })).toBe(true);
  });
});

it('a scheduled reply is off once its time is over', () => {
  expect(replyBy('2026-12-01T07:59:59.000Z', reply).status).toBe('scheduled');
  expect(replyBy('2026-12-01T08:00:00.000Z', reply)).toEqual({ ...reply, status: 'disabled' });
});
