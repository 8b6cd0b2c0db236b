import { formatInstant, todayIn } from '../domain/calendar.ts';
import type { Command, CommandName } from '../domain/command.ts';
import { refuse } from '../domain/command.ts';
import { allowedCommands, maySee } from '../domain/lifecycle.ts';
import { nameWords } from '../domain/names.ts';
import { languageOf } from '../locale/translate.ts';
import { checkCode } from './check-code.ts';
import { checkTarget } from './check-target.ts';
import { commandCase } from './command-case.ts';
import type { Deps } from './deps.ts';
import type { Asker, CommandOutcome, Desk } from './desk.ts';
import { exportAccounts } from './export-accounts.ts';
import { exportRecord } from './export-record.ts';
import { findCase } from './find-case.ts';
import { startImport } from './import/start-import.ts';
import { casesBehindFigure, readIndicators } from './indicators.ts';
import { listFromFile } from './mass/list-from-file.ts';
import { listFromQuery } from './mass/list-from-query.ts';
import { scopeOf } from './mass/mass-of-list.ts';
import { offerMassFile } from './mass/offer-mass-file.ts';
import { offerMailFiles } from './offer-mail-files.ts';
import { openCase } from './open-case.ts';
import { pressBulletin, seeBulletin } from './press-bulletin.ts';
import { queryAccounts } from './query-accounts.ts';
import { revealAccess } from './reveal-access.ts';
import { roleMembers } from './role-members.ts';
import { settleDifference } from './settle-difference.ts';
import { nameSubstitute } from './substitutes.ts';
import { whoIs } from './who-is.ts';

/** Commands for which stale roles are not good enough. */
const DECIDING: readonly CommandName[] = [
  'authorise',
  'not_authorise',
  'approve',
  'reject',
  'request_data',
  'record_answer',
  'take',
  'hand_over',
  'step_by_hand',
  'retry',
  'return_mail',
  'skip_mail',
  'resolve_by_hand',
  'treat_nonconformity',
  'narrow',
  'release_brake',
  'return_all',
  'approve_return',
];

/** The desk's use cases bound to what they stand on. */
export function createDesk(deps: Deps): Desk {
  return {
    procedure: deps.procedure,
    today: () => todayIn(deps.procedure.timeZone, deps.clock.deskNow()),
    now: () => deps.clock.deskNow(),
    whoIs: (id) => whoIs(deps, id),
    matchPeople: (typed, limit = 6) => deps.people.withWords(nameWords(typed), limit),
    personByAddress: (address) => deps.people.byAddress(address.toLowerCase()),
    personById: (id) => deps.people.get(id),
    specialists: () => roleMembers(deps, 'specialist'),
    checkTarget: (kind, accountId, asker) => checkTarget(deps, kind, accountId, asker),
    openCase: (request, asker) => openCase(deps, request, asker),
    caseOfDraft: async (draftId, asker) => {
      const value = await deps.cases.byDraft(draftId);
      return value?.requesterId === asker.actor.person.id ? value : undefined;
    },
    command: (code, command, asker, stage) => commandOf(deps, code, command, asker, stage),
    findCase: (said, asker) => findCase(deps, said, asker),
    listCases: (filter, page) => deps.cases.list(filter, page),
    mayAskMass: async (asker) => ((await scopeOf(deps, asker)) ? { ok: true } : refuse('mass_asker')),
    massFile: (code, asker, locale) => offerMassFile(deps, code, asker, locale),
    listFromQuery: (asker, asked) => listFromQuery(deps, asker, asked),
    listFromFile: (asker, file) => listFromFile(deps, asker.actor.person.id, file),
    accounts: (asker, query, page) => queryAccounts(deps, asker, query, page),
    exportAccounts: (asker, query, format, locale) => exportAccounts(deps, asker, query, format, locale),
    settleDifference: (asker, difference) => settleDifference(deps, asker, difference),
    importAccounts: (asker, from) => startImport(deps, asker, from),
    nameSubstitute: (asker, named) => nameSubstitute(deps, asker, named),
    mailFiles: (said, asker) => offerMailFiles(deps, said, asker),
    exportRecord: (said, asker, locale) => exportRecord(deps, said, asker, locale),
    checkCode: (said) => checkCode(deps, said),
    instantInWords: (instant, locale) => formatInstant(instant, deps.procedure.timeZone, languageOf(locale)),
    offerFile: (file, asker) => deps.files.offer(file, asker.actor.person.id),
    fetchFile: (file, asker) => deps.files.fetch(file, asker.actor.person.id),
    incomingFile: (id, asker) => deps.files.incoming(id, asker.actor.person.id),
    bulletin: (id, asker) => seeBulletin(deps, id, asker),
    pressBulletin: (id, press, asker, stage) => pressBulletin(deps, id, press, asker, stage),
    indicators: (asker, days, splits) => readIndicators(deps, asker, days, splits),
    casesBehind: (asker, figure, page) => casesBehindFigure(deps, asker, figure, page),
    writeTable: (table, format, locale) => deps.tables.write(table, format, locale),
    allowed: allowedCommands,
    reveal: (code, asker, stage) =>
      asker.fresh ? revealAccess(deps, code, asker, stage) : Promise.resolve(refuse('directory_unread')),
  };
}

async function commandOf(
  deps: Deps,
  code: string,
  command: Command,
  asker: Asker,
  stage?: number,
): Promise<CommandOutcome> {
  if (DECIDING.includes(command.name) && !asker.fresh) {
    const value = await deps.cases.get(code);
    return value && maySee(value, asker.actor)
      ? { ...refuse('directory_unread'), case: value }
      : refuse('unknown_case');
  }
  if (command.name !== 'hand_over') return commandCase(deps, code, command, asker.actor, stage);
  const to = (await roleMembers(deps, 'specialist')).find((one) => one.id === command.to.id);
  return to
    ? commandCase(deps, code, { name: 'hand_over', to }, asker.actor, stage)
    : refuse('not_a_specialist');
}
