import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../services/domain/command.ts';
import { untreated } from '../../services/domain/service-clock.ts';
import { HOUR, type Move, play, type Who } from '../support/play-case.ts';

const COMMANDS: readonly (readonly [Who, Command])[] = [
  ['supervisor', { name: 'authorise' }],
  ['manager', { name: 'authorise' }],
  ['supervisor', { name: 'not_authorise', remark: 'no' }],
  ['specialist', { name: 'take' }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'approve' }],
  ['specialist', { name: 'reject', remark: 'no corresponde' }],
  ['specialist', { name: 'request_data', fields: ['description'], note: 'cuál' }],
  ['specialist', { name: 'request_data', fields: [], note: '¿seguro?' }],
  ['requester', { name: 'add_data', fields: {}, note: 'es así' }],
  ['requester', { name: 'add_data', fields: { description: { value: 'otra cosa' } } }],
  ['specialist', { name: 'record_answer', fields: {}, note: 'llamó' }],
  ['requester', { name: 'withdraw' }],
  ['specialist', { name: 'retry' }],
  ['specialist', { name: 'return_mail' }],
  ['specialist', { name: 'skip_mail' }],
  ['specialist', { name: 'resolve_by_hand', note: 'hecho' }],
  ['supervisor', { name: 'reveal' }],
  ['requester', { name: 'reveal' }],
  ['supervisor', { name: 'acknowledge' }],
  ['requester', { name: 'acknowledge' }],
  ['requester', { name: 'confirm' }],
  ['requester', { name: 'reopen', remark: 'no quedó' }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r', newDate: '2027-06-30' }],
  ['lead', { name: 'treat_nonconformity', cause: 'c', remedy: 'r' }],
];

const moves = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(...COMMANDS).map(([who, command]): Move => ({ move: 'says', who, command })),
    },
    {
      weight: 4,
      arbitrary: fc.integer({ min: 1, max: 400 }).map((hours): Move => ({ move: 'silence', hours })),
    },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 1, max: 100 }).map((hours): Move => ({ move: 'skip', hours })),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 90 }).map((minutes): Move => ({ move: 'back', minutes })),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 1, max: 30 })
        .map((days): Move => ({ move: 'back', minutes: days * 1440 })),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          who: fc.constantFrom<Who>('requester', 'requester', 'supervisor'),
          id: fc.constantFrom('a', 'b', 'c'),
        })
        .map(({ who, id }): Move => ({ move: 'mail', who, id })),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        move: fc.constant('work' as const),
        messages: fc.boolean(),
        step: fc.constantFrom('done' as const, 'done' as const, 'failed' as const, 'waiting' as const),
      }),
    },
  ),
  { minLength: 5, maxLength: 60 },
);

const STARTS = [
  ['deactivate', 'awaiting_supervisor'],
  ['create', 'in_review'],
  ['failure', 'fulfilling'],
] as const;

test('whatever people say or leave unsaid, no case is stuck, closed while the desk owes, or timed while it waits', () => {
  const ends: Partial<Record<string, number>> = {};
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), moves, ([kind, start], script) => {
      const { value } = play(kind, start, script);
      const end = value.outcome ?? value.status;
      ends[end] = (ends[end] ?? 0) + 1;
    }),
    { numRuns: 3_000 },
  );
  /* The plays reach what they are to prove. */
  for (const end of ['unanswered', 'fulfilled', 'in_review', 'awaiting_data'])
    expect(ends[end], end).toBeGreaterThan(0);
});

test('left alone for a year, a case ends, or the desk lead has it to treat', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STARTS), moves, ([kind, start], script) => {
      const desk = play(kind, start, script);
      for (let weeks = 0; weeks < 60; weeks += 1) {
        desk.work({ move: 'work', messages: true, step: 'done' });
        desk.pass(7 * 24 * HOUR);
      }
      const { value } = desk;
      const waitsForDesk = untreated(value).length > 0;
      const undelivered = value.delivery !== undefined && value.delivery.reveals === 0;
      const unauthorised = (value.passedOn ?? []).length > 0;
      const ended = value.status === 'closed';
      expect(
        ended || waitsForDesk || undelivered || unauthorised,
        JSON.stringify([value.status, value.deadlines]),
      ).toBe(true);
    }),
    { numRuns: 60 },
  );
});
