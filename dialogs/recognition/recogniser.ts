import { loadModels, type Models } from './model-file.ts';
import { Recent } from './recent.ts';
import type { Entities, Intent, Message, Recognition } from './types.ts';
import { Reading, readEntitiesAs, understand } from './understand.ts';

export type {
  Alternative,
  Entities,
  EntityKey,
  Intent,
  Message,
  Recognition,
} from './types.ts';
export { INTENTS } from './types.ts';

export interface RecogniserOptions {
  /** The mail domains of the entity: an address there is an account, not a personal address. */
  readonly domain?: string | readonly string[];
}

/** Tells what one message wants and what data it holds; pure, never throws, linear in the text's length. */
export type Recognise = (message: Message) => Recognition;

/** Tells what data an answer holds when the form's intent is known: "desde el lunes. y es operadora" and the like. */
export type ReadEntities = (message: Message, intent: Intent) => Entities;

let models: Models | undefined;

function loaded(): Models {
  models ??= loadModels();
  return models;
}

function domainsOf({ domain }: RecogniserOptions): readonly string[] {
  const named = typeof domain === 'string' ? [domain] : (domain ?? []);
  return named.map((each) => each.toLowerCase().replace(/^@/, ''));
}

/** A message in a form is read for its data and for what it wants; turns of other chats come between. */
const readings = new Recent<Reading>(8);

/** How messages are read for an entity: once, whatever is asked of them. */
function reader(options: RecogniserOptions): (message: Message) => Reading {
  const domains = domainsOf(options);
  const known = loaded();
  const named = domains.join(' ');
  return (message) =>
    readings.of(`${named}\n${message.locale}\n${message.text}`, () => new Reading(known, message, domains));
}

/** A recogniser for an entity. The models are read once for the process, on the first call. */
export function createRecogniser(options: RecogniserOptions = {}): Recognise {
  const read = reader(options);
  return (message) => understand(read(message), message.now);
}

/** A reader of the data in messages whose intent is known. */
export function createEntityReader(options: RecogniserOptions = {}): ReadEntities {
  const read = reader(options);
  return (message, intent) => readEntitiesAs(read(message), intent, message.now);
}
