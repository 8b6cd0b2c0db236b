import { accounts } from './en/accounts.ts';
import { bot } from './en/bot.ts';
import { bulletins } from './en/bulletins.ts';
import { cards } from './en/cards.ts';
import { caseWords } from './en/case-words.ts';
import { chat } from './en/chat.ts';
import { chatCards } from './en/chat-cards.ts';
import { fields } from './en/fields.ts';
import { files } from './en/files.ts';
import { indicators } from './en/indicators.ts';
import { mailboxCards } from './en/mailbox-cards.ts';
import { mails } from './en/mails.ts';
import { mass } from './en/mass.ts';
import { notices } from './en/notices.ts';
import { record } from './en/record.ts';
import { refusals } from './en/refusals.ts';
import { steps } from './en/steps.ts';
import { tables } from './en/tables.ts';

/** English, section by section as in `es.ts`. */
export const en = {
  case: caseWords,
  field: fields,
  step: steps,
  mass,
  notice: notices,
  card: { ...cards, ...chatCards, ...mailboxCards },
  chat,
  bot,
  account: accounts,
  bulletin: bulletins,
  table: tables,
  indicator: indicators,
  file: files,
  record,
  mail: mails,
  ...refusals,
};
