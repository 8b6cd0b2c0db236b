import { accounts } from './es/accounts.ts';
import { bot } from './es/bot.ts';
import { bulletins } from './es/bulletins.ts';
import { cards } from './es/cards.ts';
import { caseWords } from './es/case-words.ts';
import { chat } from './es/chat.ts';
import { chatCards } from './es/chat-cards.ts';
import { fields } from './es/fields.ts';
import { files } from './es/files.ts';
import { indicators } from './es/indicators.ts';
import { mailboxCards } from './es/mailbox-cards.ts';
import { mails } from './es/mails.ts';
import { mass } from './es/mass.ts';
import { notices } from './es/notices.ts';
import { record } from './es/record.ts';
import { refusals } from './es/refusals.ts';
import { steps } from './es/steps.ts';
import { tables } from './es/tables.ts';

/** Spanish, usted; the language that the desk is written in. A section is one file of `es/`. */
export const es = {
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
