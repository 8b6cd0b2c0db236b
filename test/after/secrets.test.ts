import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keptIn, ledgerIn } from '../support/leavings.ts';
import { filesIn, leaksIn, secretsOf } from '../support/search-secrets.ts';

/**
 * Runs after every other test of the suite, over what they have left: stores of both kinds, backups, evidence,
 * logs, and every message and card that was sent or edited. Run by itself it has nothing to search, and says so.
 */
const folder = process.env.MESA_TEST_LEAVINGS ?? '';
const kept = () => filesIn(keptIn(folder));

it('finds secrets that were set, and stores, logs and messages to search for them', () => {
  expect(secretsOf(ledgerIn(folder)).length).toBeGreaterThan(20);
  for (const place of [/mesa\.db$/, /sandbox\.db$/, /log\.txt$/, /messages\.txt$/, /backups/])
    expect(kept().filter((path) => place.test(path)).length, String(place)).toBeGreaterThan(5);
});

it('finds what was kept in MongoDB, where the suite had a server', () => {
  if (process.env.MESA_REQUIRE_MONGO !== '1') return;
  expect(kept().filter((path) => /mongo\.txt$/.test(path)).length).toBeGreaterThan(0);
});

it('finds none of the secrets in any of them', { timeout: 300_000 }, () => {
  expect(leaksIn(keptIn(folder), secretsOf(ledgerIn(folder)))).toEqual([]);
});

it('would find one: in a log, in a message, in a row of a store', () => {
  const trap = mkdtempSync(join(tmpdir(), 'mesa-trap-'));
  const [secret = ''] = secretsOf(ledgerIn(folder));
  writeFileSync(join(trap, 'log.txt'), `{"level":30,"given":"${secret}"}\n`);
  writeFileSync(join(trap, 'clean.txt'), secret.slice(1));
  expect(leaksIn(trap, secretsOf(ledgerIn(folder)))).toEqual([{ file: 'log.txt', length: secret.length }]);
  rmSync(trap, { recursive: true });
});
