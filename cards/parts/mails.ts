import type { IActionSet } from '@microsoft/teams.cards';
import { formatInstant } from '../../services/domain/calendar.ts';
import type { Case } from '../../services/domain/case.ts';
import type { CaseMail, LostMail, MailFile } from '../../services/domain/case-mail.ts';
import { lostMailsOf } from '../../services/domain/lost-mail.ts';
import type { CaseView } from '../case-view.ts';
import { type Element, execute } from './card.ts';
import { heading, line, paragraph, run } from './text.ts';
import { oneLine, type Words } from './words.ts';

/** Files of all mails that a card names; the rest are counted. */
const SHOWN = 8;
const small = { size: 'Small' } as const;

/** "120 KB", "2,4 MB". */
function sizeOf(bytes: number, lang: Words['lang']): string {
  const [unit, by, digits] = bytes < 1e6 ? (['KB', 1e3, 0] as const) : (['MB', 1e6, 1] as const);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: digits });
  return `${number.format(Math.max(bytes / by, 1))} ${unit}`;
}

function fileRow({ name, bytes, left }: MailFile, { t, lang }: Words): Element {
  const why = left ? `, ${t(`card.mail.left.${left}`)}` : '';
  return line(
    [run(oneLine(name), small), run(` (${sizeOf(bytes, lang)}${why})`, { ...small, isSubtle: true })],
    {
      spacing: 'None',
    },
  );
}

/** What came with one e-mail, a row a file; nothing where nothing came. */
export function filesOf({ attachments }: CaseMail, words: Words): Element[] {
  const shown = attachments.slice(0, SHOWN).map((one) => fileRow(one, words));
  const more = attachments.length - shown.length;
  const rest =
    more > 0 ? [paragraph(words.t('card.mail.more', { count: more }), { ...small, spacing: 'None' })] : [];
  return [...shown, ...rest];
}

/** All files that came by e-mail, the newest mail's first. */
export function files({ case: about }: CaseView, words: Words): Element[] {
  const attachments = [...(about.mails ?? [])].reverse().flatMap((one) => one.attachments);
  const [latest] = about.mails ?? [];
  if (attachments.length === 0 || !latest) return [];
  const open = execute('mail_files', words.t('card.do.mail_files'), { case: about._id }, { inputs: false });
  const kept = attachments.some((one) => one.sha256 !== undefined);
  return [
    heading(words.t('card.heading.files')),
    ...filesOf({ ...latest, attachments }, words),
    ...(kept ? [{ type: 'ActionSet', actions: [open] } satisfies IActionSet] : []),
  ];
}

const namesOf = (about: Case): ReadonlyMap<string, string> =>
  new Map(
    [about.target, about.delivery?.recipient, about.supervisor, about.assignee, about.requester].flatMap(
      (one) => (one ? [[one.id, oneLine(one.name)] as const] : []),
    ),
  );

/** Whom an e-mail has not reached yet, because it could not be sent. */
export function unsentMails({ case: about }: CaseView, { t }: Words): Element[] {
  const names = namesOf(about);
  const waiting = about.work.flatMap((one) =>
    one.type === 'mail' && one.lastFault !== undefined
      ? [names.get(one.personId) ?? t('card.mail.somebody')]
      : [],
  );
  return [...new Set(waiting)].map((name) =>
    paragraph(t('card.mail.unsent', { name }), { color: 'Attention', ...small }),
  );
}

/** One lost e-mail as a sentence: to whom, at which address, since when, why, and what helps. */
export function lostWords(lost: LostMail, { procedure }: CaseView, { t, lang }: Words, key: string): string {
  const when = formatInstant(lost.since, procedure.timeZone, lang, { short: true });
  return t(`card.mail.${key}.${lost.why}`, {
    name: oneLine(lost.to.name),
    address: oneLine(lost.to.email),
    when,
  });
}

/** For the desk: which e-mails did not arrive. Everybody else sees only their own: `ownLostMail`. */
export function lostMails(view: CaseView, words: Words): Element[] {
  return lostMailsOf(view.case).map((one) =>
    paragraph(lostWords(one, view, words, 'lost'), { color: 'Attention', ...small }),
  );
}

/** To whoever looks: that the desk's e-mail to them did not arrive; undefined where that is not so. */
export function ownLostMail(view: CaseView, words: Words): Element | undefined {
  const mine = lostMailsOf(view.case).find((one) => one.to.id === view.viewerId);
  return mine && paragraph(lostWords(mine, view, words, 'ownLost'), { color: 'Attention', ...small });
}
