import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Loose } from '../support/fake-connector.ts';
import { postJson } from '../support/fake-connector.ts';
import { ending, given, LAURA } from './given.ts';
import { chatOf, type RunningDesk, startDesk } from './harness.ts';
import { Person } from './person.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());

const faults = () => desk.logged.filter((line) => /"level":(50|60)/.test(line));
beforeEach(() => {
  expect(faults()).toEqual([]);
});

/** The answer to what a person wrote: something readable, and nothing thrown at the channel. */
async function answered(act: Promise<{ status: number }>, who = desk.camila): Promise<string> {
  expect([200, 201, 202]).toContain((await act).status);
  const words = who.fresh.join('\n');
  expect(words.trim()).not.toBe('');
  expect(faults()).toEqual([]);
  return words;
}

const WRITTEN: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', '', /sin texto[\s\S]*ayuda/],
  ['spaces', '   \n\t ', /sin texto/],
  ['what cannot be seen', '\u200b\u200e\u202e', /sin texto/],
  ['emoji alone', '🙏🙏🔥', /ayuda/],
  ['punctuation alone', '...', /ayuda/],
  ['20,000 letters', 'a'.repeat(20_000), /muy largo[\s\S]*4000/],
  ['20,000 characters of words', 'necesito un correo para mi equipo '.repeat(600), /muy largo/],
  ['HTML', '<b>hola</b> <script>alert(1)</script><img src=x onerror=alert(1)>', /./],
  ['markdown', '# **Hola** [enlace](http://x.example) | a | b |\n|---|---|', /./],
  ['a number that no case has', 'cómo va el 999999', /No encuentro ese caso/],
  ['a lone surrogate', 'hola \ud800 mundo', /./],
  ['a database query', '{"$gt":""}\'; DROP TABLE cases; --', /./],
];

describe('a message that is no request', () => {
  it.each(WRITTEN)('%s gets an answer that says what to do', async (_name, text, wanted) => {
    expect(await answered(desk.camila.says(text))).toMatch(wanted);
  });

  it('an attachment nobody asked for is left alone, and the words beside it are answered', async () => {
    const attachments = [
      { contentType: 'application/pdf', contentUrl: 'http://x.example/a.pdf', name: 'a.pdf' },
    ];
    expect(await answered(desk.camila.says('', { attachments }))).toMatch(/no lo abrí/);
    expect(await answered(desk.camila.says('mis casos', { attachments }))).toMatch(
      /No abrí el archivo[\s\S]*Mis casos/,
    );
  });

  it.each(['xx-YY', 'not a locale', '', 'zz', '🙂'])(
    'the locale %j is answered in the desk’s own language',
    async (locale) => {
      expect(await answered(desk.luisa.says('mis casos', { locale }), desk.luisa)).toMatch(/Mis casos/);
    },
  );

  it('a person unknown to the directory is told whom to talk to, and nothing is kept', async () => {
    const nobody = new Person(desk.connector, () => desk.url, {
      id: '5f0a1c00-0000-4000-8000-00000000ffff',
      name: 'Nadie',
      locale: 'es-CO',
    });
    expect(await answered(nobody.says('necesito un correo'), nobody)).toMatch(
      /No lo encuentro en el directorio/,
    );
    const pressed = await nobody.pressesRaw('approve', { case: 'MS-2026-000001', stage: 1 });
    expect(pressed.status).toBe(200);
    expect(pressed.text).toMatch(/No lo encuentro en el directorio/);
  });

  it('a message in a group says nothing of anybody and points to a private chat', async () => {
    const group = new Person(desk.connector, () => desk.url, {
      id: desk.camila.id,
      name: 'Camila',
      conversation: '19:grupo@thread.v2',
      scope: 'groupChat',
    });
    expect(await answered(group.says('mis casos'), group)).toMatch(/en privado/);
  });
});

