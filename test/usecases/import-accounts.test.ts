import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../services/domain/errors.ts';
import { importWork, startImport } from '../../services/usecases/import/start-import.ts';
import { type DeskHarness, openDesk } from '../support/desk-harness.ts';
import { importOf } from '../support/import-trial.ts';

let desk: DeskHarness;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const HEAD = 'Correo;Tipo;Dependencia;Supervisor;Contrato;Fecha inicio;Fecha fin\n';
const ANDRES =
  'andres.pena@entidad.example;Contratista;Jurídica;hernan.castano@entidad.example;CPS-045-2026;2026-01-15;2026-12-31\n';
const JUAN = 'juan.delacruz@entidad.example;operador;Jurídica;Hernán Castaño;CPS-078-2026;;2026-12-15\n';

describe('an import', () => {
  it('says what it would change before it changes anything', async () => {
    await desk.stores.register.put({
      _id: desk.idOf('andres'),
      address: 'andres.pena@entidad.example',
      holderName: 'Andrés Felipe Peña Niño',
      state: 'enabled',
      contractEnd: '2026-11-30',
      contractNumber: 'CPS-045-2026',
      lastCase: 'MS-2026-000001',
      activeCaseId: '',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
    const wrong = 'luisa.torres@entidad.example;gerente;;Nadie Así;CPS*1;2026-12-01;2026-11-01\n';
    const { card } = await importOf(desk, HEAD + ANDRES + JUAN + wrong + ANDRES.replace('Jurídica', 'Otra'));
    expect((await card()).data).toMatchObject({
      phase: 'preview',
      rows: 4,
      fresh: 2,
      changed: 1,
      remarks: 2,
      leftOut: 1,
      fields: { contractEnd: 1, contractStart: 1, holderType: 1, department: 1, supervisorId: 1 },
      samples: [{ name: 'Andrés Felipe Peña Niño', field: 'holderType' }],
    });
    expect(await desk.stores.register.get(desk.idOf('juan'))).toBeUndefined();
  });

  it('goes on after a crash where the rest is wanted, and a second time changes nothing', async () => {
    const trial = await importOf(desk, HEAD + ANDRES + JUAN);
    await trial.press('apply');
    let writes = 0;
    const failing = {
      ...desk.deps,
      register: {
        ...desk.deps.register,
        put: async (account: Parameters<typeof desk.deps.register.put>[0]) => {
          writes += 1;
          if (writes === 2) throw new AppError('store_unavailable');
          return desk.deps.register.put(account);
        },
      },
    };
    expect(await importWork(failing).runDue()).toBe('idle');
    expect((await trial.card()).data.phase).toBe('applying');
    expect(await importWork(desk.deps).runDue()).toBe('worked');
    expect((await trial.card()).data).toMatchObject({ phase: 'done', written: 2 });
    expect(await desk.stores.register.get(desk.idOf('juan'))).toMatchObject({
      holderType: 'operator',
      supervisorId: desk.idOf('hernan'),
      contractEnd: '2026-12-15',
      watch: { end: '2026-12-15', told: 0 },
      differs: { contractEnd: '2026-11-30', holderType: 'contractor', department: 'Oficina Jurídica' },
    });
    const before = await desk.stores.register.get(desk.idOf('juan'));
    const again = await importOf(desk, HEAD + ANDRES + JUAN);
    expect((await again.card()).data).toMatchObject({ fresh: 0, changed: 0, same: 2 });
    await again.press('apply');
    await again.work.runDue();
    expect(await desk.stores.register.get(desk.idOf('juan'))).toEqual(before);
  });

  it('gives the remarks row by row as a file, and can be dropped', async () => {
    const trial = await importOf(desk, `${HEAD}nadie@entidad.example;;;;;;\n`);
    expect(await trial.press('remarks')).toMatchObject({ ok: true, gives: { name: 'observaciones.xlsx' } });
    expect(await trial.press('drop')).toMatchObject({ ok: true, bulletin: { finished: true } });
    expect(await trial.press('apply')).toMatchObject({ ok: false, code: 'stale_bulletin' });
  });

  it('of what is no such list says what is wanted', async () => {
    const trial = await importOf(desk, 'a;b\n1;2\n');
    expect((await trial.card()).data).toMatchObject({
      phase: 'refused',
      refusal: { code: expect.any(String) },
    });
  });

  it('is for desk leads, one at a time', async () => {
    const sofia = await desk.as('sofia');
    expect(await startImport(desk.deps, sofia, { source: 'directory' })).toMatchObject({
      code: 'import_not_yours',
    });
    const ricardo = await desk.as('ricardo');
    expect(await startImport(desk.deps, ricardo, { source: 'directory' })).toEqual({ ok: true });
    expect(await startImport(desk.deps, ricardo, { source: 'directory' })).toMatchObject({
      code: 'import_running',
    });
    await importWork(desk.deps).runDue();
    expect(await startImport(desk.deps, ricardo, { source: 'directory' })).toEqual({ ok: true });
  });
});
