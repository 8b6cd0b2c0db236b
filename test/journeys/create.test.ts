import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardOf } from '../support/fake-connector.ts';
import { type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const SENTENCE =
  'buenas, me ayudan con un correo para laura inés ñungo pérez, contratista nueva, cc 52.345.678, contrato CPS-101-2026 hasta el 15 de diciembre';

/** Everything up to the summary. */
async function told(): Promise<void> {
  await desk.camila.says(SENTENCE);
  await desk.camila.says('desde el lunes, el correo personal es laura.nungo@correo.example');
  await desk.camila.says('abogada de apoyo');
  await desk.camila.sees(/Confirmar/);
}

/** How many of these the chat shows. */
const count = (pattern: RegExp) => desk.camila.fresh.filter((one) => pattern.test(one)).length;

describe('a new account, asked for in one sentence', () => {
  it('takes five answers from it, fills in what the directory knows, and asks one thing beside a live form', async () => {
    await desk.camila.says(SENTENCE);
    const form = await desk.camila.sees(/Guardar/);
    for (const taken of [
      'Laura Inés Ñungo Pérez',
      'contratista',
      '52.345.678',
      'CPS-101-2026',
      '15 de diciembre de 2026',
    ])
      expect(form).toContain(taken);
    for (const known of ['Oficina Jurídica', 'Hernán Castaño Muñoz']) expect(form).toContain(known);
    for (const missing of ['Fecha de inicio', 'Cargo', 'Correo personal']) expect(form).toContain(missing);
    expect(desk.camila.last).toMatch(/\?$/);
    expect(desk.camila.last.match(/\?/g)).toHaveLength(1);
    expect(desk.camila.last).toMatch(/Desde qué fecha/i);
  });

  it('takes corrections, side questions and help in passing, and comes back to its question', async () => {
    const { camila } = desk;
    await camila.says(SENTENCE);
    await camila.says('desde el lunes. y es operadora, no contratista');
    expect(await camila.sees(/Entendí esto/)).toContain('operador');
    expect(camila.last).toMatch(/cargo/i);
    await camila.says('¿cuánto se demora esto?');
    await camila.sees(/un día hábil/);
    expect(camila.last).toMatch(/cargo/i);
    await camila.says('¿cómo va mi caso?');
    await camila.sees(/No tiene casos/);
    expect(camila.last).toMatch(/cargo/i);
    await camila.says('ayuda');
    expect(camila.last).toMatch(/cancelar[\s\S]*cargo/i);
    await camila.says('abogada de apoyo');
    expect(camila.last).toMatch(/correo personal/i);
    await camila.says('laura.nungo@correo.example');
    await camila.sees(/Confirmar/);
    await camila.says('el contrato es CPS-110-2026');
    await camila.sees(/CPS-110-2026[\s\S]*Confirmar/);
    await camila.says('sí');
    await camila.sees(/Quedó registrada como \*\*MS-2026-000001\*\*/);
    expect((await desk.caseOf('MS-2026-000001')).fields).toMatchObject({
      holderType: { value: 'operator' },
      contractNumber: { value: 'CPS-110-2026' },
      position: { value: 'abogada de apoyo' },
      department: { value: 'Oficina Jurídica' },
      supervisor: { value: desk.hernan.id },
    });
  });

  it('can be filled on the card at once; what is wrong is said and the rest is kept', async () => {
    const { camila } = desk;
    await camila.says(SENTENCE);
    const wrong = await camila.presses('Guardar', {
      typed: {
        'Fecha de inicio del contrato': '2026-12-20',
        Cargo: 'Abogada de apoyo',
        'Correo personal': 'laura.nungo@entidad.example',
      },
    });
    expect(wrong.text).toMatch(/después de terminar/);
    expect(wrong.text).toMatch(/personal, que la persona ya pueda leer/);
    expect(wrong.text).toContain('Abogada de apoyo');
    const right = await camila.presses('Guardar', {
      typed: {
        'Fecha de inicio del contrato': '2026-11-23',
        'Correo personal': 'laura.nungo@correo.example',
      },
    });
    expect(right.text).toContain('Confirmar');
    expect(right.text).toContain('Abogada de apoyo');
    const sent = await camila.presses('Confirmar');
    expect(sent.text).toContain('MS-2026-000001');
    await desk.sofia.card('Aprobar', /Laura Inés/);
  });

  it('is one case however often it is confirmed: twice at once, again later, and in words', async () => {
    await told();
    const card = await desk.camila.card('Confirmar');
    const first = structuredClone(card);
    const [one, two] = await Promise.all([
      desk.camila.pressesOn(structuredClone(first), 'Confirmar'),
      desk.camila.pressesOn(structuredClone(first), 'Confirmar'),
    ]);
    for (const answer of [one, two, await desk.camila.pressesOn(first, 'Confirmar')]) {
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('MS-2026-000001');
    }
    await desk.camila.says('sí');
    expect(desk.camila.last).toContain('MS-2026-000001');
    expect(await desk.cases()).toHaveLength(1);
  });

  it('is never mixed up with another that is asked for before it was confirmed', async () => {
    const { camila } = desk;
    await told();
    await camila.says(
      'necesito un correo para Pedro José Gil Ríos, contratista, cc 71345671, contrato CPS-300-2026',
    );
    expect(camila.last).toMatch(/otra solicitud[\s\S]*Laura Inés Ñungo Pérez/);
    await camila.says('terminar esta');
    await camila.says('sí');
    const [first] = await desk.cases();
    expect(first?.fields).toMatchObject({
      nationalId: { value: '52345678' },
      contractNumber: { value: 'CPS-101-2026' },
    });
  });

  it('is followed on one card that is edited in place, and every outcome is a new message', async () => {
    await told();
    await desk.camila.says('sí');
    const status = await desk.camila.card('Sí, retirarla');
    await desk.sofia.presses('Aprobar');
    await desk.camila.shows(/ya está lista[\s\S]*laura\.nungo@entidad\.example/);
    await desk.settled();
    expect(status.edits).toBeGreaterThan(0);
    expect(JSON.stringify(cardOf(status))).toMatch(/Se prepara el buzón/);
    expect(count(/Se prepara el buzón/)).toBe(1);
  });

  it('is cancelled when asked to be, and nothing is recorded', async () => {
    const { camila } = desk;
    await camila.says(SENTENCE);
    await camila.says('cancelar');
    await camila.says('sí, cancelar');
    await camila.sees(/no registré nada/);
    expect(await desk.cases()).toHaveLength(0);
    const late = await camila.messages.find((one) =>
      JSON.stringify(cardOf(one) ?? '').includes('draft_save'),
    );
    expect(late).toBeUndefined();
  });

  it('goes on where it was after a restart in the middle of the form', async () => {
    await desk.camila.says(SENTENCE);
    await desk.mesa.close();
    const again = await startDesk({ dataDir: desk.dataDir, connector: desk.connector, installed: [] });
    await again.camila.says('desde el lunes, el correo personal es laura.nungo@correo.example');
    expect(again.camila.last).toMatch(/cargo/i);
    await again.camila.says('abogada de apoyo');
    await again.camila.presses('Confirmar');
    expect(await again.cases()).toHaveLength(1);
    await again.stop();
    desk = { ...desk, stop: async () => desk.connector.close() };
  });
});

describe('who speaks English', () => {
  it('is answered in English, from the form to the outcome', async () => {
    const { camila } = desk;
    const say = (text: string) => camila.says(text, { locale: 'en-US' });
    await say(
      'I need an account for Laura Inés Ñungo Pérez, a contractor, ID 52345678, contract CPS-101-2026 until December 15',
    );
    expect(camila.last).toMatch(/\?$/);
    expect(camila.last).not.toMatch(/[¿áéíóúñ]/);
    await say('from 23 November 2026, her personal email is laura.nungo@correo.example');
    await say('support lawyer');
    await camila.sees(/Confirm/);
    await say('yes');
    await camila.sees(/MS-2026-000001/);
    await desk.settled();
    expect(
      camila.messages
        .slice(1)
        .map((one) => JSON.stringify(one.activity))
        .join(),
    ).not.toMatch(/registrada|Aviso|Cuenta nueva/);
    await desk.sofia.card('Aprobar');
  });
});
