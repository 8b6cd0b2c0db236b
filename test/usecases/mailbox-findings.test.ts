import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decisionCard } from '../../cards/notices/decision.ts';
import type { Case, Fields } from '../../services/domain/case.ts';
import { procedureSchema } from '../../services/domain/procedure.ts';
import { unidadVictimas } from '../../services/procedures/unidad-victimas.ts';
import { controlTenant } from '../../services/sandbox/tenant-controls.ts';
import { sampleView } from '../cards/samples.ts';
import { readable } from '../support/card-view.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
let reports = 0;
beforeEach(async () => {
  reports = 0;
  desk = await openDesk({}, (one) => {
    if (one.url.startsWith('/reports/')) reports += 1;
  });
});
afterEach(() => desk.close());

const GB = 1024 ** 3;
let drafts = 0;

async function asked(who = 'andres'): Promise<Case> {
  drafts += 1;
  const fields: Fields = {
    account: { value: desk.idOf(who) },
    reason: { value: 'resignation' },
    effectiveDate: { value: '2026-11-20' },
  };
  const outcome = await desk.desk.openCase(
    { draftId: `findings-${drafts}`, kind: 'deactivate', fields, locale: 'es-CO' },
    await desk.as('hernan'),
  );
  if (!outcome.ok) throw new TypeError(outcome.code);
  await desk.settle();
  const value = await desk.stores.cases.get(outcome.case._id);
  return value ?? expect.fail('no case');
}

const usage = (more: { bytes?: number; archive?: boolean }) =>
  controlTenant(desk.sandbox.tenant, { do: 'mailbox-usage', userId: desk.idOf('andres'), ...more });
const cardOf = (value: Case) => readable(decisionCard(sampleView(value, 'specialist')));

describe('before a deactivation is decided on', () => {
  it('size and archive of the mailbox are on the case and on the card', async () => {
    usage({ bytes: 61 * GB, archive: true });
    const value = await asked();
    expect(value.findings).toEqual({
      bytes: 61 * GB,
      quotaBytes: 100 * GB,
      hasArchive: true,
      reportedOn: '2026-11-20',
    });
    const card = cardOf(value);
    expect(card).toContain('Pesa 61 GB (informe de Microsoft del 20 de noviembre de 2026)');
    expect(card).toContain('Pasa de 50 GB');
    expect(card).toContain('archivo en línea, y la copia no lo incluye');
    expect(card).toContain('retención legal');
    expect((await desk.deps.directory.user(desk.idOf('andres')))?.accountEnabled).toBe(true);
  });

  it('an ordinary mailbox brings no warning, and the report is read once for many', async () => {
    usage({ bytes: 50 * GB });
    const [first, second] = [await asked(), await asked('luisa')];
    expect(cardOf(first)).toContain('Pesa 50 GB');
    expect(cardOf(first)).not.toMatch(/Pasa de 50|archivo en línea/);
    expect(second.findings?.hasArchive).toBe(false);
    expect(reports).toBe(1);
  });

  it.each([
    ['is forbidden', { status: 403 }, 'forbidden', 'Reports.Read.All'],
    ['is down', { status: 503 }, 'unavailable', 'Revíselo en Exchange'],
    ['breaks off', { effect: 'drop' as const }, 'unavailable', 'Revíselo en Exchange'],
  ])('a report that %s is said, and holds nothing up', async (_name, fault, unread, words) => {
    desk.sandbox.faults.add({ match: { pathPrefix: '/reports' }, times: null, ...fault });
    const value = await asked();
    expect(value).toMatchObject({ status: 'in_review', prepared: true, findings: { unread } });
    expect(cardOf(value)).toContain(words);
    const again = await asked('luisa');
    expect(again.findings).toEqual({ unread });
    expect(reports).toBe(1);
    desk.sandbox.faults.clear();
    desk.clock.tick(11 * 60_000);
  });

  it('a report without names, or without this mailbox, is told apart', async () => {
    controlTenant(desk.sandbox.tenant, { do: 'report-names', concealed: true });
    expect((await asked()).findings).toEqual({ unread: 'concealed' });
    expect(await desk.deps.mailbox.usage('nadie@entidad.example')).toEqual({ unread: 'concealed' });
    await desk.close();
    desk = await openDesk();
    expect(await desk.deps.mailbox.usage('nadie@entidad.example')).toEqual({ unread: 'not_listed' });
  });
});

describe('a procedure that wants a legal hold to be ruled out', () => {
  const { kinds } = unidadVictimas;
  const careful = procedureSchema.parse({
    ...unidadVictimas,
    kinds: { ...kinds, deactivate: { ...kinds.deactivate, confirms: ['no_hold'] } },
  });

  it('is approved only with that confirmed, which the history keeps', async () => {
    await desk.close();
    desk = await openDesk({ procedure: careful });
    const value = await asked();
    const view = { ...sampleView(value, 'specialist'), procedure: careful };
    expect(JSON.stringify(decisionCard(view))).toContain(
      'Revisé en Exchange que el buzón no está en retención legal',
    );
    const approve = async (confirmed?: readonly string[]) =>
      desk.desk.command(
        value._id,
        { name: 'approve', ...(confirmed && { confirmed }) },
        await desk.as('sofia'),
        value.stage,
      );
    expect(await approve()).toMatchObject({ ok: false, code: 'confirmation_needed' });
    expect(await approve(['other'])).toMatchObject({ ok: false, code: 'confirmation_needed' });
    const approved = await approve(['no_hold']);
    if (!approved.ok) throw new TypeError(approved.code);
    expect(approved.case.history.at(-1)?.facts).toMatchObject({ confirmed: ['no_hold'] });
  });
});
