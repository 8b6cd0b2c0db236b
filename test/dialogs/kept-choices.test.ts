import { describe, expect, it } from 'vitest';
import { ChatDriver } from '../support/chat-driver.ts';
import { deskForConversations, take } from '../support/conversations.ts';

const open = deskForConversations();
const UNSURE = 'el correo de mi compañero Wilmar Xunaxi, cc 1098765432';

/** A chat in which the desk has just offered what it may have been asked for, and what it offered. */
async function offered(text: string, locale = 'es-CO'): Promise<{ chat: ChatDriver; intents: string[] }> {
  const chat = new ChatDriver(open(), 'camila', { locale });
  await chat.says(text);
  const { waiting } = JSON.parse(chat.state).dialogStack[0].state.chat;
  expect(waiting).toMatchObject({ for: 'intents', text });
  return { chat, intents: waiting.intents };
}

describe('what was chosen where the desk was unsure', () => {
  it('is kept without personal data when a button is pressed', async () => {
    const { chat, intents } = await offered(UNSURE);
    await chat.acts({ verb: 'choose_intent', intent: intents[1] ?? '' });
    expect(chat.learned).toEqual([
      {
        text: 'el correo de mi compañero <name>, cc <number>',
        locale: 'es-CO',
        offered: intents,
        chosen: intents[1],
      },
    ]);
  });

  it('is kept when it is said in words', async () => {
    const { chat, intents } = await offered(UNSURE);
    await take(chat, ['la primera']);
    expect(chat.learned.map(({ chosen }) => chosen)).toEqual([intents[0]]);
  });

  it('is kept in English', async () => {
    const { chat, intents } = await offered('the account', 'en-US');
    await take(chat, ['the second']);
    expect(chat.learned).toMatchObject([{ text: 'the account', locale: 'en-US', chosen: intents[1] }]);
  });

  it('is kept once, and not when the press comes too late or was not offered', async () => {
    const { chat, intents } = await offered(UNSURE);
    const press = { verb: 'choose_intent', intent: intents[0] ?? '' } as const;
    await chat.acts(press);
    await chat.acts(press);
    expect(chat.learned).toHaveLength(1);
    const other = await offered(UNSURE);
    const absent = ['how_to', 'bulk_deactivate', 'case_status'].find((one) => !other.intents.includes(one));
    await other.chat.acts({ verb: 'choose_intent', intent: absent ?? '' });
    expect(other.chat.learned).toEqual([]);
  });

  it('is not kept when something else is said', async () => {
    const { chat } = await offered(UNSURE);
    await chat.says('quiero hablar con una persona');
    await chat.says('hola');
    expect(chat.learned).toEqual([]);
  });
});
