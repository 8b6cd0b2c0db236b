import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { given, LAURA } from './given.ts';
import { type RunningDesk, startDesk } from './harness.ts';

let desk: RunningDesk;
let code: string;
beforeEach(async () => {
  desk = await startDesk();
  code = (await given(desk, 'camila', 'create', LAURA))._id;
  await desk.sofia.presses('Aprobar');
  await desk.hernan.card('Revelar acceso');
});
afterEach(() => desk.stop());

/** A password as the desk mints them. */
const SECRET = /\b[A-Z][a-z]{2}\d-[A-Z][a-z]{2}\d-[A-Z][a-z]{2}\d-[A-Z][a-z]{2}\d\b/;

async function reveal(title = 'Revelar acceso'): Promise<string> {
  const { text } = await desk.hernan.presses(title);
  const secret = SECRET.exec(text)?.[0];
  if (secret === undefined) throw new TypeError(`nothing revealed: ${text}`);
  return secret;
}

describe('delivery', () => {
  it('goes to whom the procedure names; the secret is in that one answer and nowhere else', async () => {
    expect(await desk.camila.shows(/ya está lista/)).toContain('Hernán Castaño Muñoz');
    const first = await reveal();
    const second = await reveal('Revelar otra vez');
    expect(second).not.toBe(first);
    await desk.settled();
    const said = JSON.stringify(
      desk.connector.shown.filter((one) => one.conversation !== desk.hernan.chat.conversation),
    );
    const stored = JSON.stringify(await desk.cases());
    for (const place of [said, stored, desk.logged.join(''), (await desk.mails()).join('')]) {
      expect(place).not.toContain(first);
      expect(place).not.toContain(second);
    }
    expect((await desk.caseOf(code)).delivery).toMatchObject({ reveals: 2 });
  });

  it('is refused to anybody else, and to the recipient once the holder has chosen a password', async () => {
    const { stage } = await desk.caseOf(code);
    for (const other of [desk.camila, desk.sofia, desk.ricardo, desk.luisa]) {
      const { text } = await other.pressesRaw('reveal', { case: code, stage });
      expect(text).not.toMatch(SECRET);
      expect(text).toMatch(/le corresponde a otra persona|No encuentro ese caso/);
    }
    await reveal();
    const { id } = (await desk.account('laura.nungo@entidad.example')) ?? { id: '' };
    if (!desk.mesa.sandbox) throw new TypeError('no sandbox');
    await new Promise((resolve) => setTimeout(resolve, 5));
    controlTenant(desk.mesa.sandbox.tenant, { do: 'sign-in', userId: id });
    const late = await desk.hernan.presses('Revelar otra vez');
    expect(late.text).toContain('ya entró y cambió su contraseña');
  });

  it('wants the access revealed before the induction is acknowledged', async () => {
    const { stage } = await desk.caseOf(code);
    const early = await desk.hernan.pressesRaw('acknowledge', { case: code, stage });
    expect(early.text).toContain('Primero revele el acceso');
    expect((await desk.caseOf(code)).status).toBe('delivering');
  });

  it('is acknowledged, confirmed by the requester and closed; the history verifies', async () => {
    await reveal();
    await desk.hernan.presses('Entregado y explicado');
    expect(await desk.camila.shows(/ya está funcionando/)).toContain('laura.nungo@entidad.example');
    await desk.camila.presses('Todo bien', { on: /ya está funcionando/ });
    await desk.camila.shows(/está cerrado/);
    expect(await desk.caseOf(code)).toMatchObject({ status: 'closed', outcome: 'fulfilled' });
  });

  it('that was no good is reopened with the reason, goes back to the specialist, and makes no second account', async () => {
    await reveal();
    await desk.hernan.presses('Entregado y explicado');
    await desk.camila.presses('Reabrir', {
      on: /ya está funcionando/,
      typed: { reopen_remark: 'No le deja entrar' },
    });
    expect(await desk.sofia.shows(/reabrió/)).toContain('No le deja entrar');
    expect((await desk.caseOf(code)).status).toBe('in_review');
    await desk.settled();
    await desk.sofia.presses('Aprobar');
    await desk.hernan.card('Revelar acceso', /Laura/);
    await desk.settled();
    const value = await desk.caseOf(code);
    expect(value.account?.email).toBe('laura.nungo@entidad.example');
    expect(await desk.account('laura.nungoperez@entidad.example')).toBeUndefined();
  });
});
