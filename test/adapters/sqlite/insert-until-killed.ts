import { openSqliteStores } from '../../../services/adapters/sqlite/open-sqlite-stores.ts';
import { aCase } from '../../support/builders.ts';

/** Inserts cases into the folder named first, and prints each code once its insert was acknowledged, for ever. */
const [, , folder = '', prefix = ''] = process.argv;
const stores = await openSqliteStores(folder);
for (let n = 0; ; n += 8) {
  const inserts = Array.from({ length: 8 }, async (_, at) => {
    const code = `${prefix}-${String(n + at).padStart(6, '0')}`;
    await stores.cases.insert(aCase({ _id: code, remark: 'x'.repeat(2_000) }));
    process.stdout.write(`${code}\n`);
  });
  await Promise.all(inserts);
}
