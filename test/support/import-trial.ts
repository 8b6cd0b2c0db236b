import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BulletinOf } from '../../services/domain/bulletin.ts';
import { type ImportWork, importWork, startImport } from '../../services/usecases/import/start-import.ts';
import type { DeskHarness } from './desk-harness.ts';

/** An import in a desk without a chat: what Ricardo's card says, and its buttons. */
export interface ImportTrial {
  readonly work: ImportWork;
  card(): Promise<BulletinOf<'account_import'>>;
  press(act: string): Promise<unknown>;
}

/** Begins the import of a list as Ricardo attaches it, and reads it. */
export async function importOf(desk: DeskHarness, list: string): Promise<ImportTrial> {
  const ricardo = await desk.as('ricardo');
  const fetched = await served(list, (url) => desk.desk.fetchFile({ name: 'cuentas.csv', url }, ricardo));
  if (!fetched.ok) throw new TypeError(fetched.problem);
  await startImport(desk.deps, ricardo, { source: 'file', name: 'cuentas.csv', fileId: fetched.file.id });
  const id = `account_import:${desk.idOf('ricardo')}:${fetched.file.id}`;
  const work = importWork(desk.deps);
  await work.runDue();
  const card = async () => {
    const found = await desk.stores.bulletins.get(id);
    if (!found) throw new TypeError('no card');
    return found as BulletinOf<'account_import'>;
  };
  const press = async (act: string) => {
    const { stage } = await card();
    return desk.desk.pressBulletin(id, { act, row: '', values: {}, rows: {} }, ricardo, stage);
  };
  return { work, card, press };
}

async function served<T>(content: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_request, response) => response.end(content));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/cuentas.csv`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
