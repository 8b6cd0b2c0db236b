import { describe, expect, it } from 'vitest';
import type { Case } from '../../services/domain/case.ts';
import { aCase } from '../support/builders.ts';
import { onEveryStore } from './on-every-store.ts';

const PARENT = 'MS-2026-000900';
const codes = (cases: readonly Case[]): string[] => cases.map((each) => each._id);

await onEveryStore('the accounts of a mass case', (bench) => {
  async function given(...overrides: Partial<Case>[]): Promise<Case[]> {
    const made = overrides.map((each) => aCase(each));
    for (const one of made) await bench.stores.cases.insert(one);
    return made;
  }

  describe('of one case', () => {
    it('are counted by how they stand, and listed by code from a place on', async () => {
      const { cases } = bench.stores;
      const [one, two, three] = await given(
        { parentId: PARENT, childState: 'done' },
        { parentId: PARENT, childState: 'failed' },
        { parentId: PARENT, childState: 'done' },
        { parentId: 'MS-2026-000901', childState: 'done' },
        {},
      );
      expect(await cases.countChildren(PARENT, 'done')).toBe(2);
      expect(await cases.countChildren(PARENT, 'failed')).toBe(1);
      expect(await cases.countChildren(PARENT, 'running')).toBe(0);
      const page = (after: string, limit: number) => cases.children(PARENT, 'done', { after, limit });
      expect(codes(await page('', 9))).toEqual([one?._id, three?._id]);
      expect(codes(await page('', 1))).toEqual([one?._id]);
      expect(codes(await page(one?._id ?? '', 9))).toEqual([three?._id]);
      const failed = await cases.children(PARENT, 'failed', { after: '', limit: 9 });
      expect(codes(failed)).toEqual([two?._id]);
    });

    it('move from one count to the other with what is written', async () => {
      const { cases } = bench.stores;
      const [child] = await given({ parentId: PARENT, childState: 'running' });
      if (!child) throw new TypeError('none');
      await cases.replace({ ...child, revision: 2, childState: 'done' }, 1);
      expect(await cases.countChildren(PARENT, 'running')).toBe(0);
      expect(await cases.countChildren(PARENT, 'done')).toBe(1);
    });
  });
});
