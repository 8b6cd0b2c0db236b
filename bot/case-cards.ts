import type { CaseView, Viewer } from '../cards/case-view.ts';
import type { Case } from '../services/domain/case.ts';
import { relationsTo } from '../services/domain/lifecycle.ts';
import type { Actor, PersonRef, Relation } from '../services/domain/person.ts';
import type { Notice } from '../services/domain/work.ts';
import type { Desk } from '../services/usecases/desk.ts';

const FOR_DECIDERS: readonly Viewer[] = ['specialist', 'deskLead', 'requester', 'supervisor', 'recipient'];
const FOR_PEOPLE: readonly Viewer[] = ['requester', 'recipient', 'supervisor', 'specialist', 'deskLead'];

/** As whom each notice is read first, by somebody who is several things to the case. */
const READERS: Readonly<Partial<Record<Notice, readonly Viewer[]>>> = {
  authorisation: ['supervisor', 'deskLead'],
  delivery: ['recipient'],
  decision: FOR_DECIDERS,
  attention: FOR_DECIDERS,
  data_received: FOR_DECIDERS,
  handed_over: FOR_DECIDERS,
  reopened: FOR_DECIDERS,
  withdrawn: FOR_DECIDERS,
  undelivered: FOR_DECIDERS,
  lost_mail: FOR_DECIDERS,
  deadline_warning: FOR_DECIDERS,
  nonconformity: ['deskLead'],
  low_mark: ['deskLead'],
  authorisation_reminder: ['supervisor', 'deskLead'],
  decided_for_you: ['supervisor'],
  delivery_reminder: ['recipient'],
};

/** As whom a person sees a notice about the case. */
export function viewerOf(notice: Notice, about: Case, actor: Actor): Viewer {
  const relations: ReadonlySet<Relation> = relationsTo(about, actor);
  const order = READERS[notice] ?? FOR_PEOPLE;
  return order.find((viewer) => relations.has(viewer)) ?? order[0] ?? 'requester';
}

/** Where a person pressed a button of a card that is not among the case's posts: the card that says most to them. */
export function mainNotice(about: Case, actor: Actor): Notice {
  const relations = relationsTo(about, actor);
  if (relations.has('requester')) return about.dataRequest ? 'data_requested' : 'status';
  if (relations.has('specialist') || relations.has('deskLead')) return 'decision';
  return relations.has('recipient') ? 'delivery' : 'authorisation';
}

/** Everything that a card shows of the case to this person. Throws `directory_*` for a specialist's hand-over list. */
export async function caseViewOf(
  desk: Desk,
  notice: Notice,
  about: Case,
  actor: Actor,
  locale: string,
): Promise<CaseView> {
  const viewer = viewerOf(notice, about, actor);
  const allowed = desk.allowed(about, actor);
  const specialists: readonly PersonRef[] | undefined = allowed.has('hand_over')
    ? await desk.specialists()
    : undefined;
  return {
    case: about,
    procedure: desk.procedure,
    allowed,
    viewer,
    locale,
    now: desk.now(),
    viewerId: actor.person.id,
    ...(specialists && { specialists }),
  };
}
