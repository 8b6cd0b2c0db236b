import { bare } from '../answers/bare.ts';
import type { Intent } from '../recognition/recogniser.ts';

const rows: readonly (readonly [Intent, string])[] = [
  [
    'create_account',
    'crear una cuenta|crear cuenta|cuenta nueva|una cuenta nueva|create an account|create account|new account|a new account',
  ],
  [
    'modify_account',
    'modificar una cuenta|cambiar algo de una cuenta|modify an account|change something on an account',
  ],
  ['activate_account', 'reactivar una cuenta|activar una cuenta|reactivate an account|activate an account'],
  [
    'deactivate_account',
    'inactivar una cuenta|desactivar una cuenta|deactivate an account|una por una|one by one|de a una|one at a time',
  ],
  ['bulk_deactivate', 'inactivar varias cuentas|deactivate several accounts'],
  [
    'reset_password',
    'recuperar la contrasena|recuperar mi contrasena|olvide mi contrasena|recover a password|i forgot my password|reset my password',
  ],
  [
    'report_failure',
    'tengo una falla de correo|el correo falla|falla de correo|my mail is failing|the mail is failing|mail failure',
  ],
  [
    'case_status',
    'mis casos|mis solicitudes|ver mis casos|casos abiertos|casos a mi cargo|casos de mi equipo|saber como va un caso|my cases|my requests|open cases|cases assigned to me|my team s cases',
  ],
  [
    'add_information',
    'agregar informacion|quiero agregar informacion|agregar datos a un caso|add information|i want to add information',
  ],
  [
    'talk_to_person',
    'hablar con una persona|quiero hablar con una persona|hablar con alguien|con una persona|talk to a person|talk to someone|speak to a person|a person|una persona',
  ],
  [
    'help',
    'ayuda|menu|opciones|que puede hacer|que puedes hacer|ver que puedo hacer|ver que puede hacer|help|what can you do|see what you can do',
  ],
];

/** Titles of the app's commands and of the desk's own buttons, which come as messages. */
const COMMANDS: ReadonlyMap<string, Intent> = new Map(
  rows.flatMap(([intent, said]) => said.split('|').map((one) => [one, intent] as const)),
);

/** The intent of a command's title that stands alone; undefined for anything else. */
export function readCommand(text: string): Intent | undefined {
  return text.length > 80 ? undefined : COMMANDS.get(bare(text));
}
