import type { BulletinKind, BulletinOf } from '../../services/domain/bulletin.ts';
import type { Procedure } from '../../services/domain/procedure.ts';

/** Everything that the card of a bulletin may show. */
export interface BulletinView<K extends BulletinKind> {
  readonly bulletin: BulletinOf<K>;
  readonly procedure: Procedure;
  readonly locale: string;
  /** UTC instant on the desk's clock. */
  readonly now: string;
}
