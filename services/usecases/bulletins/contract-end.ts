import type { ContractWatch, RegisteredAccount } from '../../domain/account.ts';
import type { BulletinOf } from '../../domain/bulletin.ts';
import {
  CONTRACT_PAGE,
  type ContractEndData,
  type ContractRow,
  wantsAnswer,
  withRows,
} from '../../domain/bulletins/contract-end.ts';
import { formatDate } from '../../domain/calendar.ts';
import { changeEntry } from '../account-facts.ts';
import type { Deps } from '../deps.ts';
import type { Asker } from '../desk.ts';
import { extendContract } from '../extend-contract.ts';
import { roleMembers } from '../role-members.ts';
import { rowOf, spreadRow, tellContractEnds } from '../tell-contract-ends.ts';
import type { BulletinAct, BulletinHandler } from './handler.ts';

type Changes = Record<string, Partial<ContractRow>>;
type Typed = Readonly<Record<string, string>>;

/** What one row's answer came to. */
async function answer(
  deps: Deps,
  row: ContractRow,
  typed: Typed,
  asker: Asker,
): Promise<Partial<ContractRow>> {
  const entry = await deps.register.get(row.id);
  if (entry && (entry.contractEnd ?? '') > row.end)
    return { status: 'extending', until: entry.contractEnd, caseId: entry.lastCase };
  if (!entry || entry.contractEnd !== row.end) return { problem: 'moved' };
  if (!answersFor(entry, row, asker)) return { problem: 'moved' };
  switch (typed.answer) {
    case 'confirm':
      if (row.status === 'ended') return {};
      await keep(deps, entry, { answer: 'confirmed', answeredBy: asker.actor.person });
      return { status: 'confirmed' };
    case 'not_mine':
      return row.why === 'not_mine' ? {} : toTheDesk(deps, entry, asker);
    case 'extend':
      return extend(deps, entry, row, typed, asker);
    default:
      return {};
  }
}

/** The holder's supervisor still, or somebody to whom the account was put in a supervisor's place. */
function answersFor(entry: RegisteredAccount, row: ContractRow, { actor }: Asker): boolean {
  return row.why !== 'own' || actor.roles.includes('deskLead') || entry.supervisorId === actor.person.id;
}

async function keep(deps: Deps, seen: RegisteredAccount, change: Partial<ContractWatch>): Promise<void> {
  await changeEntry(deps, seen._id, (entry) =>
    entry.contractEnd === seen.contractEnd && entry.contractEnd
      ? { ...entry, watch: { ...(entry.watch ?? { end: entry.contractEnd, told: 0 }), ...change } }
      : undefined,
  );
}

/** "No es de mi equipo": the desk leads have it, each with a row of their own. */
async function toTheDesk(deps: Deps, entry: RegisteredAccount, asker: Asker): Promise<Partial<ContractRow>> {
  const { person } = asker.actor;
  const leads = (await roleMembers(deps, 'deskLead')).map((one) => one.id).filter((id) => id !== entry._id);
  await keep(deps, entry, {
    answer: 'not_mine',
    answeredBy: person,
    asked: [...new Set([...(entry.watch?.asked ?? []), ...leads])],
  });
  for (const id of leads) await tellContractEnds(deps, id, [rowOf(entry, 'not_mine', person.name)]);
  return { status: 'not_mine' };
}

async function extend(
  deps: Deps,
  entry: RegisteredAccount,
  row: ContractRow,
  typed: Typed,
  asker: Asker,
): Promise<Partial<ContractRow>> {
  const wanted = { until: typed.until ?? '', contract: typed.contract ?? '' };
  const outcome = await extendContract(deps, entry, wanted, asker);
  const waits = row.status === 'ended' ? 'ended' : 'extend';
  if (!outcome.ok) {
    // The first time only the choice was offered: what is wanted besides is asked for, which is no reproach.
    const first = outcome.problem === 'details' && row.status !== 'extend';
    return { status: waits, ...(!first && { problem: outcome.problem }) };
  }
  const { status, caseId, until } = outcome;
  await keep(deps, entry, { answer: 'extending', answeredBy: asker.actor.person, caseId });
  return { status, caseId, until };
}

async function answerRows(
  deps: Deps,
  bulletin: BulletinOf<'contract_end'>,
  answers: ReadonlyMap<string, Typed>,
  asker: Asker,
): Promise<Changes> {
  const changes: Changes = {};
  for (const row of bulletin.data.rows) {
    const typed = answers.get(row.id);
    if (!typed || !wantsAnswer(row)) continue;
    const change = await answer(deps, row, typed, asker);
    if (Object.keys(change).length === 0) continue;
    changes[row.id] = change;
    const others = ((await deps.register.get(row.id))?.watch?.asked ?? []).filter(
      (id) => id !== bulletin.personId,
    );
    if (change.status && !wantsAnswer({ status: change.status }) && change.status !== 'not_mine')
      await spreadRow(deps, others, row.id, change);
  }
  return changes;
}

const changeWith = (changes: Changes, page: (data: ContractEndData) => number) => ({
  ok: true as const,
  change: (data: ContractEndData) => {
    const next = withRows(data, changes);
    return { ...next, page: page(next) };
  },
});

/** Answers what was chosen in the rows that the card shows. */
const send: BulletinAct<'contract_end'> = async (deps, bulletin, press, asker) => {
  const answers = new Map(Object.entries(press.rows).map(([id, typed]) => [id, implied(typed)]));
  const changes = await answerRows(deps, bulletin, answers, asker);
  const finished = !withRows(bulletin.data, changes).rows.some(wantsAnswer);
  return { ...changeWith(changes, (data) => data.page), ...(finished && { finished }) };
};

/** Who fills in a new date has said that it is extended. */
const implied = (typed: Typed): Typed =>
  typed.answer === undefined && (typed.until || typed.contract) ? { ...typed, answer: 'extend' } : typed;

/** Answers what was chosen and turns to the next page. */
const next: BulletinAct<'contract_end'> = async (deps, bulletin, press, asker) => {
  const answers = new Map(Object.entries(press.rows).map(([id, typed]) => [id, implied(typed)]));
  const changes = await answerRows(deps, bulletin, answers, asker);
  return changeWith(changes, (data) => (data.page + 1) % pagesOf(data));
};

/** Confirms the end of everybody who stands on this page without an answer. */
const allEnd: BulletinAct<'contract_end'> = async (deps, bulletin, _press, asker) => {
  const shown = shownRows(bulletin.data).filter((one) => one.status === 'open');
  const answers = new Map(shown.map((one): [string, Typed] => [one.id, { answer: 'confirm' }]));
  const changes = await answerRows(deps, bulletin, answers, asker);
  const finished = !withRows(bulletin.data, changes).rows.some(wantsAnswer);
  return { ...changeWith(changes, (data) => data.page), ...(finished && { finished }) };
};

const pagesOf = ({ rows }: ContractEndData) => Math.max(1, Math.ceil(rows.length / CONTRACT_PAGE));
const shownRows = ({ rows, page }: ContractEndData) =>
  rows.slice(page * CONTRACT_PAGE, (page + 1) * CONTRACT_PAGE);

/** Contracts that end: extend, confirm, not mine, for one person or for a page of them. */
export const contractEndHandler: BulletinHandler<'contract_end'> = {
  acts: { send, next, all_end: allEnd },
  mail: ({ data }, { lang }) => ({
    count: data.rows.filter(wantsAnswer).length,
    day: formatDate(data.rows.find(wantsAnswer)?.end ?? data.day, lang, { weekday: true }),
  }),
};
