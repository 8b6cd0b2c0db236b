import { randomUUID } from 'node:crypto';
import type { ChosenIntent, FeedbackStore } from '../../ports/feedback-store.ts';
import { chosenIntent } from '../new-documents.ts';
import { parseDoc, type SqliteFile, type Statement } from './sqlite-file.ts';

/** How many rows one read takes. */
const PAGE = 500;

/** Every statement of the feedback store. */
export const FEEDBACK_SQL = {
  add: 'INSERT INTO feedback (_id, doc) VALUES (@id, @doc)',
  page: `SELECT _id, doc FROM feedback WHERE _id > @after ORDER BY _id LIMIT ${PAGE}`,
} as const;

/** `FeedbackStore` on the embedded file; ids are random, so that their order tells nothing. */
export function sqliteFeedbackStore(file: SqliteFile): FeedbackStore {
  const add = file.prepare(FEEDBACK_SQL.add);
  const page = file.prepare(FEEDBACK_SQL.page);
  return {
    add: async (example) => {
      const row = { id: randomUUID(), doc: JSON.stringify(chosenIntent(example)) };
      await file.write(() => add.run(row));
    },
    all: () => all(file, page),
  };
}

async function* all(file: SqliteFile, page: Statement): AsyncIterable<ChosenIntent> {
  let after = '';
  for (;;) {
    const from = after;
    const rows = await file.read(() => page.all({ after: from }));
    for (const row of rows) yield parseDoc<ChosenIntent>(file, row.doc);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = String(last._id);
  }
}
