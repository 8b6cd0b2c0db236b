import { renderCaseDetail } from '../../cards/case-detail.ts';
import type { CaseView, Viewer } from '../../cards/case-view.ts';
import type { Card } from '../../cards/parts/card.ts';
import type { Case } from '../../services/domain/case.ts';
import { relationsTo } from '../../services/domain/lifecycle.ts';
import type { Relation } from '../../services/domain/person.ts';
import type { Chat } from '../chat.ts';

/** As whom somebody who is several things to a case reads it in conversation. */
const READERS: readonly Viewer[] = ['requester', 'recipient', 'supervisor', 'specialist', 'deskLead'];

/** The case as it stands, for the person of this turn. Throws `directory_*` for a specialist's hand-over list. */
export async function caseCard(chat: Chat, value: Case): Promise<Card> {
  const { desk, asker, locale } = chat.turn;
  const relations: ReadonlySet<Relation> = relationsTo(value, asker.actor);
  const allowed = desk.allowed(value, asker.actor);
  const view: CaseView = {
    case: value,
    procedure: desk.procedure,
    allowed,
    viewer: READERS.find((one) => relations.has(one)) ?? 'requester',
    locale,
    now: desk.now(),
    viewerId: asker.actor.person.id,
    ...(allowed.has('hand_over') && { specialists: await desk.specialists() }),
  };
  return renderCaseDetail(view);
}
