import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentMessage } from '../../bot/file-messages.ts';
import { createLog } from '../../bot/log.ts';
import { createMessenger } from '../../bot/teams-messenger.ts';
import { AppError } from '../../services/domain/errors.ts';
import type { Messenger } from '../../services/ports/messenger.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { aNewAccount } from '../support/builders.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { type EdgeBot, type EdgeBotOptions, startEdgeBot } from '../support/edge-bot.ts';
import { cardOf, type HttpAnswer, type Persona, type Shown } from '../support/fake-connector.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

let desk: DeskHarness;
let bot: EdgeBot;
let messenger: Messenger;

async function start(options: EdgeBotOptions = {}) {
  bot = await startEdgeBot({ harness: desk, ...options });
  messenger = createMessenger({
    outbox: bot.outbox,
    conversations: desk.stores.conversations,
    desk: () => desk.desk,
    fileMessage: consentMessage,
    locale: 'es',
    log: createLog('silent'),
  });
}

beforeEach(async () => {
  desk = await openDesk({
    procedure: { ...unidadVictimas, assignment: 'all' },
    messenger: {
      reaches: async () => true,
      send: (notice, about, personId) => messenger.send(notice, about, personId),
      edit: (post, about, superseded) => messenger.edit(post, about, superseded),
      giveFile: (personId, make) => messenger.giveFile(personId, make),
      sendBulletin: (bulletin) => messenger.sendBulletin(bulletin),
      editBulletin: (bulletin) => messenger.editBulletin(bulletin),
    },
  });
});
afterEach(async () => {
  await bot.stop();
  await desk.close();
});

async function person(key: string): Promise<Persona> {
  const asker = await desk.as(key);
  const persona = bot.connector.persona(bot.url, { id: desk.idOf(key), name: asker.actor.person.name });
  await persona.installs();
  return persona;
}

