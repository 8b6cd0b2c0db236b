import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { openSqliteStores } from '../../services/adapters/sqlite/open-sqlite-stores.ts';
import type { Stores } from '../../services/ports/stores.ts';

/** Empty data of its own for one test, which may be opened more than once, as several processes would. */
export interface Ground {
  open(): Promise<Stores>;
  remove(): Promise<void>;
}

/** A kind of store that the contract holds for. */
export interface Backend {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing?: string;
  prepare(): Promise<Ground>;
}

const sqlite: Backend = {
  name: 'SQLite',
  prepare: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mesa-stores-'));
    return {
      open: () => openSqliteStores(folder),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

export const BACKENDS: readonly Backend[] = [sqlite];

/** What a test of the contract is given: fresh stores, and further openings of the same data. */
export interface Bench {
  stores: Stores;
  another(): Promise<Stores>;
}

/** Declares the tests once for every backend; those of a missing one are reported as skipped, with the reason. */
export function onEveryBackend(subject: string, tests: (bench: Bench) => void): void {
  describe.each(BACKENDS)(`${subject} on $name`, (backend) => {
    describe.skipIf(backend.missing !== undefined)(backend.missing ?? 'keeps its contract', () => {
      let ground: Ground;
      let opened: Stores[] = [];
      const another = async (): Promise<Stores> => {
        const stores = await ground.open();
        opened.push(stores);
        return stores;
      };
      const bench = { another } as Bench;
      beforeEach(async () => {
        ground = await backend.prepare();
        bench.stores = await another();
      });
      afterEach(async () => {
        await Promise.all(opened.map((stores) => stores.close()));
        opened = [];
        await ground.remove();
      });
      tests(bench);
    });
  });
}
