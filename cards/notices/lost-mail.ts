import { lostMailsOf } from '../../services/domain/lost-mail.ts';
import type { CaseView } from '../case-view.ts';
import { caseButtons } from '../parts/case-buttons.ts';
import { lostMails } from '../parts/mails.ts';
import { paragraph } from '../parts/text.ts';
import { oneLine, wordsOf } from '../parts/words.ts';
import { openCase, type Rendered, smallCard, withCard } from './rendered.ts';

/** To the specialist: an e-mail of the desk did not arrive, and what can be done about it here. */
export function lostMail(view: CaseView): Rendered {
  const words = wordsOf(view);
  const { t, lang, values } = words;
  const names = lostMailsOf(view.case).map((one) => oneLine(one.to.name));
  const whom = new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
  const text = t(names.length > 0 ? 'notice.lost_mail.text' : 'notice.lost_mail.over', { ...values, whom });
  return withCard(
    text,
    smallCard(
      view,
      text,
      [...lostMails(view, words), names.length === 0 ? paragraph(text) : undefined],
      [...caseButtons(view, words, ['resend_mail', 'record_answer']), openCase(view, words)],
    ),
  );
}