async function openedCase(draftId = 'd1') {
  const outcome = await desk.desk.openCase(
    {
      draftId,
      kind: 'create',
      locale: 'es-CO',
      fields: aNewAccount({ value: desk.idOf('hernan'), shown: 'Hernán Castaño Muñoz' }),
    },
    await desk.as('camila'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  return outcome.case._id;
}

function mustHave(card: Shown | undefined): Shown {
  if (!card) throw new TypeError('no such card');
  return card;
}

const textOf = (answer: HttpAnswer) => JSON.stringify(answer.body.value);
const statusOf = async (code: string) => (await desk.stores.cases.get(code))?.status;

describe('a press on a case', () => {
  it('moves the case, and the answer is HTTP 200 with the pressed card as it is now', async () => {
    await start();
    const sofia = await person('sofia');
    const code = await openedCase();
    const answer = await sofia.presses(mustHave(sofia.card('approve')), 'approve', {
      holderType: 'contractor',
    });
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: CARD } });
    expect(await statusOf(code)).toBe('fulfilling');
    expect(textOf(answer)).not.toContain('"verb":"approve"');
  });

  it('runs to the end: account made, cards edited in place, delivery in the supervisor’s chat', async () => {
    await start();
    const [camila, hernan, sofia] = [await person('camila'), await person('hernan'), await person('sofia')];
    const code = await openedCase();
    await sofia.presses(mustHave(sofia.card('approve')), 'approve', { holderType: 'contractor' });
    await desk.settle();
    expect(await statusOf(code)).toBe('delivering');
    expect(hernan.card('reveal')).toBeDefined();
    expect(camila.seen.filter((one) => one.edits > 0).length).toBeGreaterThan(0);
    expect(camila.texts.length).toBeGreaterThan(2);
  });

  it('pressed twice is done once, and the second tap is not scolded', async () => {
    await start();
    const sofia = await person('sofia');
    const code = await openedCase();
    const card = mustHave(sofia.card('take'));
    const pressed = { ...card, activity: { ...card.activity } };
    const [first, second] = await Promise.all([sofia.presses(card, 'take'), sofia.presses(pressed, 'take')]);
    expect([first.body.type, second.body.type]).toEqual([CARD, CARD]);
    expect(textOf(second)).not.toMatch(/cambió desde/);
    const history = (await desk.stores.cases.get(code))?.history ?? [];
    expect(history.filter((entry) => entry.what === 'take')).toHaveLength(1);
  });

  it('on a card that is no longer true shows the current card with the reason on top', async () => {
    await start();
    const [sofia, tomas] = [await person('sofia'), await person('tomas')];
    await openedCase();
    const old = mustHave(tomas.card('reject'));
    const kept = { ...old, activity: { ...old.activity } };
    await sofia.presses(mustHave(sofia.card('approve')), 'approve', { holderType: 'contractor' });
    const answer = await tomas.presses(kept, 'reject', { reject_remark: 'no' });
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: CARD } });
    expect(JSON.stringify((answer.body.value as { body: unknown[] }).body[0])).toMatch(/cambió desde/);
  });

  it('that is not this person’s to decide changes nothing, whatever the card’s data says', async () => {
    await start();
    const [camila, sofia] = [await person('camila'), await person('sofia')];
    const code = await openedCase();
    const stage = (await desk.stores.cases.get(code))?.stage ?? 0;
    expect(sofia.card('approve')).toBeDefined();
    const answer = await camila.invokes('approve', {
      case: code,
      stage,
      holderType: 'contractor',
      by: desk.idOf('sofia'),
    });
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(await statusOf(code)).toBe('in_review');
    expect(textOf(answer)).toMatch(/otra persona|propia solicitud/);
  });

  it('on somebody else’s case is told that there is no such case', async () => {
    await start();
    const code = await openedCase();
    const lucas = await person('andres');
    const answer = await lucas.invokes('withdraw', { case: code, stage: 0 });
    expect(answer.body).toMatchObject({ statusCode: 200, type: MESSAGE });
    expect(textOf(answer)).toMatch(/No encuentro ese caso/);
  });

  it.each<[string, unknown]>([
    ['an unknown verb', { action: { verb: 'delete_user', data: { case: 'MS-2026-000001', stage: 1 } } }],
    ['no data', { action: { verb: 'approve' } }],
    ['a case that is no code', { action: { verb: 'approve', data: { case: '../x', stage: 1 } } }],
    ['no action', {}],
    ['nothing', null],
    ['a list', [1, 2]],
  ])('with %s is answered clearly', async (_what, value) => {
    await start();
    const sofia = await person('sofia');
    const answer = await sofia.post(sofia.activity('invoke', { name: 'adaptiveCard/action', value }));
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: MESSAGE } });
    expect(textOf(answer)).toMatch(/no me llegó completo/);
  });

  it('with a wrong value names the field and keeps the case', async () => {
    await start();
    const sofia = await person('sofia');
    const code = await openedCase();
    const stage = (await desk.stores.cases.get(code))?.stage ?? 0;
    const data = { case: code, stage, record_field_endDate: 'mañana', record_note: 'llamó' };
    const answer = await sofia.invokes('record_answer', data);
    expect(textOf(answer)).toMatch(/Fecha de fin/);
    expect((await desk.stores.cases.get(code))?.fields.endDate?.value).toBe('2026-12-15');
  });

  it('while the store is down says so and changes nothing', async () => {
    await start();
    const sofia = await person('sofia');
    const code = await openedCase();
    const stage = (await desk.stores.cases.get(code))?.stage ?? 0;
    const { cases } = desk.stores;
    const replace = cases.replace.bind(cases);
    Object.assign(cases, { replace: () => Promise.reject(new AppError('store_unavailable')) });
    const answer = await sofia.invokes('take', { case: code, stage });
    Object.assign(cases, { replace });
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toMatch(/No puedo guardar/);
    expect((await desk.stores.cases.get(code))?.assignee).toBeUndefined();
  });

  it('in a team shows no case', async () => {
    await start();
    const code = await openedCase();
    const inTeam = bot.connector.persona(bot.url, {
      id: desk.idOf('sofia'),
      name: 'Sofía',
      scope: 'channel',
    });
    const answer = await inTeam.invokes('take', { case: code, stage: 1 });
    expect(answer.body).toMatchObject({ statusCode: 200, type: MESSAGE });
    expect((await desk.stores.cases.get(code))?.assignee).toBeUndefined();
  });

  it('other invokes are not answered as ours', async () => {
    await start();
    const sofia = await person('sofia');
    expect((await sofia.post(sofia.activity('invoke', { name: 'task/fetch', value: {} }))).status).toBe(501);
  });
});

