import type { BulletinKind } from '../../domain/bulletin.ts';
import { accountImportHandler } from './account-import.ts';
import { contractEndHandler } from './contract-end.ts';
import { digestHandler } from './digest.ts';
import type { BulletinHandler } from './handler.ts';
import { strayMailHandler } from './stray-mail.ts';

/** What the desk does with each kind of bulletin. A new kind is a row and a file. */
const HANDLERS: { readonly [K in BulletinKind]: BulletinHandler<K> } = {
  digest: digestHandler,
  stray_mail: strayMailHandler,
  contract_end: contractEndHandler,
  account_import: accountImportHandler,
};

/** The handler of a kind. */
export function handlerOf<K extends BulletinKind>(kind: K): BulletinHandler<K> {
  return HANDLERS[kind];
}
