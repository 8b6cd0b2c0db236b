import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../services/domain/case.ts';
import {
  type HistoryEntry,
  type OpenEntry,
  sealEntry,
  verifyHistory,
} from '../../services/domain/history.ts';

const KEY = 'a key of the desk';
const camila = { id: 'p1', name: 'Camila Rojas Peña', email: 'camila.rojas@entidad.example' };

const open = (seq: number, facts: Json = { note: `n${seq}` }): OpenEntry => ({
  seq,
  at: '2026-11-20T15:00:00.000Z',
  by: camila,
  relation: 'requester',
  what: seq === 1 ? 'open' : 'add_data',
  from: seq === 1 ? null : 'in_review',
  to: 'in_review',
  facts,
});

const chain = (length: number) => {
  const entries: HistoryEntry[] = [];
  for (let seq = 1; seq <= length; seq += 1)
    entries.push(sealEntry(open(seq), entries.at(-1)?.mac ?? '', KEY));
  return entries;
};

test('the MAC is the documented one', () => {
  /* Computed with openssl dgst -sha256 -hmac k over the canonical JSON written by hand. */
  const { mac, prev } = sealEntry(
    { ...open(1, { b: 1, a: 'ñ' }), by: { id: '1', name: 'A', email: '' } },
    '',
    'k',
  );
  expect(prev).toBe('');
  expect(mac).toBe('bea6f673160f0bdfcffab543d071f0808eed85b90b68082296935042e3ed8b37');
});

test('a history as written is whole, also after a store gave it back with its keys in another order', () => {
  const history = chain(5);
  expect(verifyHistory(history, KEY)).toEqual({ ok: true });
  const returned = history.map(
    (entry) =>
      Object.fromEntries(
        Object.entries({ ...entry, nothing: undefined }).reverse(),
      ) as unknown as HistoryEntry,
  );
  expect(verifyHistory(JSON.parse(JSON.stringify(returned)), KEY)).toEqual({ ok: true });
  expect(verifyHistory(returned, KEY)).toEqual({ ok: true });
});

describe('the first entry that is not as written is named', () => {
  const [one, two, three, four] = chain(4) as [HistoryEntry, HistoryEntry, HistoryEntry, HistoryEntry];
  test.each<[string, readonly HistoryEntry[], number, string]>([
    ['other facts', [one, { ...two, facts: { note: 'other' } }, three], 2, 'altered'],
    ['another person', [one, two, { ...three, by: { ...camila, id: 'p2' } }, four], 3, 'altered'],
    ['another mac', [one, { ...two, mac: three.mac }, three], 2, 'altered'],
    ['something added', [one, { ...two, extra: 1 } as HistoryEntry, three], 2, 'altered'],
    ['no JSON at all', [one, { ...two, facts: Number.NaN }], 2, 'altered'],
    ['sealed with another key', [one, sealEntry(open(2), one.mac, 'other'), three], 2, 'altered'],
    ['a middle one removed', [one, two, four], 3, 'missing'],
    ['the first removed', [two, three], 2, 'chain'],
    ['two exchanged', [one, three, two, four], 2, 'missing'],
    ['one twice', [one, two, two], 3, 'missing'],
    ['one sealed anew in the middle', [one, sealEntry(open(2, 'x'), one.mac, KEY), three], 3, 'chain'],
    ['one removed and the rest renumbered', [one, { ...three, seq: 2 }], 2, 'altered'],
    ['nothing left', [], 1, 'empty'],
  ])('%s', (_, history, seq, why) => {
    expect(verifyHistory(history, KEY)).toEqual({ ok: false, seq, why });
  });

  test('another key opens nothing', () => {
    expect(verifyHistory([one, two], 'other')).toEqual({ ok: false, seq: 1, why: 'altered' });
  });
});

test('whatever entry is changed in whatever place, it is the one named', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), fc.jsonValue(), (length, at, facts) => {
      const history = chain(length);
      const index = at % length;
      const changed = history.map((entry, place) =>
        place === index ? { ...entry, facts: { changed: facts as Json } } : entry,
      );
      expect(verifyHistory(changed, KEY)).toEqual({ ok: false, seq: index + 1, why: 'altered' });
    }),
  );
});