describe('a reveal', () => {
  async function delivered() {
    await start();
    const [hernan, sofia] = [await person('hernan'), await person('sofia')];
    const code = await openedCase();
    await sofia.presses(mustHave(sofia.card('approve')), 'approve', { holderType: 'contractor' });
    await desk.settle();
    return { code, hernan, sofia };
  }

  it('shows the secret in the answer to the press and nowhere else', async () => {
    const { code, hernan } = await delivered();
    const answer = await hernan.presses(mustHave(hernan.card('reveal')), 'reveal');
    expect(answer.body.type).toBe(CARD);
    const secret = (answer.body.value as { body: { text: string }[] }).body[0]?.text ?? '';
    expect(secret.length).toBeGreaterThan(10);
    await desk.settle();
    const elsewhere = bot.connector.shown.filter((one) => one.conversation !== hernan.conversation);
    expect(JSON.stringify(elsewhere)).not.toContain(secret);
    expect(JSON.stringify(await desk.stores.cases.get(code))).not.toContain(secret);
    // The card that shows it is not edited afterwards.
    expect(JSON.stringify(hernan.seen)).toContain(secret);
  });

  it('by somebody else reveals nothing', async () => {
    const { code, sofia } = await delivered();
    const stage = (await desk.stores.cases.get(code))?.stage ?? 0;
    const answer = await sofia.invokes('reveal', { case: code, stage });
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toMatch(/otra persona/);
    expect((await desk.stores.cases.get(code))?.delivery?.reveals).toBe(0);
  });

  it('that came as a message is refused: a message stays in the chat', async () => {
    const { code, hernan } = await delivered();
    const stage = (await desk.stores.cases.get(code))?.stage ?? 0;
    await hernan.says('', { value: { verb: 'reveal', case: code, stage } });
    expect(hernan.texts.at(-1)).toMatch(/solo se muestra en la tarjeta/);
    expect((await desk.stores.cases.get(code))?.delivery?.reveals).toBe(0);
  });
});

describe('a press that belongs to the conversation', () => {
  it('is a turn of the chat, answered with the card that the dialog gives', async () => {
    await start({
      turn: (turn) => {
        if (turn.input.type !== 'action') return;
        turn.reply({ text: 'sigo aquí' });
        turn.respond({
          type: 'AdaptiveCard',
          version: '1.5',
          body: [{ type: 'TextBlock', text: turn.input.action.verb }],
        });
      },
    });
    const camila = await person('camila');
    const activity = camila.activity('invoke', {
      name: 'adaptiveCard/action',
      value: { action: { verb: 'draft_confirm', data: { draft: 'd1' } } },
    });
    const answer = await camila.post(activity);
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: CARD } });
    expect(textOf(answer)).toContain('draft_confirm');
    await camila.until((me) => me.texts.includes('sigo aquí'));
    const again = await camila.post(activity);
    expect(again.body).toMatchObject({ statusCode: 200, type: MESSAGE });
    expect(camila.texts.filter((text) => text === 'sigo aquí')).toHaveLength(1);
  });

  it('that fails is told in the answer, with HTTP 200', async () => {
    await start({
      turn: () => {
        throw new AppError('unexpected');
      },
    });
    const camila = await person('camila');
    const answer = await camila.invokes('draft_cancel', { draft: 'd1' });
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200, type: MESSAGE } });
    expect(textOf(answer)).toMatch(/Algo falló/);
  });

  it('that must wait is answered before Teams gives up, and still done', async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await start({
      deps: { pace: { now: () => Date.now(), sleep: async () => {} } },
      turn: async (turn) => {
        await gate;
        turn.reply({ text: 'hecho' });
      },
    });
    const camila = await person('camila');
    const answer = await camila.invokes('draft_confirm', { draft: 'd1' });
    expect(textOf(answer)).toMatch(/procesando/);
    open();
    await camila.until((me) => me.texts.includes('hecho'));
  });

  it('that came as a message is answered with a message', async () => {
    await start({
      turn: (turn) => turn.respond({ type: 'AdaptiveCard', version: '1.5', body: [] }),
    });
    const camila = await person('camila');
    await camila.says('', { value: { verb: 'draft_confirm', draft: 'd1' } });
    expect(cardOf(mustHave(camila.card()))).toBeDefined();
  });
});
