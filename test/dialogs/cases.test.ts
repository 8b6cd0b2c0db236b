import { beforeEach, describe, expect, it } from 'vitest';
import type { Case, FieldId } from '../../services/domain/case.ts';
import { aNewAccount } from '../support/builders.ts';
import { ChatDriver } from '../support/chat-driver.ts';
import { casesOf, deskForConversations, holdConversations, take } from '../support/conversations.ts';

const open = deskForConversations();

async function openedCase(draft: string, holder = 'Laura Inés Ñungo Pérez'): Promise<Case> {
  const { desk, as, idOf } = open();
  const supervisor = { value: idOf('hernan'), shown: 'Hernán Castaño Muñoz' };
  const fields = aNewAccount(supervisor, {
    holderName: { value: holder },
    position: { value: 'abogada de apoyo' },
    personalEmail: { value: 'laura@correo.example' },
  });
  const request = { draftId: `${draft}-${Math.random()}`, kind: 'create', fields, locale: 'es-CO' } as const;
  const opened = await desk.openCase(request, await as('camila'));
  if (!opened.ok) throw new TypeError(opened.code);
  await open().settle();
  return opened.case;
}

async function askForData(about: Case, fields: readonly FieldId[], note = ''): Promise<void> {
  const done = await open().desk.command(
    about._id,
    { name: 'request_data', fields, note },
    await open().as('sofia'),
  );
  expect(done.ok).toBe(true);
  await open().settle();
}

const stored = async (about: Case) => (await open().stores.cases.get(about._id)) as Case;
const numberOf = (about: Case) => String(Number(about._id.slice(-6)));

describe('data that a case waits for', () => {
  it('are given by a free answer, old and new repeated back', async () => {
    const about = await openedCase('a');
    await askForData(about, ['contractNumber'], 'el CPS-101 aparece a nombre de otra persona');
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['es el 110, perdón', 'cambié CPS-101-2026 por CPS-110-2026', 'Sofía ya lo tiene']);
    expect((await stored(about)).fields.contractNumber?.value).toBe('CPS-110-2026');
    expect((await stored(about)).dataRequest).toBeUndefined();
  });

  it('are given as a date or a name in the light of what was asked', async () => {
    const about = await openedCase('b');
    await askForData(about, ['endDate']);
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['el 20 de diciembre', 'cambié', '20 de diciembre de 2026']);
    await askForData(about, ['supervisor']);
    await take(chat, ['es sofia ibañez', 'Sofía Ibáñez León']);
    expect((await stored(about)).fields.supervisor?.value).toBe(open().idOf('sofia'));
  });

  it('that are no fields come as a note', async () => {
    const about = await openedCase('c');
    await askForData(about, [], '¿En qué piso estará?');
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['Va a estar en el piso cuarto, al lado de archivo', 'quedó anotado']);
    expect((await stored(about)).notes.at(-1)?.text).toContain('piso cuarto');
  });

  it('that are wrong are said to be, and may be given again', async () => {
    const about = await openedCase('d');
    await askForData(about, ['personalEmail']);
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['laura@entidad.example', 'es de la entidad']);
    await take(chat, [
      'laura.nungo@correo.example',
      'cambié laura@correo.example por laura.nungo@correo.example',
    ]);
  });

  it('for two cases at once are asked which', async () => {
    const first = await openedCase('e');
    const second = await openedCase('f', 'Pedro Pablo Gómez Ruiz');
    await askForData(first, ['contractNumber']);
    await askForData(second, ['contractNumber']);
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['CPS-110-2026', '¿Para cuál de sus casos es?', first._id, second._id]);
    await take(chat, [first._id, 'por CPS-110-2026']);
    expect((await stored(first)).fields.contractNumber?.value).toBe('CPS-110-2026');
    expect((await stored(second)).fields.contractNumber?.value).toBe('CPS-101-2026');
  });

  it('do not swallow another request', async () => {
    const about = await openedCase('g');
    await askForData(about, ['contractNumber']);
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['quiero crear una cuenta para un contratista', '¿Cuál es el nombre completo']);
    await take(chat, ['cancelar']);
    expect((await stored(about)).dataRequest).toBeDefined();
  });
});

