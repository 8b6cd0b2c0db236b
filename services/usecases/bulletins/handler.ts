import type { BulletinData, BulletinKind, BulletinOf, BulletinPress } from '../../domain/bulletin.ts';
import type { Refusal } from '../../domain/command.ts';
import type { Language, Translate } from '../../locale/translate.ts';
import type { OfferedFile } from '../../ports/file-desk.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';

/** What a press makes of a bulletin. */
export interface BulletinChange<K extends BulletinKind> {
  readonly ok: true;
  /** The data afterwards; pure, applied to whatever the data is by then, perhaps more than once. */
  readonly change?: (data: BulletinData<K>) => BulletinData<K>;
  /** Whether nothing is left to be done with it: the card shrinks to a line. */
  readonly finished?: boolean;
  /** A file for whoever pressed, given in the chat after the card. */
  readonly gives?: OfferedFile;
}

/**
 * Does what a button says. `press` was checked for form alone, so its texts are checked here; who presses is the
 * addressee or a desk lead, read from the directory lately. A crash may repeat it: what it does elsewhere is idempotent.
 */
export type BulletinAct<K extends BulletinKind> = (
  deps: Deps,
  bulletin: BulletinOf<K>,
  press: BulletinPress,
  asker: Asker,
) => Promise<BulletinChange<K> | Refusal>;

/** What the desk does with one kind of bulletin beside drawing it. */
export interface BulletinHandler<K extends BulletinKind> {
  /** Its buttons, by `act`. */
  readonly acts: Readonly<Record<string, BulletinAct<K>>>;
  /**
   * Values for the e-mail that goes to somebody who cannot be reached in chat: texts `mail.bulletin.<kind>.subject`
   * and `.text`, which may also name `name` and `link`. Without it the mail tells only that there is news.
   */
  readonly mail?: (
    bulletin: BulletinOf<K>,
    words: { readonly t: Translate; readonly lang: Language; readonly timeZone: string },
  ) => Readonly<Record<string, string | number>>;
}
