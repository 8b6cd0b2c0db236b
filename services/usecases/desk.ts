import type { AccountQuery } from '../domain/account-query.ts';
import type { Bulletin, BulletinPress } from '../domain/bulletin.ts';
import type { Case, Fields, Kind, Target } from '../domain/case.ts';
import type { Command, CommandName, Refusal } from '../domain/command.ts';
import type { FigureName, Only } from '../domain/figure-names.ts';
import type { Days, Dimension } from '../domain/indicators.ts';
import type { AccountList as AccountsToEnd } from '../domain/mass.ts';
import type { Actor, PersonRef } from '../domain/person.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { WrittenTable } from '../domain/table.ts';
import type { CaseFilter, CasePage } from '../ports/case-store.ts';
import type {
  AttachedFile,
  FetchProblem,
  FileToGive,
  IncomingFile,
  OfferedFile,
} from '../ports/file-desk.ts';
import type { KnownPerson } from '../ports/people-store.ts';
import type { TableFile, TableFormat } from '../ports/table-files.ts';
import type { CodeCheck } from './check-code.ts';
import type { ImportSource } from './import/start-import.ts';
import type { IndicatorReport } from './indicators.ts';
import type { FileList } from './mass/list-from-file.ts';
import type { BulletinOutcome } from './press-bulletin.ts';
import type { AccountList } from './query-accounts.ts';
import type { Difference } from './settle-difference.ts';
import type { Substitute } from './substitutes.ts';

/** The authenticated sender, as the directory knows them. */
export interface Asker {
  readonly actor: Actor;
  readonly department: string;
  readonly position: string;
  readonly manager?: PersonRef;
  /** False where the directory could not be read and what is known is over 15 minutes old: no deciding then. */
  readonly fresh: boolean;
}

/** A request as the conversation leaves it: complete, checked field by field, confirmed. */
export interface NewCase {
  readonly draftId: string;
  readonly kind: Kind;
  readonly fields: Fields;
  readonly locale: string;
  /** What was said beside the fields. */
  readonly note?: string;
}

export type CommandOutcome =
  | { readonly ok: true; readonly case: Case }
  /** `case` is the case as it stands, where the actor may see it. */
  | (Refusal & { readonly case?: Case });

/**
 * What the chat and the cards can ask of the desk: the use cases, bound to their adapters. Everything may throw
 * `AppError`; every expected "no" is a returned `Refusal`.
 */
