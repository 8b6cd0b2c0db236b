import type { Bulletin, BulletinKind, BulletinOf } from '../../domain/bulletin.ts';
import { languageOf, translator } from '../../locale/translate.ts';
import type { Deps } from '../deps.ts';
import { handlerOf } from './handlers.ts';

/**
 * Tells somebody by e-mail that the desk has a message for them which it could not give in chat. A person without an
 * address gets none. Throws `mail_failed` or `directory_*`.
 */
export async function mailBulletin(deps: Deps, bulletin: Bulletin): Promise<void> {
  const person = await deps.people.get(bulletin.personId);
  if (!person?.email) return;
  const locale = person.standing?.language;
  const t = translator(locale);
  const own = valuesOf(deps, bulletin, locale);
  const key = own ? `mail.bulletin.${bulletin.kind}` : 'mail.bulletin.news';
  const values = {
    ...own,
    name: person.name,
    link: deps.chatLink === '' ? t('mail.openChat') : t('mail.openChatAt', { link: deps.chatLink }),
  };
  await deps.mailer.send({
    to: person.email,
    subject: t(`${key}.subject`, values),
    text: t(`${key}.text`, values),
    replyTo: deps.tenant.deskMailbox,
  });
}

function valuesOf<K extends BulletinKind>(deps: Deps, bulletin: BulletinOf<K>, locale: string | undefined) {
  const words = {
    t: translator(locale),
    lang: languageOf(locale),
    timeZone: deps.procedure.timeZone,
  };
  return handlerOf(bulletin.kind).mail?.(bulletin, words);
}
