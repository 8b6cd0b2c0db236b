import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_VERBS, DESK_VERBS } from '../../cards/actions.ts';
import { createRecogniser, INTENTS } from '../../dialogs/recognition/recogniser.ts';
import { given, LAURA } from '../journeys/given.ts';
import { type RunningDesk, startDesk } from '../journeys/harness.ts';
import { type Loose, postJson } from '../support/fake-connector.ts';

const SEED = 20_261_120;
const runs = (numRuns: number) => ({
  seed: SEED,
  numRuns,
  interruptAfterTimeLimit: 20_000,
  markInterruptAsFailure: false,
});

let desk: RunningDesk;
let code: string;
beforeAll(async () => {
  desk = await startDesk();
  code = (await given(desk, 'camila', 'create', LAURA))._id;
});
afterAll(() => desk.stop());

/** Words that the desk knows, in any order and company. */
const spoken = fc.constantFrom(
  ...[
    'inactiven',
    'la cuenta de',
    'andrés peña',
    'luisa',
    'hoy',
    'el 31 de diciembre',
    'CPS-101-2026',
    'sí',
    'no',
  ],
  ...[
    'cancelar',
    'ayuda',
    'mis casos',
    'caso 1',
    'cc 52.345.678',
    'laura inés ñungo pérez',
    '@entidad.example',
  ],
  ...[
    'contratista',
    'necesito un correo para',
    'retirar',
    'reabrir',
    'hasta',
    'desde',
    '¿cuánto se demora?',
    '99999',
  ],
);
const phrase = fc
  .array(fc.oneof(spoken, spoken, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 12 })
  .map((all) => all.join(' '));
const text = fc.oneof(
  phrase,
  phrase,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 5_000 }),
);

const someVerb = fc.oneof(fc.constantFrom(...CASE_VERBS, ...DESK_VERBS), fc.anything(), fc.string());
const data = fc.oneof(
  fc.record(
    {
      case: fc.oneof(fc.constant('MS-2026-000001'), fc.string()),
      stage: fc.oneof(fc.integer({ min: -1, max: 20 }), fc.anything()),
      draft: fc.string(),
      reject_remark: text,
      request_fields: fc.string(),
      hand_over_to: fc.string(),
      draft_field_endDate: fc.string(),
      list: fc.constantFrom('mine', 'open', 'x'),
      before: fc.string(),
      intent: fc.constantFrom(...INTENTS, 'none'),
      personId: fc.string(),
      field: fc.string(),
    },
    { requiredKeys: [] },
  ),
  fc.object({ maxDepth: 3 }),
  fc.anything(),
);

const errors = () => desk.logged.filter((line) => /"level":(50|60)/.test(line));
const people = () => [desk.camila, desk.hernan, desk.sofia];
const who = fc.integer({ min: 0, max: 2 });
const person = (n: number) => people()[n] ?? desk.camila;

describe('whatever is sent to the desk', { timeout: 120_000 }, () => {
  it('as a message is answered, and nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(who, text, async (n, said) => {
        const { status } = await person(n).says(said);
        expect(status).toBeLessThan(300);
        expect(errors()).toEqual([]);
      }),
      runs(250),
    );
  });

  it('as a press is answered with HTTP 200, and the cases stay whole', async () => {
    await fc.assert(
      fc.asyncProperty(who, someVerb, data, async (n, verb, value) => {
        const pressed = await person(n).pressesRaw(verb as string, value as Loose);
        expect(pressed.status).toBe(200);
        expect(errors()).toEqual([]);
      }),
      runs(300),
    );
    expect((await desk.caseOf(code))._id).toBe(code);
  });

  it('as an activity of any form is taken or refused, and never breaks anything', async () => {
    const odd = fc.record(
      {
        type: fc.oneof(
          fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate'),
          fc.string(),
        ),
        text: fc.anything(),
        value: fc.anything(),
        name: fc.oneof(fc.constant('adaptiveCard/action'), fc.anything()),
        from: fc.anything(),
        locale: fc.anything(),
        attachments: fc.anything(),
        membersAdded: fc.anything(),
        action: fc.anything(),
        replyToId: fc.anything(),
        entities: fc.anything(),
        channelData: fc.anything(),
        recipient: fc.anything(),
        conversation: fc.anything(),
        timestamp: fc.anything(),
      },
      { requiredKeys: ['type'] },
    );
    await fc.assert(
      fc.asyncProperty(odd, fc.boolean(), async (more, whole) => {
        const { text: words, value, name, type, ...rest } = more;
        const body = desk.camila.chat.activity(
          type,
          whole ? { text: words, value, name, ...rest } : { text: words, value, name },
        );
        const { status } = await postJson(`${desk.url}/api/messages`, body);
        const fine = status < 300 || [400, 401, 403, 413, 501].includes(status);
        expect(fine, `HTTP ${status}`).toBe(true);
        expect(errors()).toEqual([]);
      }),
      runs(300),
    );
  });
});

describe('whatever is said to the recogniser', { timeout: 60_000 }, () => {
  const recognise = createRecogniser({ domain: 'entidad.example' });

  it('has one of its intents, a probability, and entities that are text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('es-CO', 'en-US', 'xx', ''), (said, locale) => {
        const heard = recognise({ text: said, locale, now: '2026-11-20' });
        expect(INTENTS).toContain(heard.intent);
        expect(heard.confidence).toBeGreaterThanOrEqual(0);
        expect(heard.confidence).toBeLessThanOrEqual(1);
        for (const value of Object.values(heard.entities)) expect(typeof value).toBe('string');
      }),
      runs(2_000),
    );
  });
});
