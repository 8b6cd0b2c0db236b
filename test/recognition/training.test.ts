import { describe, expect, it } from 'vitest';
import { calibrate } from '../../dialogs/recognition/training/calibrate.ts';
import { align, type Labelled } from '../../dialogs/recognition/training/examples.ts';
import { randomFrom } from '../../dialogs/recognition/training/random.ts';
import { readGrammars, readWriters } from '../../dialogs/recognition/training/sources.ts';
import { exampleOf } from '../../dialogs/recognition/training/teach.ts';
import { varied } from '../../dialogs/recognition/training/vary.ts';

const row: Labelled = {
  id: 'x1',
  text: 'crear cuenta para rosa gil paz, cc 52.345.678, en la Oficina Jurídica',
  locale: 'es-CO',
  now: '2026-11-20',
  intent: 'create_account',
  entities: { holderName: 'Rosa Gil Paz', nationalId: '52345678', department: 'Oficina Jurídica' },
};

describe('a hand-written message', () => {
  it('comes again with other values under the same keys', () => {
    const grammar = readGrammars();
    const kinds = (tags: readonly string[]) => [
      ...new Set(tags.filter((tag) => tag !== 'O').map((tag) => tag.replace(/^[BI]-/, ''))),
    ];
    for (let seed = 0; seed < 20; seed += 1) {
      const again = varied(grammar, row, randomFrom(seed), seed);
      expect(again.intent).toBe('create_account');
      expect(kinds(again.tags).sort()).toEqual(['department', 'holderName', 'nationalId']);
    }
  });

  it('is never one of the hold-out', () => {
    expect(readWriters().map(({ name }) => name)).not.toContain('holdout');
  });

  it('has nearly all of its labels found in its words', () => {
    const labels = readWriters().flatMap(({ rows }) =>
      rows.map((one) => ({ lost: align(exampleOf(one, 1).tokens, one).lost.length, rows: 1 })),
    );
    expect(labels.filter(({ lost }) => lost > 0).length).toBeLessThan(labels.length * 0.03);
  });
});

describe('the threshold', () => {
  const scored = (confidence: number, right: boolean) => ({
    totals: Float64Array.from([confidence, 0]),
    target: right ? 0 : 1,
  });

  it('lets no more be sure and wrong than it may, on messages not learnt from', () => {
    const items = Array.from({ length: 1000 }, (_, at) => scored(at / 100, at > 300 || at % 3 > 0));
    const { temperature, sureFrom } = calibrate(items);
    const wrong = items.filter(({ totals, target }) => {
      const share = 1 / (1 + Math.exp(-(totals[0] ?? 0) / temperature));
      return target === 1 && share >= sureFrom;
    });
    expect(wrong.length).toBeLessThanOrEqual(8);
  });
});
