import { formatDate, formatInstant } from '../../services/domain/calendar.ts';
import { type NonConformity, untreated } from '../../services/domain/service-clock.ts';
import { workingMs } from '../../services/domain/working-time.ts';
import type { CaseView } from '../case-view.ts';
import type { Element } from '../parts/card.ts';
import { sendTreatment, treatmentInputs } from '../parts/case-buttons.ts';
import { factRows } from '../parts/facts.ts';
import { paragraph } from '../parts/text.ts';
import { timeFacts, workingTime } from '../parts/time-words.ts';
import { deedOf, oneLine, type Words, wordsOf } from '../parts/words.ts';
import { openCase, type Rendered, said, smallCard, withCard } from './rendered.ts';

/** To specialist and desk lead: most of the promised time is gone. */
export function deadlineWarning(view: CaseView): Rendered {
  const words = wordsOf(view);
  const text = words.t('notice.deadline_warning.text', words.values);
  const rows = factRows(timeFacts(view, words), words.t);
  const shown = rows.length > 0 ? rows : [paragraph(text)];
  return withCard(text, smallCard(view, text, shown, [openCase(view, words)]));
}

function breachLines(one: NonConformity, view: CaseView, { t, lang, values }: Words): Element[] {
  const promised = view.procedure.service.kinds[view.case.kind];
  const duration = one.goal === 'resolution' ? promised?.resolution : promised?.firstResponse;
  const time = duration ? workingTime(workingMs(duration, view.procedure), view.procedure, t) : '';
  const at = formatInstant(one.dueAt ?? one.openedAt, view.procedure.timeZone, lang);
  return [
    paragraph(t(`notice.nonconformity.${one.goal}`, { ...values, promised: time }), { weight: 'Bolder' }),
    paragraph(t('notice.nonconformity.since', { at }), { spacing: 'Small' }),
  ];
}

/** To the desk lead: a breached deadline asks for its cause, its remedy and a new date. */
export function nonConformity(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, values } = words;
  const text = t('notice.nonconformity.text', values);
  const treats = view.allowed.has('treat_nonconformity');
  const body = [
    ...untreated(view.case).flatMap((one) => breachLines(one, view, words)),
    paragraph(t('notice.nonconformity.hold', values), { spacing: 'Small' }),
    ...(treats ? treatmentInputs(view, words) : []),
  ];
  const actions = [treats ? sendTreatment(view, words) : undefined, openCase(view, words)];
  return withCard(text, smallCard(view, text, body, actions));
}

/** To the requester: it is late, why, and by when it will be done. */
export function delay(view: CaseView): Rendered {
  const { t, lang, values } = wordsOf(view);
  const treated = view.case.nonConformities?.findLast((one) => one.treatedAt !== undefined);
  const cause = oneLine(treated?.cause ?? '', 400);
  const remedy = oneLine(treated?.remedy ?? '', 400);
  const date = treated?.newDate ? formatDate(treated.newDate, lang, { weekday: true }) : '';
  const lines = [
    t('notice.delay.text', { ...values, cause }),
    remedy ? t('notice.delay.remedy', { remedy }) : '',
    date ? t('notice.delay.promised', { date }) : '',
  ];
  return said(lines.filter((one) => one !== '').join('\n\n'));
}

/** To somebody whose authorisation was passed on: what was decided in their place. */
export function decidedForYou(view: CaseView): Rendered {
  const words = wordsOf(view);
  const deed = deedOf(view, ['authorise', 'not_authorise'], words.lang);
  const key = deed?.what === 'not_authorise' ? 'not_authorise' : 'authorise';
  return said(
    words.t(`notice.decided_for_you.${key}`, { ...words.values, by: '', when: '', ...deed?.values }),
  );
}
