import { expect, it } from 'vitest';
import type { ChosenIntent, FeedbackStore } from '../../services/ports/feedback-store.ts';
import { onEveryStore } from './on-every-store.ts';

const example = (n: number): ChosenIntent => ({
  text: `lo de la cuenta de <name>, ${n}`,
  locale: 'es-CO',
  offered: ['deactivate_account', 'activate_account'],
  chosen: 'activate_account',
  at: '2026-11-20',
});

async function kept(feedback: FeedbackStore): Promise<ChosenIntent[]> {
  const all: ChosenIntent[] = [];
  for await (const one of feedback.all()) all.push(one);
  return all.sort((a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }));
}

await onEveryStore('a feedback store', (bench) => {
  it('is empty at first', async () => {
    expect(await kept(bench.stores.feedback)).toEqual([]);
  });

  it('gives back every example, equal ones too, and to a later process as well', async () => {
    for (const n of [1, 2, 2]) await bench.stores.feedback.add(example(n));
    expect(await kept(bench.stores.feedback)).toStrictEqual([example(1), example(2), example(2)]);
    const later = await bench.another();
    expect(await kept(later.feedback)).toStrictEqual([example(1), example(2), example(2)]);
  });

  it('keeps nothing that an example should not have', async () => {
    const more = { ...example(1), personId: 'p', conversation: 'c' };
    await bench.stores.feedback.add(more);
    expect(await kept(bench.stores.feedback)).toStrictEqual([example(1)]);
  });

  it('gives back all of more than one page', async () => {
    const many = Array.from({ length: 530 }, (_, n) => example(n));
    for (let from = 0; from < many.length; from += 53)
      await Promise.all(many.slice(from, from + 53).map((one) => bench.stores.feedback.add(one)));
    expect(await kept(bench.stores.feedback)).toStrictEqual(many);
  });
});
