import { describe, expect, it } from 'vitest';
import { buttonsIn, ChatDriver, wordsIn } from '../support/chat-driver.ts';
import { casesOf, deskForConversations, take } from '../support/conversations.ts';

const open = deskForConversations();
const chatOf = (who = 'camila', locale = 'es-CO') => new ChatDriver(open(), who, { locale });
const COMPLETE =
  'crear cuenta para Laura Inés Ñungo Pérez, contratista, cc 52345678, contrato CPS-101-2026 del lunes al 15 de diciembre, cargo abogada de apoyo, correo laura.nungo@correo.example';

describe('the live form', () => {
  it('takes what is filled in, says what is wrong on the card itself, and keeps the rest', async () => {
    const chat = chatOf();
    await take(chat, ['crear cuenta para Ana María Ríos Paz, contratista', 'Guardar']);
    const seen = await chat.presses('Guardar', {
      nationalId: '52.111.222',
      contractNumber: 'CPS 110 de 2026',
      startDate: '2026-12-01',
      endDate: '2026-11-30',
      position: 'asesora',
      supervisor: 'Hernán Castaño Muñoz',
    });
    expect(wordsIn(seen.answer)).toContain('no puede terminar antes de empezar');
    expect(wordsIn(seen.answer)).toContain('CPS-110-2026');
    await take(chat, ['hasta el 31 de marzo', '31 de marzo', 'correo personal']);
    await take(chat, ['ana@correo.example', '¿Todo bien?']);
    await take(chat, ['!Confirmar', /Quedó registrada/, 'Enviada como']);
    const [about] = await casesOf(open(), 'camila');
    expect(about?.fields).toMatchObject({
      endDate: { value: '2027-03-31' },
      supervisor: { value: open().idOf('hernan') },
    });
  });

  it('that is filled in wholly becomes the summary in its place', async () => {
    const chat = chatOf();
    await take(chat, ['crear cuenta para Ana María Ríos Paz, funcionaria, cc 52111222', 'Guardar']);
    const typed = { position: 'asesora', personalEmail: 'ana@correo.example' };
    const seen = await chat.presses('Guardar', typed);
    expect(buttonsIn(seen.answer).map((one) => one.title)).toEqual(['Confirmar', 'Corregir', 'Cancelar']);
    await take(chat, ['sí', 'Quedó registrada']);
  });

  it('offers people where the name that was typed is several people’s', async () => {
    const chat = chatOf();
    await take(chat, ['Inactivar una cuenta', 'Guardar']);
    await take(chat, ['ayuda', 'busco la cuenta en el directorio']);
    const seen = await chat.presses('Guardar', { account: 'peña', reason: 'resignation' });
    expect(seen.words).toContain('¿Cuál de estas personas es?');
    await take(chat, ['!Elegir', /fecha|vigente/]);
  });

  it('goes on in the chat after it was saved in part', async () => {
    const chat = chatOf();
    await take(chat, ['crear cuenta para Ana María Ríos Paz, funcionaria', 'número de documento']);
    const seen = await chat.presses('Guardar', { position: 'asesora' });
    expect(seen.words).toContain('número de documento');
    await take(chat, ['52111222', 'correo personal']);
  });
});

describe('the summary', () => {
  it('makes one case of two presses, and of a press and a yes', async () => {
    const chat = chatOf();
    const before = (await casesOf(open(), 'camila')).length;
    await take(chat, [COMPLETE, '¿Todo bien?']);
    const confirm = [...chat.tracked.values()].flatMap(buttonsIn).find((one) => one.title === 'Confirmar');
    const press = { verb: 'draft_confirm', draft: String(confirm?.data.draft) } as const;
    expect((await chat.acts(press)).words).toContain('Enviada como');
    expect((await chat.acts(press)).words).toContain('Enviada como');
    await take(chat, ['sí', 'Ya quedó registrada']);
    expect((await casesOf(open(), 'camila')).length).toBe(before + 1);
  });

  it('is corrected on its own card', async () => {
    const chat = chatOf();
    await take(chat, [COMPLETE, '¿Todo bien?']);
    await take(chat, ['!Corregir', 'Correo personal', 'laura.nungo@correo.example']);
    const seen = await chat.presses('Guardar', { position: 'asesora jurídica' });
    expect(wordsIn(seen.answer)).toContain('asesora jurídica');
    await take(chat, ['!Confirmar', 'Quedó registrada']);
    const [about] = await casesOf(open(), 'camila');
    expect(about?.fields.position?.value).toBe('asesora jurídica');
    expect(about?.fields.personalEmail?.value).toBe('laura.nungo@correo.example');
  });

  it('that was cancelled, or belongs to nobody’s draft, says that it is over and what to do', async () => {
    const chat = chatOf();
    await take(chat, [COMPLETE, '¿Todo bien?']);
    const confirm = [...chat.tracked.values()].flatMap(buttonsIn).find((one) => one.title === 'Confirmar');
    await take(chat, ['!Cancelar', 'no se registró nada']);
    for (const draft of [String(confirm?.data.draft), 'somebody-else']) {
      for (const verb of ['draft_confirm', 'draft_edit', 'draft_cancel'] as const) {
        expect((await chat.acts({ verb, draft })).words).toContain('ya no está abierta');
      }
      const save = { verb: 'draft_save', draft, values: { position: 'x' } } as const;
      expect((await chat.acts(save)).words).toContain('ya no está abierta');
      const choose = {
        verb: 'choose_person',
        draft,
        field: 'account',
        personId: open().idOf('luisa'),
      } as const;
      expect((await chat.acts(choose)).words).toContain('ya no está abierta');
    }
  });
});

describe('choices on cards', () => {
  it('of people take the one that is pressed, or ask again for a name', async () => {
    const chat = chatOf();
    await take(chat, ['quiero cambiar la dependencia de peña', 'Elegir', 'Nadie de la lista']);
    await take(chat, ['!Nadie de la lista', 'nombre completo o la dirección']);
    await take(chat, ['andrés felipe peña niño', '¿Es Andrés Felipe Peña Niño', '¿A qué dependencia']);
  });

  it('of a person who is refused say so at once', async () => {
    const chat = chatOf();
    await take(chat, ['Inactivar una cuenta', 'Guardar']);
    const draft = String([...chat.tracked.values()].flatMap(buttonsIn)[0]?.data.draft);
    const press = {
      verb: 'choose_person',
      draft,
      field: 'account',
      personId: open().idOf('contacto'),
    } as const;
    expect((await chat.acts(press)).words).toContain('buzón compartido');
  });

  it('of what is wanted go on with the message that was not understood', async () => {
    const chat = chatOf();
    chat.state = JSON.stringify({
      dialogStack: [
        {
          id: 'root',
          state: {
            chat: {
              v: 1,
              waiting: {
                for: 'intents',
                intents: ['deactivate_account', 'activate_account'],
                text: 'lo de la cuenta de luisa fernanda torres',
              },
            },
          },
        },
      ],
    });
    await take(chat, ['la primera', '¿Es Luisa Fernanda Torres', 'inactiva la cuenta']);
  });

  it('of a case or a page that are not the presser’s show nothing', async () => {
    const chat = chatOf('lucia');
    expect((await chat.acts({ verb: 'open_case', case: 'MS-2026-000001' })).words).toContain(
      'No encuentro ese caso',
    );
    expect((await chat.acts({ verb: 'page', list: 'open', before: '' })).words).toContain('otra persona');
  });
});
