import { describe, expect, it } from 'vitest';
import { ChatDriver } from '../support/chat-driver.ts';
import { deskForConversations, take } from '../support/conversations.ts';

const open = deskForConversations();

/** Contracts of the register that end in December. */
async function registered() {
  const { deps } = open();
  for (const key of ['andres', 'juan', 'luisa']) {
    const user = await deps.directory.user(open().idOf(key));
    if (!user) throw new TypeError(key);
    await deps.register.record({
      _id: user.id,
      address: user.userPrincipalName,
      holderName: user.displayName,
      holderType: 'contractor',
      department: 'Oficina Jurídica',
      supervisorId: open().idOf('hernan'),
      contractEnd: '2026-12-31',
      state: 'enabled',
      lastCase: 'MS-2026-000900',
      activeCaseId: '',
      updatedAt: '2026-11-01T15:00:00.000Z',
    });
  }
}

async function massCase() {
  for await (const one of open().stores.cases.scan()) if (one.mass) return one;
  return undefined;
}

describe('a mass deactivation in chat', () => {
  it('takes the accounts by a query in words, asks for guideline and date, and records the request', async () => {
    await registered();
    const ricardo = new ChatDriver(open(), 'ricardo');
    await take(ricardo, ['inactivación masiva', 'Excel o CSV']);
    await take(ricardo, ['contratistas de la Oficina Jurídica que vencen en diciembre', '3 cuentas']);
    await take(ricardo, ['Circular 012 de 2026', '¿Desde qué fecha']);
    await take(ricardo, ['31 de diciembre', 'Circular 012 de 2026', 'Confirmar']);
    await take(ricardo, ['sí', 'MS-2026-']);
    await open().settle();
    const value = await massCase();
    expect(value?.mass).toMatchObject({ source: 'query', rows: 3, scope: 'all' });
    expect(value?.mass?.reading).toMatchObject({ affected: 2, excluded: { official: 1 } });
    expect(value?.fields.guideline?.value).toBe('Circular 012 de 2026');
  });

  it('understands which accounts in the first message', async () => {
    await registered();
    const hernan = new ChatDriver(open(), 'hernan');
    await take(hernan, [
      'inactiven a los contratistas de la Oficina Jurídica que vencen en diciembre',
      '3 cuentas',
    ]);
  });

  it.each([
    'inactivación masiva de los contratistas de la Oficina Jurídica que vencen en diciembre, según la Circular 012 de 2026, a partir del 31 de diciembre',
    'por el cierre de vigencia, circular 012 de 2026: inactiven a los contratistas de la oficina jurídica que vencen en diciembre a partir del 31 de diciembre',
  ])('takes accounts, guideline and date from one message: %s', async (message) => {
    await registered();
    const ricardo = new ChatDriver(open(), 'ricardo');
    await take(ricardo, [message, '3 cuentas', 'ircular 012 de 2026', '31 de diciembre', 'Confirmar']);
  });

  it('says again how to name them where it understood nothing, and where there are none', async () => {
    const ricardo = new ChatDriver(open(), 'ricardo');
    await take(ricardo, ['inactivación masiva', 'Excel o CSV']);
    await take(ricardo, ['los de siempre', 'No entendí qué cuentas son']);
    await take(ricardo, ['contratistas de Pesca que vencen en diciembre', 'no encuentro ninguna cuenta']);
  });

  it('is refused to whoever has no people, with what there is instead', async () => {
    const camila = new ChatDriver(open(), 'camila');
    await take(camila, ['inactivación masiva', 'un supervisor para su propio equipo', 'Una por una']);
  });

  it('gives the whole list as a workbook to whoever may see the case, and to nobody else', async () => {
    await registered();
    const ricardo = new ChatDriver(open(), 'ricardo');
    await take(ricardo, ['inactivación masiva', 'Excel o CSV']);
    await take(ricardo, ['contratistas de la Oficina Jurídica que vencen en diciembre', '3 cuentas']);
    await take(ricardo, ['Circular 012 de 2026', '¿Desde qué fecha']);
    await take(ricardo, ['31 de diciembre', 'Confirmar']);
    await take(ricardo, ['sí', 'MS-2026-']);
    await open().settle();
    const code = (await massCase())?._id ?? '';
    const made = await open().desk.massFile(code, await open().as('ricardo'), 'es-CO');
    expect(made).toMatchObject({ ok: true, file: { name: `ensayo-${code}.xlsx` } });
    const other = await open().desk.massFile(code, await open().as('camila'), 'es-CO');
    expect(other).toMatchObject({ ok: false, code: 'unknown_case' });
  });
});
