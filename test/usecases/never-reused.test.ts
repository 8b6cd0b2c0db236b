import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followDirectory } from '../../services/usecases/follow-directory.ts';
import { proposeAddress } from '../../services/usecases/prepare-case.ts';
import { recordAccount } from '../../services/usecases/record-account.ts';
import { sampleCase } from '../cards/samples.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { importOf } from '../support/import-trial.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** The address that a new holder of this name gets, when the directory itself remembers nobody. */
async function addressFor(holderName: string): Promise<string> {
  const nobody = { ...desk.deps.directory, holdersOfAddress: async () => [] };
  const value = { ...sampleCase('create', 'in_review'), fields: { holderName: { value: holderName } } };
  return (await proposeAddress({ ...desk.deps, directory: nobody }, value)).address;
}

const NAME = 'Ximena Yolanda Zorro Wilches';
const FIRST = 'ximena.zorro@entidad.example';

describe('an address that was once in use', () => {
  it('is free before anybody had it', async () => {
    expect(await addressFor(NAME)).toBe(FIRST);
  });

  it('stays taken once the directory has shown it, though the account is gone', async () => {
    const page = { users: [], removed: [], cursor: '', more: false };
    const user = { id: 'x', userPrincipalName: FIRST, addresses: [FIRST, 'x.zorro@entidad.example'] };
    await followDirectory(desk.deps, { ...page, users: [user] });
    await followDirectory(desk.deps, { ...page, removed: ['x'] });
    expect(await addressFor(NAME)).not.toBe(FIRST);
    expect(await desk.deps.addresses.ownerOf('x.zorro@entidad.example')).toBe('directory');
  });

  it('stays taken once a list has named it, though the directory never knew it', async () => {
    const trial = await importOf(desk, `Correo;Contrato\n${FIRST};CPS-1-2020\n`);
    expect(await addressFor(NAME)).toBe(FIRST);
    await trial.press('apply');
    await trial.work.runDue();
    expect(await addressFor(NAME)).not.toBe(FIRST);
  });

  it('stays taken by the case that deactivated it', async () => {
    const taken: Record<string, string> = {};
    const book = {
      ...desk.deps.addresses,
      claimAll: async (addresses: readonly string[], owner: string) => {
        for (const one of addresses) taken[one] ??= owner;
      },
    };
    const andres = await desk.deps.directory.user(desk.idOf('andres'));
    if (!andres) throw new TypeError('nobody');
    const done = sampleCase('deactivate', 'resolved');
    const target = { ...done.target, id: andres.id } as typeof done.target;
    await recordAccount({ ...desk.deps, addresses: book }, { ...done, target });
    expect(taken['andres.pena@entidad.example']).toBe(done._id);
  });
});
