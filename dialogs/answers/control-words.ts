import { bare } from './bare.ts';

/** What a short message asks of the conversation itself and not of the desk. */
export type Control = 'cancel' | 'help' | 'why' | 'unknown' | 'nobody' | 'edit' | 'other_date' | 'courtesy';

const phrases = (text: string): readonly string[] => text.split('|').map((one) => one.trim());

const PHRASES: readonly (readonly [Control, readonly string[]])[] = [
  [
    'cancel',
    phrases(
      `cancelar|cancela|cancele|cancelo|cancelalo|cancelala|cancelelo|cancelela|cancela todo|cancelar todo|cancele todo
      |cancelar la solicitud|cancelar solicitud|cancela la solicitud|cancele la solicitud|cancelar esta solicitud
      |cancelar esto|quiero cancelar|olvidelo|olvidalo|olvidela|olvidala|olvidese|olvidemoslo|dejalo asi|dejelo asi
      |dejela asi|dejemoslo asi|dejemos asi|deje asi|ya no|ya no la necesito|ya no lo necesito|ya no quiero
      |ya no es necesario|ya no hace falta|mejor no|salir|parar|detener|no quiero seguir|no sigamos|descartar
      |descartela|cancel|cancel it|cancel this|cancel that|cancel everything|cancel the request|cancel this request
      |never mind|nevermind|forget it|forget about it|forget this|stop|quit|exit|abort|drop it|no longer needed
      |i dont need it anymore|i don t need it anymore|leave it|yes cancel|si cancelar`,
    ),
  ],
  [
    'help',
    phrases(
      `ayuda|ayudame|ayudeme|necesito ayuda|que hago|que hago aqui|no entiendo|no entendi|no le entiendo|que pongo
      |que pongo ahi|que escribo|que debo escribir|que debo poner|como asi|que es eso|a que se refiere|opciones
      |que opciones hay|que opciones tengo|help|help me|i need help|i dont understand|i don t understand
      |what do i put|what should i write|what do you mean|what are the options|options`,
    ),
  ],
  [
    'why',
    phrases(
      `por que|para que|y eso para que|y por que|para que es|para que lo necesita|para que lo necesitan|para que sirve
      |para que quiere eso|por que lo pide|por que lo piden|por que lo necesita|por que lo necesitan|por que pregunta
      |por que preguntan|por que me pide eso|para que ese dato|why|what for|why is that|why do you ask
      |why do you need it|why do you need that|why do you need this|what is it for`,
    ),
  ],
  [
    'unknown',
    phrases(
      `no se|no lo se|no la se|no lo tengo|no la tengo|no los tengo|no tengo ese dato|no tengo el dato|no tengo idea
      |ni idea|no se cual|no se cual es|no me acuerdo|no recuerdo|no lo recuerdo|no la recuerdo|no estoy segura
      |no estoy seguro|todavia no lo tengo|aun no lo tengo|no lo tengo a la mano|i dont know|i don t know|dont know
      |don t know|no idea|i dont have it|i don t have it|not sure|i m not sure|im not sure|no clue
      |i don t remember`,
    ),
  ],
  [
    'nobody',
    phrases(
      `ninguno|ninguna|nadie|nadie de la lista|ninguno de ellos|ninguna de ellas|ninguno de esos|ninguna de esas
      |no aplica|no tiene|none|none of them|none of these|nobody|no one|n a|not applicable`,
    ),
  ],
  [
    'edit',
    phrases(
      'corregir|corrijo|quiero corregir|editar|cambiar algo|cambiar un dato|edit|correct|change something|fix something',
    ),
  ],
  [
    'courtesy',
    phrases(
      `gracias|muchas gracias|mil gracias|hola|buenas|buenos dias|buenas tardes|buenas noches|muy amable
      |un momento|un momentico|ya le digo|espere|dejeme ver|dejeme averiguo|ya lo busco|ya vuelvo|thanks|thank you
      |thanks a lot|hello|hi|good morning|good afternoon|one moment|just a moment|hold on|let me check`,
    ),
  ],
  ['other_date', phrases('otra fecha|otro dia|en otra fecha|another date|another day|other date')],
];

const CONTROLS: ReadonlyMap<string, Control> = new Map(
  PHRASES.flatMap(([control, said]) => said.map((one) => [one, control] as const)),
);

/** "Mejor no, cancele todo": several set phrases that ask for the same; a courtesy among them asks for nothing. */
function severalPhrases(text: string): Control | undefined {
  const said = text
    .split(/[,;.!]+/)
    .map(bare)
    .filter((part) => part !== '');
  const asked = new Set(said.map((part) => CONTROLS.get(part)).filter((control) => control !== 'courtesy'));
  const [only] = asked;
  return said.length > 1 && asked.size === 1 ? only : undefined;
}

/** Reads a set phrase that stands alone, or several with the same wish; undefined for anything longer or other. */
export function readControl(text: string): Control | undefined {
  if (text.length > 120) return undefined;
  const alone = CONTROLS.get(bare(text)) ?? severalPhrases(text);
  return alone ?? (/^\s*[¿?]+\s*$/.test(text) ? 'help' : undefined);
}
