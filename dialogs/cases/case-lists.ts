import type { CaseListName } from '../../cards/actions.ts';
import { PAGE, renderCaseList } from '../../cards/case-list.ts';
import type { Card } from '../../cards/parts/card.ts';
import type { Case } from '../../services/domain/case.ts';
import type { CommandName } from '../../services/domain/command.ts';
import { foldName } from '../../services/domain/names.ts';
import type { CaseFilter } from '../../services/ports/case-store.ts';
import type { Chat } from '../chat.ts';

/** How many of the asker's latest cases are looked through for the one that is meant. */
const LOOKED_THROUGH = 50;

function filterOf({ turn }: Chat, list: CaseListName): CaseFilter | undefined {
  const { person, roles } = turn.asker.actor;
  const ofDesk = roles.includes('specialist') || roles.includes('deskLead');
  const filters: Readonly<Record<CaseListName, CaseFilter | undefined>> = {
    mine: { by: 'requester', personId: person.id },
    team: { by: 'supervisor', personId: person.id, open: true },
    assigned: ofDesk ? { by: 'assignee', personId: person.id, open: true } : undefined,
    open: ofDesk ? { by: 'open' } : undefined,
  };
  return filters[list];
}

/** A page of a list; undefined where it is not the asker's to see. */
export async function listCard(chat: Chat, list: CaseListName, before = ''): Promise<Card | undefined> {
  const filter = filterOf(chat, list);
  if (!filter) return undefined;
  const { desk, locale } = chat.turn;
  const page = await desk.listCases(filter, { limit: PAGE, ...(before !== '' && { before }) });
  const more = { cases: page.cases, ...(page.next !== undefined && { next: page.next }) };
  return renderCaseList({ list, ...more, later: before !== '' }, { procedure: desk.procedure, locale });
}

/** The asker's own cases, newest first; those to which they could give the command now, where one is named. */
export async function ownCases({ turn }: Chat, command?: CommandName): Promise<readonly Case[]> {
  const { actor } = turn.asker;
  const page = await turn.desk.listCases(
    { by: 'requester', personId: actor.person.id },
    { limit: LOOKED_THROUGH },
  );
  return command === undefined
    ? page.cases
    : page.cases.filter((one) => turn.desk.allowed(one, actor).has(command));
}

/** Whom or what a case is about, as people call it; '' where it is about nobody. */
export function subjectOf(value: Case): string {
  return value.fields.holderName?.value ?? value.target?.name ?? value.fields.account?.shown ?? '';
}

/** Those of the cases that are about the person named; all of them where none is. */
export function aboutPerson(cases: readonly Case[], name: string | undefined): readonly Case[] {
  if (name === undefined) return cases;
  const words = foldName(name).split(' ');
  const named = cases.filter((one) => words.every((word) => foldName(subjectOf(one)).includes(word)));
  return named.length > 0 ? named : cases;
}
