import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { afterEach, describe, expect, it } from 'vitest';
import { TurnLock } from '../../bot/turn-lock.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { ConversationStore } from '../../services/ports/conversation-store.ts';
import {
  askerNamed,
  type EdgeBot,
  type EdgeBotOptions,
  startEdgeBot,
  systemClock,
} from '../support/edge-bot.ts';

const CAMILA = '5f0a1c00-0000-4000-8000-000000000101';
const HERNAN = '5f0a1c00-0000-4000-8000-000000000102';

let bot: EdgeBot | undefined;
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});

/** Another process takes the turn lock, until then. */
async function heldByAnother(conversations: ConversationStore, id: string, until: string): Promise<void> {
  const now = new Date().toISOString();
  await conversations.lock(await conversations.open(id, now), 'other', now, until);
}

async function start(options: EdgeBotOptions = {}) {
  bot = await startEdgeBot(options);
  const camila = bot.connector.persona(bot.url, { id: CAMILA, name: 'Camila Rojas' });
  return { bot, camila };
}

describe('a message', () => {
  it('is answered in its chat once the turn is saved', async () => {
    const { bot, camila } = await start();
    expect((await camila.says('hola')).status).toBe(200);
    expect(camila.texts).toEqual(['eco hola']);
    const kept = await bot.stores.conversations.ofPerson(CAMILA);
    expect(kept).toMatchObject({ lockToken: '', locale: 'es-CO', serviceUrl: bot.connector.serviceUrl });
    expect(kept?.answered).toHaveLength(1);
  });

  it('is answered once when the channel delivers it again, also while the first one is still at work', async () => {
    let turns = 0;
    const { camila } = await start({
      turn: (turn) => {
        turns += 1;
        turn.reply({ text: `turno ${turns}` });
      },
    });
    const activity = camila.activity('message', { text: 'hola' });
    const answers = await Promise.all([camila.post(activity), camila.post(activity), camila.post(activity)]);
    await camila.post(activity);
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
    expect(camila.texts).toEqual(['turno 1']);
  });

  it('waits its turn: many at once are answered one by one, in order, on one state', async () => {
    const { camila } = await start({
      turn: async (turn, state) => {
        const count = (state.count ?? 0) + 1;
        await new Promise((resolve) => setImmediate(resolve));
        state.count = count;
        turn.reply({ text: `${count} ${turn.input.type === 'text' ? turn.input.text : ''}` });
      },
    });
    const said = Array.from({ length: 12 }, (_, n) => `m${n}`);
    await Promise.all(said.map((text) => camila.says(text)));
    expect(camila.texts).toHaveLength(12);
    expect(camila.texts.map((text) => text.split(' ')[0])).toEqual(said.map((_, n) => String(n + 1)));
  });

  it('waits for another process that holds the conversation', async () => {
    const { bot, camila } = await start();
    const id = `msteams/${camila.conversation}`;
    const far = new Date(Date.now() + 60_000).toISOString();
    await heldByAnother(bot.stores.conversations, id, far);
    const answer = camila.says('hola');
    await new Promise((resolve) => setImmediate(resolve));
    expect(camila.texts).toEqual([]);
    await bot.stores.conversations.release(id, 'other');
    await answer;
    expect(camila.texts).toEqual(['eco hola']);
  });

  it('gives up on a conversation that never comes free', async () => {
    const { bot } = await start();
    let now = Date.now();
    const pace = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const lock = new TurnLock({ conversations: bot.stores.conversations, clock: systemClock, pace });
    const far = new Date(Date.now() + 3_600_000).toISOString();
    await heldByAnother(bot.stores.conversations, 'msteams/x', far);
    expect(await lock.turn('msteams/x', async () => 'done')).toBeUndefined();
  });

  it('keeps the dialog state from one message to the next', async () => {
    const { camila } = await start({
      turn: (turn, state) => {
        state.count = (state.count ?? 0) + 1;
        turn.reply({ text: `van ${state.count}` });
      },
    });
    await camila.says('uno');
    await camila.says('dos');
    expect(camila.texts).toEqual(['van 1', 'van 2']);
  });
});