describe('one’s own cases', () => {
  let about: Case;
  beforeEach(async () => {
    about = await openedCase('own');
  });
  const run = async (who: string, locale: string, ...lines: Parameters<typeof take>[1][]) => {
    const chat = new ChatDriver(open(), who, { locale });
    for (const line of lines) await take(chat, line);
  };

  it('are shown as a list, or one in full by number, by person, or by being the only one', async () => {
    await run(
      'camila',
      'es-CO',
      ['mis casos', 'Mis casos', 'Laura Inés Ñungo Pérez'],
      [`¿cómo va el ${numberOf(about)}?`, `${about._id} · Cuenta nueva`],
      ['¿cómo va lo de laura inés ñungo?', `${about._id} · Cuenta nueva`],
      ['¿cómo va mi solicitud?', `${about._id} · Cuenta nueva`],
      ['¿cómo va el 999?', 'No encuentro ese caso'],
    );
    await run(
      'camila',
      'en-US',
      ['my cases', 'My cases'],
      [`any update on case ${numberOf(about)}?`, about._id],
    );
  });

  it('are nobody else’s to see', async () => {
    await run('lucia', 'es-CO', [`¿cómo va el ${numberOf(about)}?`, 'No encuentro ese caso', 'no:Laura']);
  });

  it('take data by number, with old and new', async () => {
    await run(
      'camila',
      'es-CO',
      [
        `para el caso ${numberOf(about)}, el cargo es abogada senior`,
        'cambié abogada de apoyo por abogada senior',
      ],
      [
        `agregar al caso ${numberOf(about)} que el contrato es el 110`,
        'cambié CPS-101-2026 por CPS-110-2026',
      ],
      ['quiero agregar información', `¿Qué debo agregar a ${about._id}?`],
      ['la cédula es 52345679', 'cambié 52.345.678 por 52.345.679'],
      ['quiero agregar información', '¿Qué debo agregar'],
      ['cancelar', 'no agregué nada'],
    );
    expect((await stored(about)).fields.contractNumber?.value).toBe('CPS-110-2026');
  });

  it('are withdrawn after one question', async () => {
    await run(
      'camila',
      'es-CO',
      [`retirar el caso ${numberOf(about)}`, `¿Retiro ${about._id}`],
      ['no', 'sigue su curso'],
      ['cancelar mi solicitud', `¿Retiro ${about._id}`],
      ['Sí, retirarla', `retiré ${about._id}`],
      ['quiero cancelar una solicitud', 'No tiene solicitudes que se puedan retirar'],
      ['retirar el caso 999', 'No encuentro ese caso'],
    );
    expect((await stored(about)).outcome).toBe('withdrawn');
  });

  it('are asked for among several', async () => {
    const other = await openedCase('other', 'Pedro Pablo Gómez Ruiz');
    await run(
      'camila',
      'es-CO',
      ['cancelar mi solicitud', '¿Cuál solicitud retiro?', 'Pedro Pablo Gómez Ruiz'],
      [`la ${numberOf(other)}`, `¿Retiro ${other._id}`],
      ['sí', `retiré ${other._id}`],
      ['quiero retirar la solicitud de laura inés ñungo', `¿Retiro ${about._id}`],
      ['no'],
    );
  });

  it('are asked for beside a form that is ready, and a yes does not send that', async () => {
    await openedCase('third', 'Pedro Pablo Gómez Ruiz');
    const before = (await casesOf(open(), 'camila')).length;
    await run(
      'camila',
      'es-CO',
      [
        'crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222, cargo asesora, ana@correo.example',
        '¿Todo bien?',
      ],
      [`retirar el caso ${numberOf(about)}`, '¿Retiro'],
      ['no', 'sigue su curso'],
      ['quiero agregar información a mi caso', '¿Para cuál de sus casos es?'],
      ['sí', 'La solicitud está lista', 'no:Quedó registrada'],
      ['cancelar', '¿Cancelo'],
      ['sí', 'no registré nada'],
    );
    expect((await casesOf(open(), 'camila')).length).toBe(before);
  });

  it('are reopened with what is not right, asked for where it was not said', async () => {
    await open().desk.command(about._id, { name: 'withdraw' }, await open().as('camila'));
    await run(
      'camila',
      'es-CO',
      [`reabrir el caso ${numberOf(about)}`, '¿Qué falta o qué no quedó bien'],
      ['al final sí se necesita la cuenta', `Reabrí ${about._id}`],
      [`retirar el caso ${numberOf(about)}`, '¿Retiro'],
      ['sí', 'retiré'],
      [`reabran el caso ${numberOf(about)}, la persona sí firmó el contrato ayer`, `Reabrí ${about._id}`],
    );
    expect((await stored(about)).remark).toContain('firmó el contrato');
  });

  it('are withdrawn and reopened in English', async () => {
    await run(
      'camila',
      'en-US',
      [`withdraw case ${numberOf(about)}`, `Shall I withdraw ${about._id}`],
      ['yes', `I withdrew ${about._id}`],
      [`reopen ${numberOf(about)}. She did sign the contract after all`, `I reopened ${about._id}`],
    );
  });

  it('may be withdrawn in the middle of a form, which goes on', async () => {
    await run(
      'camila',
      'es-CO',
      ['crear cuenta para Ana Ríos Paz, funcionaria, cc 52111222', '¿Qué cargo tendrá?'],
      [`retirar el caso ${numberOf(about)}`, `¿Retiro ${about._id}`],
      ['sí', `retiré ${about._id}`],
      ['asesora', 'correo personal'],
      ['cancelar'],
      ['sí', 'no registré nada'],
    );
  });
});

describe('lists of the desk', () => {
  holdConversations(open, [
    {
      name: 'are for specialists',
      who: 'sofia',
      lines: [
        ['casos abiertos', 'Casos abiertos'],
        ['casos a mi cargo', 'Casos a mi cargo'],
        ['casos de mi equipo', 'Casos de mi equipo'],
      ],
    },
    {
      name: 'are not for everybody',
      lines: [
        ['casos abiertos', 'le corresponde a otra persona'],
        ['casos de mi equipo', 'Casos de mi equipo'],
      ],
    },
  ]);

  it('have pages', async () => {
    for (let count = 0; count < 10; count += 1) await openedCase(`page${count}`);
    const chat = new ChatDriver(open(), 'camila');
    await take(chat, ['mis casos', 'Ver más']);
    await take(chat, ['!Ver más', 'Primeros']);
    await take(chat, ['!Ver', 'Lo que se pide']);
    expect((await casesOf(open(), 'camila')).length).toBeGreaterThan(8);
  });
});
