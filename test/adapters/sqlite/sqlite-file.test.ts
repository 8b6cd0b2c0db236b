import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '../../../services/adapters/sqlite/open-sqlite-file.ts';
import { SqliteFile, type Statement } from '../../../services/adapters/sqlite/sqlite-file.ts';
import { AppError } from '../../../services/domain/errors.ts';

let folder: string;
let file: SqliteFile;
let put: Statement;
/** Another process's connection. */
let other: Database.Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-file-'));
  file = await openSqliteFile(folder, 700);
  put = file.prepare('INSERT INTO settings (_id, value) VALUES (@id, @value)');
  other = new Database(file.path, { timeout: 50 });
});
afterEach(async () => {
  await file.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (id: string, value = ''): Promise<number> => file.write(() => put.run({ id, value }));
const seenByOthers = (): unknown[] =>
  (other.prepare('SELECT _id FROM settings ORDER BY _id').all() as { _id: string }[]).map((row) => row._id);

describe('writes', () => {
  it('asked for together are all there for others once each has resolved', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => write(id)));
    expect(seenByOthers()).toEqual(['a', 'b', 'c']);
  });

  it('fail one by one: the others of the same transaction are kept', async () => {
    await write('a');
    const results = await Promise.allSettled([write('b'), write('a'), write('c')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seenByOthers()).toEqual(['a', 'b', 'c']);
  });

  it('keep nothing of work that throws half-way', async () => {
    const half = file.write(() => {
      put.run({ id: 'half', value: '' });
      throw new AppError('unexpected');
    });
    await Promise.all([expect(half).rejects.toMatchObject({ code: 'unexpected' }), write('b')]);
    expect(seenByOthers()).toEqual(['b']);
  });

  it('wait while another process writes, and are committed after it', async () => {
    other.exec('BEGIN IMMEDIATE');
    other.exec("INSERT INTO settings VALUES ('theirs', '')");
    const mine = [write('mine'), write('mine too')];
    const settled = Promise.allSettled(mine).then(() => 'settled');
    const turns = (async () => {
      for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
      return 'waiting';
    })();
    expect(await Promise.race([settled, turns])).toBe('waiting');
    other.exec('COMMIT');
    expect(await settled).toBe('settled');
    expect(seenByOthers()).toEqual(['mine', 'mine too', 'theirs']);
  });

  it('given up because another process keeps the file leave later ones truly committed', async () => {
    other.exec('BEGIN IMMEDIATE');
    await expect(write('late')).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(await file.read(() => file.prepare('SELECT count(*) AS n FROM settings').first()?.n)).toBe(0);
    other.exec('COMMIT');
    await write('after');
    expect(seenByOthers()).toEqual(['after']);
    other.exec("INSERT INTO settings VALUES ('theirs', '')");
    await write('then');
    expect(seenByOthers()).toEqual(['after', 'theirs', 'then']);
  });

  it('for which the disk has no room are unavailable, and what was there stays', async () => {
    await write('a');
    file.prepare('PRAGMA max_page_count = 1').all();
    await expect(write('b', 'x'.repeat(500_000))).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: { why: 'SQLITE_FULL', remedy: 'make room on the disk' },
    });
    file.prepare('PRAGMA max_page_count = 1000000').all();
    await write('c');
    expect(seenByOthers()).toEqual(['a', 'c']);
  });

  it('under way at the closing are finished, later ones refused', async () => {
    const last = write('last');
    await file.close();
    await last;
    expect(seenByOthers()).toEqual(['last']);
    await expect(write('more')).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: { why: 'closed' },
    });
  });

  it('go to a log that others can read beside', async () => {
    expect(file.prepare('PRAGMA journal_mode').first()?.journal_mode).toBe('wal');
  });
});

/** A log whose flushes end when the test says. */
class HeldLog {
  readonly ends: { done: () => void; failed: (why: Error) => void }[] = [];
  flush(): Promise<void> {
    return new Promise((resolve, reject) => this.ends.push({ done: resolve, failed: reject }));
  }
  async close(): Promise<void> {}
}

describe('the flush to disk', () => {
  let log: HeldLog;
  let held: SqliteFile;
  let acknowledged: string[];

  beforeEach(() => {
    log = new HeldLog();
    held = new SqliteFile(file.path, 700, log);
    acknowledged = [];
  });

  const insert = (id: string) => held.prepare(`INSERT INTO settings VALUES ('${id}', '')`);
  const ask = (id: string) => {
    const statement = insert(id);
    return held.write(() => statement.run()).then(() => acknowledged.push(id));
  };
  const seen = async (...ids: string[]) => {
    while (seenByOthers().length < ids.length) await new Promise((resolve) => setImmediate(resolve));
    expect(seenByOthers()).toEqual(ids);
  };

  it('comes before the acknowledgement, and is shared by what is committed while another one runs', async () => {
    const first = ask('a');
    await seen('a');
    const later = [ask('b')];
    await seen('a', 'b');
    later.push(ask('c'));
    await seen('a', 'b', 'c');
    expect([acknowledged, log.ends.length]).toEqual([[], 1]);
    log.ends[0]?.done();
    await first;
    expect([acknowledged, log.ends.length]).toEqual([['a'], 2]);
    log.ends[1]?.done();
    await Promise.all(later);
    expect([acknowledged, log.ends.length]).toEqual([['a', 'b', 'c'], 2]);
    await held.close();
  });

  it('is not waited for by what need not outlive a power cut', async () => {
    const brief = insert('brief');
    expect(await held.writeForNow(() => brief.run())).toBe(1);
    expect([seenByOthers(), log.ends.length]).toEqual([['brief'], 0]);
    await held.close();
  });

  it('is waited for by the closing', async () => {
    const last = ask('last');
    await seen('last');
    const closed = held.close().then(() => acknowledged.push('closed'));
    log.ends[0]?.done();
    await Promise.all([last, closed]);
    expect(acknowledged).toEqual(['last', 'closed']);
  });

  it('that fails is told to everybody who waited, and nothing is promised after it', async () => {
    const fault = Object.assign(new Error('disk'), { code: 'EIO', errno: -5 });
    const refused = expect(ask('a')).rejects.toMatchObject({
      code: 'store_unavailable',
      detail: { why: 'EIO' },
    });
    await seen('a');
    const next = expect(ask('b')).rejects.toMatchObject({ detail: { why: 'EIO' } });
    await seen('a', 'b');
    log.ends[0]?.failed(fault);
    await refused;
    log.ends[1]?.done();
    await next;
    await expect(held.read(() => 1)).rejects.toMatchObject({ detail: { why: 'EIO' } });
    await expect(held.write(() => 1)).rejects.toMatchObject({ detail: { why: 'EIO' } });
    await held.close();
  });
});
