import type { Bulletin, BulletinKind } from '../services/domain/bulletin.ts';
import { accountImport, accountImportLine } from './bulletins/account-import.ts';
import type { BulletinView } from './bulletins/bulletin-view.ts';
import { contractEnd, contractEndLine } from './bulletins/contract-end.ts';
import { digest, digestLine } from './bulletins/digest.ts';
import { strayMail, strayMailLine } from './bulletins/stray-mail.ts';
import type { Rendered } from './notices/rendered.ts';

interface BulletinFile<K extends BulletinKind> {
  readonly stands: (view: BulletinView<K>) => Rendered;
  /** The line that is left of it once it is finished. */
  readonly finished: (view: BulletinView<K>) => Rendered;
}

/** What each kind of bulletin looks like. A new kind is a row and a file in `bulletins/`. */
const BULLETIN_FILES: { readonly [K in BulletinKind]: BulletinFile<K> } = {
  digest: { stands: digest, finished: digestLine },
  stray_mail: { stands: strayMail, finished: strayMailLine },
  account_import: { stands: accountImport, finished: accountImportLine },
  contract_end: { stands: contractEnd, finished: contractEndLine },
};

/** A bulletin as its message shows it now. */
export function renderBulletin(
  bulletin: Bulletin,
  context: Omit<BulletinView<BulletinKind>, 'bulletin'>,
): Rendered {
  return drawn({ ...context, bulletin });
}

function drawn<K extends BulletinKind>(view: BulletinView<K>): Rendered {
  const file: BulletinFile<K> = BULLETIN_FILES[view.bulletin.kind];
  return view.bulletin.finished ? file.finished(view) : file.stands(view);
}
