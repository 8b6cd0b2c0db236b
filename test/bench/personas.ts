/** A person of the sandbox tenant. */
export interface Persona {
  readonly id: string;
  readonly name: string;
}

export const TENANT = '5f0a1c00-0000-4000-8000-00000000aaaa';
export const BOT = { id: '28:5f0a1c00-0000-4000-8000-00000000b070', name: 'Mesa de Servicios' };

const person = (end: string, name: string): Persona => ({
  id: `5f0a1c00-0000-4000-8000-000000000${end}`,
  name,
});

export const CAMILA = person('001', 'Camila Rojas Peña');
export const HERNAN = person('002', 'Hernán Castaño Muñoz');
export const SOFIA = person('003', 'Sofía Ibáñez León');
export const TOMAS = person('006', 'Tomás Arango Díaz');

/** Who asks for accounts; each has a manager in the directory. */
export const REQUESTERS: readonly Persona[] = [
  CAMILA,
  person('101', 'Andrés Felipe Peña Niño'),
  person('102', 'Juan Pablo De la Cruz Muñoz'),
  person('105', 'Luisa Fernanda Torres'),
];
