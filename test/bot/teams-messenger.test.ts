import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentMessage } from '../../bot/file-messages.ts';
import { createLog } from '../../bot/log.ts';
import { createMessenger } from '../../bot/teams-messenger.ts';
import type { Case } from '../../services/domain/case.ts';
import type { Messenger } from '../../services/ports/messenger.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { type EdgeBot, startEdgeBot } from '../support/edge-bot.ts';
import { cardOf, type Persona } from '../support/fake-connector.ts';

let desk: DeskHarness;
let bot: EdgeBot;
let messenger: Messenger;
let camila: Persona;
let about: Case;

beforeEach(async () => {
  desk = await openDesk();
  bot = await startEdgeBot({ harness: desk });
  messenger = createMessenger({
    outbox: bot.outbox,
    conversations: desk.stores.conversations,
    desk: () => desk.desk,
    fileMessage: consentMessage,
    locale: 'es',
    log: createLog('silent'),
  });
  camila = bot.connector.persona(bot.url, { id: desk.idOf('camila'), name: 'Camila Rojas' });
  const opened = await desk.desk.openCase(
    {
      draftId: 'd',
      kind: 'assistance',
      locale: 'es-CO',
      fields: { description: { value: 'Necesito hablar con alguien' } },
    },
    await desk.as('camila'),
  );
  if (!opened.ok) throw new TypeError(opened.code);
  about = opened.case;
});
afterEach(async () => {
  await bot.stop();
  await desk.close();
});

const personId = () => desk.idOf('camila');
const reachable = async () => (await desk.stores.conversations.ofPerson(personId())) !== undefined;

describe('a notice', () => {
  it('to somebody who never opened the chat is not sent', async () => {
    expect(await messenger.send('status', about, personId())).toEqual({ sent: false });
  });

  it('may be a file, which Teams asks the person to take; nothing is made for whoever has no chat', async () => {
    const make = async (locale: string) =>
      desk.deps.files.offer(
        { name: `informe-${locale}.xlsx`, mimeType: 'x', content: Buffer.from('a') },
        personId(),
      );
    const never = async () => Promise.reject(new TypeError('made for nobody'));
    expect(await messenger.giveFile(personId(), never)).toEqual({ sent: false });
    await camila.installs();
    expect(await messenger.giveFile(personId(), make)).toMatchObject({ sent: true });
    expect(JSON.stringify(camila.seen.at(-1)?.activity)).toContain('file.consent');
  });

  it('reaches the person’s chat with a card, and can be edited in place', async () => {
    await camila.installs();
    const outcome = await messenger.send('status', about, personId());
    const sent = camila.seen.at(-1);
    expect(outcome).toEqual({
      sent: true,
      conversation: `msteams/${camila.conversation}`,
      activityId: sent?.activityId,
    });
    expect(JSON.stringify(sent && cardOf(sent))).toContain(about._id);
    const post = {
      id: 'p',
      notice: 'status',
      personId: personId(),
      conversation: `msteams/${camila.conversation}`,
      activityId: sent?.activityId ?? '',
      stage: about.stage,
    };
    expect(await messenger.edit(post, about, false)).toBe(true);
    expect(sent?.edits).toBe(1);
    expect(await messenger.edit(post, about, true)).toBe(true);
    expect(sent && cardOf(sent)).toBeUndefined();
    expect(await messenger.edit({ ...post, activityId: 'gone' }, about, false)).toBe(false);
    expect(await messenger.edit({ ...post, conversation: 'msteams/none' }, about, false)).toBe(false);
  });

  it.each([
    ['ConversationBlockedByUser', 403],
    ['BotNotInConversationRoster', 403],
    ['BotDisabledByAdmin', 403],
    ['ConversationNotFound', 404],
  ])('that meets %s is not sent, and the person is not tried there again', async (code, status) => {
    await camila.installs();
    bot.connector.fail({ status, code });
    expect(await messenger.send('status', about, personId())).toEqual({ sent: false });
    expect(await reachable()).toBe(false);
    await camila.says('hola');
    expect(await reachable()).toBe(true);
  });

  it.each([
    [429, 3_000],
    [503, undefined],
    [502, undefined],
    [412, undefined],
  ])('that meets %i is owed and tried later', async (status, wait) => {
    await camila.installs();
    bot.connector.fail({ status, ...(wait === undefined ? {} : { retryAfter: wait / 1000 }) });
    const sent = messenger.send('status', about, personId());
    await expect(sent).rejects.toMatchObject({ code: 'channel_unavailable', retryAfterMs: wait });
    expect(await reachable()).toBe(true);
  });

  it.each([400, 401, 500])('that meets %i is refused, and the person stays reachable', async (status) => {
    await camila.installs();
    bot.connector.fail({ status, code: 'BadArgument' });
    await expect(messenger.send('status', about, personId())).rejects.toMatchObject({
      code: 'channel_refused',
    });
    expect(await reachable()).toBe(true);
  });

  it('is not repeated by the connector: what timed out may have arrived', async () => {
    await camila.installs();
    const before = bot.connector.calls.length;
    bot.connector.fail({ status: 503 });
    await messenger.send('status', about, personId()).catch(() => undefined);
    expect(bot.connector.calls.length - before).toBe(1);
  });

  it('speaks the language that the person last used', async () => {
    const english = bot.connector.persona(bot.url, { id: personId(), name: 'Camila', locale: 'en-GB' });
    await english.installs();
    await messenger.send('status', about, personId());
    expect(JSON.stringify(english.seen.at(-1)?.activity)).toMatch(/"lang":"en"/);
  });
});
