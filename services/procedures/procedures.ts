import type { Procedure } from '../domain/procedure.ts';
import { unidadVictimas } from './unidad-victimas.ts';

/** Every procedure that the desk can run, by the name that `MESA_PROCEDURE` takes. */
export const PROCEDURES: ReadonlyMap<string, Procedure> = new Map(
  [unidadVictimas].map((one) => [one.id, one]),
);