describe('a draft that is being filled', () => {
  it('survives every one of those messages', async () => {
    const { luisa } = desk;
    await luisa.says(
      'necesito un correo para Pedro José Gil Ríos, contratista, cc 71234567, contrato CPS-300-2026 hasta el 15 de diciembre',
    );
    await luisa.sees(/Guardar/);
    for (const [, text] of WRITTEN) await answered(luisa.says(text), luisa);
    await luisa.says('cancelar');
    await luisa.says('no, seguir');
    const card = await luisa.card('Guardar');
    expect(JSON.stringify(card.activity)).toContain('Pedro José Gil Ríos');
    const before = structuredClone(card);
    await luisa.presses('Cancelar');
    const late = await luisa.pressesOn(before, 'Guardar');
    expect(late.status).toBe(200);
    expect(late.text).toMatch(/ya no está abierta/);
    expect(await desk.cases()).toHaveLength(0);
  });
});

const nested = (depth: number): Loose => (depth === 0 ? {} : { a: nested(depth - 1) });
const DATA: readonly (readonly [string, unknown, unknown])[] = [
  ['no verb', undefined, {}],
  ['an unknown verb', 'delete_user', { case: 'MS-2026-000001', stage: 1 }],
  ['a verb of the prototype', 'constructor', { case: 'MS-2026-000001', stage: 1 }],
  ['no data', 'approve', undefined],
  ['text for data', 'approve', 'MS-2026-000001'],
  ['a list for data', 'approve', []],
  ['no case', 'approve', { stage: 1 }],
  ['a case of another form', 'approve', { case: '../../etc/passwd', stage: 1 }],
  ['a query for a case', 'approve', { case: { $gt: '' }, stage: 1 }],
  ['no stage', 'approve', { case: 'MS-2026-000001' }],
  ['a stage that is none', 'approve', { case: 'MS-2026-000001', stage: 'x' }],
  ['a case that is not there', 'approve', { case: 'MS-2026-999999', stage: 1 }],
  ['a draft that is not there', 'draft_confirm', { draft: 'none' }],
  ['a draft of another form', 'draft_save', { draft: { a: 1 } }],
  ['a note too long', 'reject', { case: 'MS-2026-000001', stage: 1, reject_remark: 'x'.repeat(30_000) }],
  ['data too deep', 'approve', nested(500)],
  ['a list that is none', 'page', { list: 'everybody', before: '' }],
  ['an intent that is none', 'choose_intent', { intent: '__proto__' }],
  ['a person that is none', 'choose_person', { draft: 'none', field: 'account', personId: '1' }],
];

describe('a press that makes no sense', () => {
  it.each(DATA)('%s is answered with HTTP 200 and what to do', async (_name, verb, data) => {
    const pressed = await desk.camila.pressesRaw(verb as string, data as Loose);
    expect(pressed.status).toBe(200);
    expect(pressed.body.statusCode).toBe(200);
    expect(pressed.text).toMatch(/\p{L}{3}/u);
  });

  it.each(DATA)('%s as a message is answered too', async (_name, verb, data) => {
    const value =
      typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data, verb } : data;
    await answered(desk.camila.posts(desk.camila.chat.activity('message', { value: value ?? { verb } })));
  });

  it('invokes of other kinds, and activities of other types, are no harm', async () => {
    const { chat } = desk.camila;
    for (const name of ['task/fetch', 'composeExtension/query', 'fileConsent/invoke', 'signin/verifyState'])
      expect((await chat.post(chat.activity('invoke', { name, value: {} }))).status).toBeLessThan(502);
    for (const type of [
      'messageReaction',
      'typing',
      'event',
      'endOfConversation',
      'messageUpdate',
      'nonsense',
    ])
      expect((await chat.post(chat.activity(type))).status).toBeLessThan(300);
    expect(faults()).toEqual([]);
  });

  it('what is no activity at all is refused at the door', async () => {
    for (const body of ['{', '[]', '"x"', 'null', '{}', '{"type":"message"}']) {
      const { status } = await postJson(`${desk.url}/api/messages`, body);
      expect([400, 401, 403]).toContain(status);
    }
    expect(faults()).toEqual([]);
  });
});

