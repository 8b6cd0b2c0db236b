import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../services/domain/case.ts';
import type { NewCase } from '../../services/usecases/desk.ts';
import { aNewAccount } from '../support/builders.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const fields = (more: Fields = {}): Fields =>
  aNewAccount({ value: desk.idOf('hernan'), shown: 'Hernán Castaño Muñoz' }, more);
const request = (draftId: string, more: Fields = {}): NewCase => ({
  draftId,
  kind: 'create',
  fields: fields(more),
  locale: 'es-CO',
});

async function opened(draftId = 'd1', more: Fields = {}) {
  const outcome = await desk.desk.openCase(request(draftId, more), await desk.as('camila'));
  if (!outcome.ok) throw new TypeError(outcome.code);
  return outcome;
}

describe('a new account', () => {
  it('goes from one request to an account in the directory, told to everybody concerned', async () => {
    const { case: value } = await opened();
    expect(value._id).toBe('MS-2026-000001');
    await desk.settle();
    const proposed = await desk.stores.cases.get(value._id);
    expect(proposed?.proposal?.address).toBe('laura.nungo@entidad.example');
    expect(desk.told.map((one) => [one.notice, one.to])).toEqual([
      ['status', desk.idOf('camila')],
      ['decision', desk.idOf('sofia')],
    ]);

    const approved = await desk.desk.command(
      value._id,
      { name: 'approve', holderType: 'contractor' },
      await desk.as('sofia'),
      proposed?.stage,
    );
    expect(approved.ok).toBe(true);
    await desk.settle();

    const done = await desk.stores.cases.get(value._id);
    expect(done?.steps.map((step) => [step.kind, step.state, step.reason?.code])).toEqual(
      ['claim_address', 'create_user', 'set_manager', 'assign_licence', 'add_to_groups', 'await_mailbox'].map(
        (kind) => [kind, 'done', undefined],
      ),
    );
    expect(done?.status).toBe('delivering');
    const user = await desk.deps.directory.user('laura.nungo@entidad.example');
    expect(user).toMatchObject({
      caseCode: value._id,
      department: 'Oficina Jurídica',
      contractEnd: '2026-12-15',
      accountEnabled: true,
    });
    expect(desk.told.slice(2).map((one) => [one.notice, one.to])).toEqual([
      ['delivery', desk.idOf('hernan')],
      ['ready', desk.idOf('camila')],
    ]);
  });

  it('is one case however often the draft is confirmed', async () => {
    const first = await opened('same');
    const again = await opened('same');
    expect(again).toMatchObject({ repeated: true, case: { _id: first.case._id } });
  });
});
