import type { Case } from '../../domain/case.ts';
import type { PrintedDocument, PrintedSection } from '../../domain/printed-document.ts';
import { verificationCode } from '../../domain/verification.ts';
import type { Deps } from '../deps.ts';
import { SECTIONS } from './record-sections.ts';
import { type RecordWords, recordWords } from './record-words.ts';

/** For whom a record is: the desk sees everything, whoever asked what concerns them, others a little less. */
export type Reader = 'desk' | 'requester' | 'other';

/** What the sections of a record are made of. */
export interface RecordView {
  readonly case: Case;
  readonly reader: Reader;
  readonly words: RecordWords;
  readonly procedure: Deps['procedure'];
  /** UTC instant on the desk's clock. */
  readonly now: string;
  /** Names of those to whom messages went, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** A case's whole record as a document, in one language, with its verification code. */
export function caseRecord(
  deps: Pick<Deps, 'procedure' | 'clock' | 'historyKey'>,
  value: Case,
  reader: Reader,
  locale: string,
  names: ReadonlyMap<string, string> = new Map(),
): PrintedDocument {
  const { procedure } = deps;
  const known = new Map([...participants(value), ...names]);
  const words = recordWords(locale, procedure.timeZone, known);
  const now = deps.clock.deskNow();
  const { t } = words;
  const view: RecordView = { case: value, reader, words, procedure, now, names: known };
  const code = verificationCode(value, deps.historyKey);
  const made = words.at(now);
  return {
    lang: words.lang === 'es' ? `es-${procedure.country}` : 'en',
    title: t('record.title', { code: value._id }),
    issuer: procedure.name,
    above: t('record.above'),
    below: [t(`case.kind.${value.kind}`), subjectOf(value), t('record.made', { made })]
      .filter(Boolean)
      .join(' · '),
    proof: { label: t('record.code'), code, note: t('record.codeNote') },
    sections: SECTIONS.flatMap((make): PrintedSection[] => {
      const section = make(view);
      return section && section.blocks.length > 0 ? [section] : [];
    }),
    foot: t('record.foot', { code: value._id, made, proof: code }),
    pageOf: t('record.pageOf'),
    madeAt: now,
  };
}

/** Names of those who have a part in the case, or did something on it, by id. */
function participants(value: Case): readonly (readonly [string, string])[] {
  const { requester, supervisor, assignee, target, delivery, account, passedOn, history } = value;
  const parties = [
    ...[requester, supervisor, assignee, target, delivery?.recipient, account],
    ...(passedOn ?? []).map((one) => one.from),
    ...history.map((one) => one.by),
  ];
  return parties.flatMap((one) => (one?.name ? [[one.id, one.name] as const] : []));
}

/** Whom or what the case is about. */
function subjectOf({ fields, target }: Case): string {
  return fields.holderName?.value ?? target?.name ?? fields.account?.shown ?? '';
}
