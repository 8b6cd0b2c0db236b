import { formatDate } from '../../services/domain/calendar.ts';
import { mailboxWarnings } from '../../services/domain/mailbox-findings.ts';
import type { CaseView } from '../case-view.ts';
import type { Element } from './card.ts';
import { heading, paragraph } from './text.ts';
import type { Words } from './words.ts';

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

function weight(bytes: number, lang: string): string {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  return bytes < GIGABYTE ? `${number.format(bytes / MEGABYTE)} MB` : `${number.format(bytes / GIGABYTE)} GB`;
}

/** What was found out about the mailbox, and what it means for the decision; empty for other requests. */
export function mailboxWords(view: CaseView, { t, lang }: Words): Element[] {
  const { findings } = view.case;
  if (!findings) return [];
  const size = weight(findings.bytes ?? 0, lang);
  const date = findings.reportedOn ? formatDate(findings.reportedOn, lang) : '';
  const asked = (view.procedure.kinds[view.case.kind]?.confirms ?? []).includes('no_hold');
  return [
    heading(t('card.heading.mailbox')),
    ...(findings.bytes === undefined ? [] : [paragraph(t('card.mailbox.size', { size, date }))]),
    ...mailboxWarnings(findings).map((one) =>
      paragraph(t(`card.mailbox.${one === 'unread' ? findings.unread : one}`), {
        weight: 'Bolder',
        spacing: 'Small',
      }),
    ),
    ...(asked ? [] : [paragraph(t('card.mailbox.hold'), { size: 'Small', spacing: 'Small' })]),
  ];
}
