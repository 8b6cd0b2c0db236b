import { statSync } from 'node:fs';
import type { SettingsStore } from '../../ports/settings-store.ts';
import type { Stores } from '../../ports/stores.ts';
import { sqliteAccountLists } from './account-lists.ts';
import { sqliteAccountRegister } from './account-register.ts';
import { sqliteAddressBook } from './address-book.ts';
import { sqliteBulletinStore } from './bulletin-store.ts';
import { sqliteCaseStore } from './case-store.ts';
import { sqliteConversationStore } from './conversation-store.ts';
import { sqliteFeedbackStore } from './feedback-store.ts';
import { sqliteFigureStore } from './figure-store.ts';
import { openSqliteFile } from './open-sqlite-file.ts';
import { sqlitePeopleStore } from './people-store.ts';
import { damaged } from './sqlite-faults.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** The embedded store: `mesa.db` in the data folder, made at the first start. Faults: see `openSqliteFile`. */
export async function openSqliteStores(dataDir: string): Promise<Stores> {
  const file = await openSqliteFile(dataDir);
  const opened = statSync(file.path).ino;
  const alive = file.prepare('SELECT count(*) AS n FROM settings WHERE _id = @id');
  return {
    cases: sqliteCaseStore(file),
    bulletins: sqliteBulletinStore(file),
    conversations: sqliteConversationStore(file),
    people: sqlitePeopleStore(file),
    register: sqliteAccountRegister(file),
    addresses: sqliteAddressBook(file),
    settings: settingsStore(file),
    feedback: sqliteFeedbackStore(file),
    figures: sqliteFigureStore(file),
    lists: sqliteAccountLists(file),
    ping: async () => {
      await file.read(() => alive.first({ id: '' }));
      // A file that was removed or replaced under the desk still takes writes, which nobody will ever read.
      if (statSync(file.path, { throwIfNoEntry: false })?.ino !== opened) {
        throw damaged(
          file.path,
          'removed or replaced while open',
          undefined,
          'put it back and start the desk again',
        );
      }
    },
    close: () => file.close(),
  };
}

function settingsStore(file: SqliteFile): SettingsStore {
  const read = file.prepare('SELECT value FROM settings WHERE _id = @id');
  const write = file.prepare(
    'INSERT INTO settings (_id, value) VALUES (@id, @value) ON CONFLICT (_id) DO UPDATE SET value = excluded.value',
  );
  const swap = file.prepare('UPDATE settings SET value = @value WHERE _id = @id AND value = @expected');
  const add = file.prepare('INSERT INTO settings (_id, value) VALUES (@id, @value) ON CONFLICT DO NOTHING');
  return {
    read: (name) =>
      file.read(() => {
        const row = read.first({ id: name });
        return row ? String(row.value) : undefined;
      }),
    write: async (name, value) => {
      await file.write(() => write.run({ id: name, value }));
    },
    replace: (id, expected, value) =>
      file.write(
        () => (expected === undefined ? add.run({ id, value }) : swap.run({ id, value, expected })) > 0,
      ),
  };
}