describe('a press that comes too late, twice, or for somebody else', () => {
  it('stale: the card as it is now, with the reason, and nothing done', async () => {
    const { _id } = await given(desk, 'camila', 'create', LAURA);
    const old = structuredClone(await desk.sofia.card('Aprobar', new RegExp(_id)));
    await desk.settled();
    await desk.sofia.presses('Enviar pregunta', { on: new RegExp(_id), typed: { request_fields: 'phone' } });
    await desk.camila.shows(/teléfono\*\*/);
    await desk.camila.presses('Enviar', { on: /teléfono\*\*/, typed: { Teléfono: '3001234567' } });
    const stale = await desk.sofia.pressesOn(structuredClone(old), 'Aprobar');
    expect(stale.text).toMatch(/cambió desde que se mostró/);
    expect(stale.text).toContain('Por decidir');
    expect((await desk.caseOf(_id)).status).toBe('in_review');
    await desk.settled();
    const withdrawn = await desk.camila.presses('Sí, retirarla', { on: new RegExp(_id) });
    expect(withdrawn.status).toBe(200);
    const after = await desk.sofia.pressesOn(old, 'Aprobar');
    expect(after.text).toMatch(/ya no está en ese punto|cambió desde/);
    expect((await desk.caseOf(_id)).outcome).toBe('withdrawn');
  });

  it('twice at once: one approval, and both presses say that it is approved', async () => {
    const { _id } = await given(desk, 'hernan', 'deactivate', ending(desk, 'andres'));
    const card = await desk.sofia.card('Aprobar', new RegExp(_id));
    const both = await Promise.all([1, 2].map(() => desk.sofia.pressesOn(structuredClone(card), 'Aprobar')));
    for (const one of both) expect(one.text).toMatch(/Aprobado|ejecución/);
    await desk.settled();
    const { history } = await desk.caseOf(_id);
    expect(history.filter((one) => one.what === 'approve')).toHaveLength(1);
  });

  it('of a case that is none of theirs: not even its name', async () => {
    const { _id } = await given(desk, 'camila', 'create', {
      ...LAURA,
      holderName: { value: 'Zoila Rosa Vera Paz' },
    });
    for (const verb of ['approve', 'withdraw', 'add_data', 'open_case', 'reveal']) {
      const { text } = await desk.andres.pressesRaw(verb, { case: _id, stage: 1, add_note: 'x' });
      expect(text).not.toContain('Zoila');
    }
  });
});

describe('the same activity again', () => {
  it('is answered once', async () => {
    const { chat } = desk.ricardo;
    const activity = chat.activity('message', { text: 'mis casos' });
    const before = chat.seen.length;
    await Promise.all([chat.post(activity), chat.post(activity), chat.post(activity)]);
    await chat.post(activity);
    expect(chat.seen.length).toBe(before + 1);
  });

  it('as a press is answered again from the state as it is', async () => {
    const { _id } = await given(desk, 'camila', 'create', {
      ...LAURA,
      holderName: { value: 'Nubia Stella Mora Gil' },
    });
    const stage = (await desk.caseOf(_id)).stage;
    const { chat } = chatOf(desk.connector, () => desk.url, 'camila');
    const value = { action: { type: 'Action.Execute', verb: 'withdraw', data: { case: _id, stage } } };
    const activity = chat.activity('invoke', { name: 'adaptiveCard/action', value });
    const first = await chat.post(activity);
    const second = await chat.post(activity);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(JSON.stringify(second.body)).toContain('Se retiró');
    expect((await desk.caseOf(_id)).history.filter((one) => one.what === 'withdraw')).toHaveLength(1);
  });
});