export interface Desk {
  readonly procedure: Procedure;
  /** Today's date where the entity is, on the desk's clock. */
  today(): string;
  now(): string;
  /** The sender of an activity by directory id; undefined for somebody whom the directory does not know. */
  whoIs(directoryId: string): Promise<Asker | undefined>;
  /** People whose names have all of the words, accents, capitals and order ignored; at most `limit`. */
  matchPeople(typed: string, limit?: number): Promise<readonly KnownPerson[]>;
  personByAddress(address: string): Promise<KnownPerson | undefined>;
  personById(id: string): Promise<KnownPerson | undefined>;
  /** Specialists of the desk, for a hand-over. */
  specialists(): Promise<readonly PersonRef[]>;
  /** Whether the kind of request may be made about this account by this asker; what the directory says of it. */
  checkTarget(
    kind: Kind,
    accountId: string,
    asker: Asker,
  ): Promise<{ readonly ok: true; readonly target: Target } | Refusal>;
  /** Opens the case; the same draft again answers the case already opened. */
  openCase(
    request: NewCase,
    asker: Asker,
  ): Promise<{ readonly ok: true; readonly case: Case; readonly repeated: boolean } | Refusal>;
  /** The case that the asker's draft became; undefined while it is a draft. */
  caseOfDraft(draftId: string, asker: Asker): Promise<Case | undefined>;
  /** Whether the asker may ask for a mass deactivation at all. */
  mayAskMass(asker: Asker): Promise<{ readonly ok: true } | Refusal>;
  /** Keeps what a query finds in the register as the list of a draft, as far as the asker may see it. */
  listFromQuery(
    asker: Asker,
    asked: { readonly listId: string; readonly query: AccountQuery; readonly words: string },
  ): Promise<{ readonly ok: true; readonly list: AccountsToEnd } | Refusal>;
  /** Keeps the accounts that a file names as the list of a draft. */
  listFromFile(
    asker: Asker,
    file: { readonly listId: string; readonly path: string; readonly name: string },
  ): Promise<FileList>;
  /** The whole list of a mass deactivation as a workbook for the asker, as it stands. */
  massFile(
    code: string,
    asker: Asker,
    locale: string,
  ): Promise<{ readonly ok: true; readonly file: OfferedFile } | Refusal>;
  /** Gives a case a command. `stage` is the card's; undefined where the command was said in chat. */
  command(code: string, command: Command, asker: Asker, stage?: number): Promise<CommandOutcome>;
  /** A case that the asker may see, by code or by the number as people say it ("12", "MS-2026-12"). */
  findCase(said: string, asker: Asker): Promise<Case | undefined>;
  listCases(
    filter: CaseFilter,
    page: { readonly limit: number; readonly before?: string },
  ): Promise<CasePage>;
  /** A page of the register, as far as the asker may see it. */
  accounts(
    asker: Asker,
    query: AccountQuery,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<AccountList | Refusal>;
  /** Everything that a query finds within the asker's sight, as a file for them to take. */
  exportAccounts(
    asker: Asker,
    query: AccountQuery,
    format: TableFormat,
    locale: string,
  ): Promise<{ readonly ok: true; readonly file: OfferedFile } | Refusal>;
  /** Takes the directory's word into the register where the two differ, for a desk lead. */
  settleDifference(asker: Asker, difference: Difference): Promise<{ readonly ok: true } | Refusal>;
  /** Begins an import into the register, for a desk lead; its card says how it goes on. */
  importAccounts(asker: Asker, from: ImportSource): Promise<{ readonly ok: true } | Refusal>;
  /** Lets somebody else authorise in the asker's place, from one day to another, both included (`YYYY-MM-DD`). */
  nameSubstitute(
    asker: Asker,
    named: { readonly personId: string; readonly from: string; readonly until: string },
  ): Promise<{ readonly ok: true; readonly substitute: Substitute } | Refusal>;
  /** The record of a case as a PDF for the asker, in the language of the locale; `said` names the case. */
  exportRecord(
    said: string,
    asker: Asker,
    locale: string,
  ): Promise<{ readonly ok: true; readonly case: string; readonly file: OfferedFile } | Refusal>;
  /** The files that came by e-mail about a case, for the desk's own people; `said` names the case. */
  mailFiles(
    said: string,
    asker: Asker,
  ): Promise<{ readonly ok: true; readonly files: readonly OfferedFile[] } | Refusal>;
  /** What the verification code of a record proves; `said` is the code as people type it. */
  checkCode(said: string): Promise<CodeCheck>;
  /** An instant as the entity's clocks show it. */
  instantInWords(instant: string, locale: string): string;
  /** Keeps a file for the asker; `Reply.file` of a turn, or `gives` of a bulletin's press, puts it before them. */
  offerFile(file: FileToGive, asker: Asker): Promise<OfferedFile>;
  /** Fetches what the asker attached to a message. */
  fetchFile(
    file: AttachedFile,
    asker: Asker,
  ): Promise<
    | { readonly ok: true; readonly file: IncomingFile }
    | { readonly ok: false; readonly problem: FetchProblem }
  >;
  /** A file that the asker attached within the last day. */
  incomingFile(id: string, asker: Asker): Promise<IncomingFile | undefined>;
  /** A bulletin that the asker may see: their own, or any for a desk lead. */
  bulletin(id: string, asker: Asker): Promise<Bulletin | undefined>;
  /** Does what a button of a bulletin's card says; `stage` is the card's. */
  pressBulletin(id: string, press: BulletinPress, asker: Asker, stage: number): Promise<BulletinOutcome>;
  /** The indicators of a period, split as asked for, for a desk lead. */
  indicators(
    asker: Asker,
    days: Days,
    splits?: readonly Dimension[],
  ): Promise<{ readonly ok: true; readonly report: IndicatorReport } | Refusal>;
  /** A page of the cases behind one of their figures, latest day first. */
  casesBehind(
    asker: Asker,
    figure: { readonly days: Days; readonly name: FigureName; readonly only?: Only },
    page: { readonly limit: number; readonly before?: string },
  ): Promise<{ readonly ok: true; readonly page: CasePage } | Refusal>;
  /** A table as a file, in the customs of a language; what `offerFile` then gives. */
  writeTable(table: WrittenTable, format: TableFormat, locale: string): Promise<TableFile>;
  /** The commands that the asker could give the case now. */
  allowed(value: Case, actor: Actor): ReadonlySet<CommandName>;
  /** Mints the first access of a delivered account, for the recipient alone. */
  reveal(
    code: string,
    asker: Asker,
    stage: number,
  ): Promise<
    | {
        readonly ok: true;
        readonly case: Case;
        readonly address: string;
        readonly secret: string;
        readonly kind: 'password' | 'access_pass';
        readonly expiresAt?: string;
      }
    | (Refusal & { readonly case?: Case })
  >;
}
