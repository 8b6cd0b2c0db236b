import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIST_SQL } from '../../../services/adapters/sqlite/account-lists.ts';
import {
  accountCountSql,
  accountsSql,
  REGISTER_SQL,
} from '../../../services/adapters/sqlite/account-register.ts';
import { ADDRESS_SQL } from '../../../services/adapters/sqlite/address-book.ts';
import { BULLETIN_SQL } from '../../../services/adapters/sqlite/bulletin-store.ts';
import { CASE_SQL } from '../../../services/adapters/sqlite/case-store.ts';
import { CONVERSATION_SQL } from '../../../services/adapters/sqlite/conversation-store.ts';
import { FEEDBACK_SQL } from '../../../services/adapters/sqlite/feedback-store.ts';
import { figureSql } from '../../../services/adapters/sqlite/figure-store.ts';
import { openSqliteFile } from '../../../services/adapters/sqlite/open-sqlite-file.ts';
import { PEOPLE_SQL, wordsSql } from '../../../services/adapters/sqlite/people-store.ts';
import type { SqliteFile } from '../../../services/adapters/sqlite/sqlite-file.ts';

let folder: string;
let file: SqliteFile;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-plans-'));
  file = await openSqliteFile(folder);
});
afterAll(async () => {
  await file.close();
  rmSync(folder, { recursive: true, force: true });
});

const plan = (sql: string): string[] =>
  file
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row.detail));

const statements = {
  ...prefixed('cases', CASE_SQL),
  ...prefixed('bulletins', BULLETIN_SQL),
  ...prefixed('conversations', CONVERSATION_SQL),
  ...prefixed('people', PEOPLE_SQL),
  ...prefixed('register', REGISTER_SQL),
  ...prefixed('lists', LIST_SQL),
  ...prefixed('addresses', ADDRESS_SQL),
  ...prefixed('feedback', FEEDBACK_SQL),
  ...prefixed('received', figureSql('receivedOn')),
  ...prefixed('resolved', figureSql('resolvedOn')),
  ...prefixed('breached', figureSql('breachedOn')),
  'people.oneWord': wordsSql(1, false),
  'people.beginning': wordsSql(0, true),
  'people.threeWords': wordsSql(2, true),
  'register.oneTerm': accountsSql(1),
  'register.fourTerms': accountsSql(4),
  'register.counted': accountCountSql(3),
};

function prefixed(name: string, group: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(group).map(([key, sql]) => [`${name}.${key}`, sql]));
}

describe('every statement', () => {
  it.each(Object.entries(statements))('%s reads through an index, never a whole table', (_name, sql) => {
    expect(plan(sql).filter((step) => step.startsWith('SCAN ') && !step.includes('SUBQUERY'))).toEqual([]);
  });
});

describe('the statements of lists and of the worker', () => {
  it.each([
    ['requester', 'cases_requester'],
    ['supervisor', 'cases_supervisor'],
    ['assignee', 'cases_assignee'],
    ['open', 'cases_open'],
    ['onAccount', 'cases_account'],
    ['snapshot', 'cases_snapshot'],
    ['countChildren', 'cases_children'],
    ['children', 'cases_children'],
    ['claimDue', 'cases_due'],
    ['nextFree', 'cases_leased'],
    ['nextLeased', 'cases_leased'],
    ['deadlines', 'cases_deadline'],
    ['heads', 'cases_updated'],
  ] as const)('%s walk %s in its order, without sorting', (name, index) => {
    const steps = plan(CASE_SQL[name]).join('\n');
    expect(steps).toContain(index);
    expect(steps).not.toContain('TEMP B-TREE');
  });

  it('a page of accounts is a stretch of its index', () => {
    expect(plan(accountsSql(3)).join('\n')).not.toContain('TEMP B-TREE');
  });

  it.each([
    ['claimDue', 'bulletins_due'],
    ['nextFree', 'bulletins_leased'],
    ['nextLeased', 'bulletins_leased'],
    ['standing', 'bulletins_standing'],
  ] as const)('%s of bulletins walk %s in its order, without sorting', (name, index) => {
    const steps = plan(BULLETIN_SQL[name]).join('\n');
    expect(steps).toContain(index);
    expect(steps).not.toContain('TEMP B-TREE');
  });

  it('the latest chat of a person is the end of its index', () => {
    expect(plan(CONVERSATION_SQL.ofPerson).join('\n')).not.toContain('TEMP B-TREE');
  });
});

describe('the statements of the indicators', () => {
  it.each([
    ['receivedOn', 'facts_received'],
    ['resolvedOn', 'facts_resolved'],
    ['breachedOn', 'facts_breached'],
  ] as const)('by %s count from %s alone, and page through it in its order', (day, index) => {
    const { groups, daily, behind } = figureSql(day);
    for (const sql of [groups, daily]) expect(plan(sql).join('\n')).toContain(`COVERING INDEX ${index}`);
    expect(plan(behind).join('\n')).toContain(`INDEX ${index}`);
    expect(plan(behind).join('\n')).not.toContain('TEMP B-TREE');
  });
});