describe('a message that is not a request', () => {
  it('without text asks for words, and a lone file is not opened', async () => {
    const { camila } = await start();
    await camila.says('  \u200b ');
    await camila.says('', { attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example' }] });
    expect(camila.texts[0]).toMatch(/sin texto/);
    expect(camila.texts[1]).toMatch(/archivo/);
  });

  it('of 20,000 characters is cut politely and still answered', async () => {
    let read = 0;
    const { camila } = await start({
      turn: (turn) => {
        read = turn.input.type === 'text' ? turn.input.text.length : 0;
        turn.reply({ text: 'leído' });
      },
    });
    await camila.says('a'.repeat(20_000));
    expect(read).toBe(4_000);
    expect(camila.texts[0]).toMatch(/4000/);
    expect(camila.texts[1]).toBe('leído');
  });

  it('with the HTML copy that Teams adds has no attachment', async () => {
    let attachments = -1;
    const { camila } = await start({
      turn: (turn) => {
        attachments = turn.input.type === 'text' ? turn.input.attachments : -1;
      },
    });
    await camila.says('hola', { attachments: [{ contentType: 'text/html', content: '<p>hola</p>' }] });
    expect(attachments).toBe(0);
  });

  it('from somebody whom the directory does not know is answered without a turn', async () => {
    const { bot, camila } = await start({ desk: { whoIs: async () => undefined } });
    await camila.says('hola');
    expect(camila.texts[0]).toMatch(/directorio/);
    expect((await bot.stores.conversations.get(`msteams/${camila.conversation}`))?.answered ?? []).toEqual(
      [],
    );
  });

  it('in a team offers a private chat and begins nothing', async () => {
    const { bot } = await start();
    const inTeam = bot.connector.persona(bot.url, { id: CAMILA, name: 'Camila', scope: 'channel' });
    await inTeam.says('<at>Mesa</at> cómo va el caso 12');
    expect(inTeam.texts).toHaveLength(1);
    expect(inTeam.texts[0]).toMatch(/teams\.microsoft\.com\/l\/chat\/0\/0\?users=28/);
    expect(await bot.stores.conversations.ofPerson(CAMILA)).toBeUndefined();
  });

  it.each([
    ['xx-ZZ', /sin texto/],
    ['../../etc', /sin texto/],
    ['EN_us', /without text/],
    [12, /sin texto/],
  ])('in the locale %s is answered in a language that the desk has', async (locale, expected) => {
    const { camila } = await start();
    await camila.says('', { locale });
    expect(camila.texts[0]).toMatch(expected);
  });

  it('from the Playground is answered in the desk language: its en-US is nobody’s', async () => {
    const { bot } = await start();
    const headers = { 'x-ms-agents-playground': 'true' };
    const person = bot.connector.persona(bot.url, { id: CAMILA, name: 'C', locale: 'en-US', headers });
    await person.says('');
    expect(person.texts[0]).toMatch(/sin texto/);
  });
});

describe('installation', () => {
  it('greets once, however often it is repeated, and remembers how to reach the person', async () => {
    const { bot, camila } = await start();
    const members = camila.activity('conversationUpdate', { membersAdded: [{ id: `29:${CAMILA}` }] });
    await Promise.all([camila.installs(), camila.post(members)]);
    await camila.installs();
    expect(camila.texts).toHaveLength(1);
    expect(camila.texts[0]).toMatch(/Camila/);
    const kept = await bot.stores.conversations.ofPerson(CAMILA);
    expect(JSON.parse(kept?.reference ?? '{}')).toMatchObject({
      serviceUrl: bot.connector.serviceUrl,
      conversation: { id: camila.conversation },
    });
  });

  it('does not greet somebody who already talks with the desk', async () => {
    const { camila } = await start();
    await camila.says('hola');
    await camila.installs();
    expect(camila.texts).toEqual(['eco hola']);
  });

  it('removal makes the person unreachable', async () => {
    const { bot, camila } = await start();
    await camila.says('hola');
    await camila.post(camila.activity('installationUpdate', { action: 'remove' }));
    expect(await bot.stores.conversations.ofPerson(CAMILA)).toBeUndefined();
  });
});

describe('when something fails', () => {
  it('in the dialog, nothing is saved, the person is told, and the same message can be sent again', async () => {
    let broken = true;
    const { camila } = await start({
      turn: (turn, state) => {
        state.count = (state.count ?? 0) + 1;
        turn.reply({ text: `van ${state.count}` });
        if (broken) throw new AppError('unexpected');
      },
    });
    expect((await camila.says('uno')).status).toBe(200);
    broken = false;
    await camila.says('dos');
    expect(camila.texts[0]).toMatch(/Algo falló/);
    expect(camila.texts[1]).toBe('van 1');
  });

  it('in the store while saving, no reply of the turn leaves', async () => {
    let down = true;
    const { camila } = await start({
      stores: (real) => ({
        ...real,
        conversations: {
          ...real.conversations,
          save: (...turn) =>
            down ? Promise.reject(new AppError('store_unavailable')) : real.conversations.save(...turn),
        },
      }),
    });
    await camila.says('uno');
    down = false;
    await camila.says('dos');
    expect(camila.texts[0]).toMatch(/No puedo guardar/);
    expect(camila.texts.slice(1)).toEqual(['eco dos']);
  });

  it('in the store after saving, the turn counts: its reply is sent and not repeated', async () => {
    let lost = true;
    const { camila } = await start({
      stores: (real) => ({
        ...real,
        conversations: {
          ...real.conversations,
          save: async (...turn) => {
            const saved = await real.conversations.save(...turn);
            if (!lost) return saved;
            lost = false;
            throw new AppError('store_unavailable');
          },
        },
      }),
    });
    const activity = camila.activity('message', { text: 'uno' });
    await camila.post(activity);
    await camila.post(activity);
    expect(camila.texts).toEqual(['eco uno']);
  });

  it('in the directory, the person is told that nothing changed', async () => {
    const { bot, camila } = await start({
      desk: { whoIs: () => Promise.reject(new AppError('directory_unavailable')) },
    });
    await camila.says('hola');
    expect(camila.texts[0]).toMatch(/directorio no responde/);
    expect(await bot.stores.conversations.get(`msteams/${camila.conversation}`)).toBeUndefined();
  });

  it('in Teams for a moment, the reply is sent again after what it asked to wait', async () => {
    const { bot, camila } = await start();
    bot.connector.fail({ status: 429, retryAfter: 0, times: 2 });
    await camila.says('hola');
    expect(camila.texts).toEqual(['eco hola']);
  });

  it('one person’s trouble is not another’s', async () => {
    const { bot, camila } = await start({
      desk: {
        whoIs: async (id) => {
          if (id === CAMILA) throw new AppError('directory_unavailable');
          return askerNamed(id);
        },
      },
    });
    const hernan = bot.connector.persona(bot.url, { id: HERNAN, name: 'Hernán' });
    await Promise.all([camila.says('hola'), hernan.says('hola')]);
    expect(hernan.texts).toEqual(['eco hola']);
  });
});

describe('what a turn says', () => {
  it('keeps its order, with a card’s text after it where quick answers go below', async () => {
    const card: IAdaptiveCard = { type: 'AdaptiveCard', version: '1.5', body: [] };
    const { camila } = await start({
      turn: (turn) => {
        turn.reply({ text: 'primero' });
        turn.reply({ text: '¿hoy?', card, summary: 'tarjeta', choices: ['Hoy', 'Mañana'] });
      },
    });
    await camila.says('hola');
    expect(camila.texts).toEqual(['primero', 'tarjeta', '¿hoy?']);
    expect(camila.seen[2]?.activity).toMatchObject({
      suggestedActions: {
        actions: [
          { type: 'imBack', value: 'Hoy' },
          { type: 'imBack', value: 'Mañana' },
        ],
      },
    });
  });

  it('edits a tracked card in place in a later turn, and sends it anew where it is gone', async () => {
    const draft = (text: string): IAdaptiveCard => ({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text }],
    });
    const { bot, camila } = await start({
      turn: (turn) => {
        const text = turn.input.type === 'text' ? turn.input.text : '';
        turn.editTracked('draft', () => ({ card: draft(text), summary: text }));
      },
    });
    await camila.says('uno');
    await camila.says('dos');
    expect(camila.texts).toEqual(['dos']);
    expect(camila.seen[0]?.edits).toBe(1);
    bot.connector.fail({ status: 404, method: 'PUT', code: 'ActivityNotFoundInConversation' });
    await camila.says('tres');
    await bot.outbox.edits.settled();
    expect(camila.texts).toEqual(['dos', 'tres']);
    await camila.says('cuatro');
    expect(camila.texts).toEqual(['dos', 'cuatro']);
  });

  it('sends the summary in place of a card that is too big for Teams', async () => {
    const text = 'x'.repeat(60_000);
    const { camila } = await start({
      turn: (turn) =>
        turn.reply({
          card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
          summary: 'lo esencial',
        }),
    });
    await camila.says('hola');
    expect(camila.seen[0]?.activity).toMatchObject({ text: 'lo esencial' });
    expect(camila.seen[0]?.activity.attachments).toBeUndefined();
  });
});
